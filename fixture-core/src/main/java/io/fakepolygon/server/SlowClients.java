package io.fakepolygon.server;

import java.time.Duration;

/**
 * How much may wait for a client, and what becomes of one for which it is more. It counts while the
 * market's clock runs by itself; one that is moved by hand waits for its clients instead.
 *
 * @param policy what becomes of it
 * @param softLimitBytes a client for which more has waited for {@code softLimitFor} is too slow;
 *     under {@link SlowClientPolicy#CONFLATE_QUOTES} its quotes are conflated at once
 * @param softLimitFor real time
 * @param hardLimitBytes a client for which more waits is too slow at once
 */
public record SlowClients(
    SlowClientPolicy policy, long softLimitBytes, Duration softLimitFor, long hardLimitBytes) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /** As the vendor: dropped after 10 seconds above 4 MiB, or above 16 MiB. */
  public static final SlowClients DEFAULT =
      new SlowClients(SlowClientPolicy.DISCONNECT, 4 << 20, Duration.ofSeconds(10), 16 << 20);

  /**
   * Refuses limits that cannot be.
   *
   * @throws IllegalArgumentException with one sentence that names the value and what is allowed
   */
  public SlowClients {
    if (softLimitBytes < 1) {
      throw new IllegalArgumentException(
          "The soft limit of a slow client, %d bytes, is below 1".formatted(softLimitBytes));
    }
    if (hardLimitBytes < softLimitBytes) {
      throw new IllegalArgumentException(
          "The hard limit of a slow client, %d bytes, is below its soft limit of %d bytes"
              .formatted(hardLimitBytes, softLimitBytes));
    }
    if (softLimitFor.isNegative() || softLimitFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The time of a slow client above its soft limit, %s, is not from 0 to 365 days"
              .formatted(softLimitFor));
    }
  }

  /** {@return bytes outstanding up to which a client is one like all others} */
  long window() {
    return Math.min(Limits.MANUAL_CLOCK_WINDOW, softLimitBytes / 2);
  }

  /**
   * {@return bytes of the real feed that may be passed on in one go: when the market thread comes
   * to what has waited for it, no client that keeps up may seem too slow}
   */
  int mostFromTheFeedAtOnce() {
    return (int) Math.min(Limits.MOST_FROM_THE_FEED, Math.max(1, hardLimitBytes / 2));
  }
}
