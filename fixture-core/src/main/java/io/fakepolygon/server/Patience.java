package io.fakepolygon.server;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether so much waits for one client, or has waited for so long, that nobody waits for it any
 * more.
 *
 * <p>Owned by the market thread.
 */
final class Patience {
  private final SlowClients limits;
  private final LongSupplier nanoTime;
  private boolean aboveSoftLimit;
  private long aboveSoftLimitSince;
  private @Nullable String verdict;

  /**
   * Nothing waits yet.
   *
   * @param nanoTime real time as of {@link System#nanoTime}
   */
  Patience(SlowClients limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** {@return why so many bytes are too many; empty while they are not} */
  Optional<String> endedBy(long bytes) {
    if (bytes <= limits.softLimitBytes()) {
      aboveSoftLimit = false;
      return Optional.empty();
    }
    long now = nanoTime.getAsLong();
    if (!aboveSoftLimit) {
      aboveSoftLimit = true;
      aboveSoftLimitSince = now;
    }
    if (bytes > limits.hardLimitBytes()) {
      return Optional.of(aboveHardLimit(bytes));
    }
    return now - aboveSoftLimitSince > limits.softLimitFor().toNanos()
        ? Optional.of(aboveSoftLimit(bytes))
        : Optional.empty();
  }

  /** Time above the soft limit counts from the next look on. */
  void beginAnew() {
    aboveSoftLimit = false;
  }

  /**
   * {@return whether the client is beyond the hard limit, or ever was} Then it is sent nothing any
   * more, and what comes after a gap would be wrong.
   */
  boolean isOverWith(long bytes) {
    if (verdict == null && bytes > limits.hardLimitBytes()) {
      verdict = aboveHardLimit(bytes);
    }
    return verdict != null;
  }

  /** {@return why it is beyond the hard limit; empty while it is not, and never was} */
  Optional<String> overBecauseOf(long bytes) {
    return isOverWith(bytes) ? Optional.ofNullable(verdict) : Optional.empty();
  }

  private String aboveHardLimit(long bytes) {
    return "%d bytes wait for it, above the hard limit of %d"
        .formatted(bytes, limits.hardLimitBytes());
  }

  private String aboveSoftLimit(long bytes) {
    return "%d bytes wait for it, above the soft limit of %d for more than %s"
        .formatted(bytes, limits.softLimitBytes(), limits.softLimitFor());
  }
}
