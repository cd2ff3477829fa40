package io.fakepolygon.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says which of many lines of one kind is worth to be logged: the first, and after a while the
 * next.
 *
 * <p>Owned by one thread.
 */
final class RareLine {
  private final long quietNs;
  private final LongSupplier nanoTime;
  private boolean told;
  private long toldAtNs;

  /** None has been logged; {@code nanoTime} is real time, as {@link System#nanoTime} counts it. */
  RareLine(Duration quiet, LongSupplier nanoTime) {
    quietNs = quiet.toNanos();
    this.nanoTime = nanoTime;
  }

  /** {@return whether to log one now} It counts as logged. */
  boolean isDue() {
    long nowNs = nanoTime.getAsLong();
    boolean due = !told || nowNs - toldAtNs >= quietNs;
    if (due) {
      told = true;
      toldAtNs = nowNs;
    }
    return due;
  }
}
