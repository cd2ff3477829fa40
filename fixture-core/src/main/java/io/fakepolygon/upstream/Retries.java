package io.fakepolygon.upstream;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When to connect again. The first time at once, for most ends mean nothing; then after one second,
 * two, four, up to the longest wait (thirty, unless told otherwise), each shortened by chance to as
 * little as half, so that several proxies do not come in step. It begins anew only after a minute
 * of health: a feed that has too many connections of an account says so after it has accepted the
 * key.
 *
 * <p>Owned by one thread.
 */
final class Retries {
  private static final long SECOND_NS = 1_000_000_000;
  private static final long HEALTHY_AFTER_NS = 60 * SECOND_NS;
  // Two to this many seconds are more than a day, the longest wait that can be asked for.
  private static final int MOST_DOUBLINGS = 17;

  private final DoubleSupplier chance;
  private final long longestWaitNs;
  private int attempts;
  private long wellSinceNs = Long.MAX_VALUE;

  /** Why the connection has ended. */
  enum End {
    /** Lost, closed, stalled, refused by the network: the next one may be well. */
    LOST(0, UpstreamState.LOST, "not connected: "),
    /** The account has as many connections as it may have; another program has to go first. */
    TOO_MANY_CONNECTIONS(
        60, UpstreamState.TOO_MANY_CONNECTIONS, "the account has too many connections: "),
    /** The key is wrong, or the plan has no such feed: somebody has to do something. */
    KEY_REFUSED(
        300, UpstreamState.KEY_REFUSED, "the feed refuses POLYGON_API_KEY, have a look at it: ");

    private final long waitNs;
    private final UpstreamState state;
    private final String words;

    End(long waitSeconds, UpstreamState state, String words) {
      waitNs = waitSeconds * SECOND_NS;
      this.state = state;
      this.words = words;
    }

    /** {@return how it stands with the feed after such an end} */
    UpstreamState state() {
      return state;
    }

    /** {@return the beginning of a sentence for the operator} */
    String inWords() {
      return words;
    }
  }

  /**
   * No attempt has been made.
   *
   * @param longestWait up to which the wait grows
   * @param chance numbers from 0 up to, and without, 1
   */
  Retries(Duration longestWait, DoubleSupplier chance) {
    longestWaitNs = longestWait.toNanos();
    this.chance = chance;
  }

  /** The key has been accepted: from here on the connection is well, until it ends. */
  void isWell(long nowNs) {
    wellSinceNs = nowNs;
  }

  /** {@return how long to wait before the next attempt} */
  Duration afterEnd(End end, long nowNs) {
    if (wellSinceNs != Long.MAX_VALUE && nowNs - wellSinceNs >= HEALTHY_AFTER_NS) {
      attempts = 0;
    }
    wellSinceNs = Long.MAX_VALUE;
    long wait = Math.max(end.waitNs, backoffNs());
    attempts++;
    return Duration.ofNanos(wait - (long) (chance.getAsDouble() * (wait / 2.0)));
  }

  private long backoffNs() {
    return attempts == 0
        ? 0
        : Math.min(longestWaitNs, SECOND_NS << Math.min(attempts - 1, MOST_DOUBLINGS));
  }
}
