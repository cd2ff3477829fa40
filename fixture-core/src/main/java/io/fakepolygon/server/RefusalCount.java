package io.fakepolygon.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts refusals, which may come in storms, and says which of them is worth a line in the log: the
 * first, and after a minute the next.
 *
 * <p>Owned by one thread.
 */
final class RefusalCount {
  private static final long QUIET_NS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private long total;
  private long toldAtNs;

  /** A count of none; {@code nanoTime} is real time, as {@link System#nanoTime} counts it. */
  RefusalCount(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counts one. {@return whether to tell of it} */
  boolean add() {
    total++;
    long nowNs = nanoTime.getAsLong();
    boolean tell = total == 1 || nowNs - toldAtNs >= QUIET_NS;
    if (tell) {
      toldAtNs = nowNs;
    }
    return tell;
  }

  long total() {
    return total;
  }
}
