package io.fakepolygon.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts refusals, which may come in storms, and says which of them is worth a line in the log: the
 * first, and after a minute the next.
 *
 * <p>Owned by one thread.
 */
final class RefusalCount {
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final RareLine line;
  private long total;

  /** A count of none; {@code nanoTime} is real time, as {@link System#nanoTime} counts it. */
  RefusalCount(LongSupplier nanoTime) {
    line = new RareLine(QUIET, nanoTime);
  }

  /** Counts one. {@return whether to tell of it} */
  boolean add() {
    total++;
    return line.isDue();
  }

  long total() {
    return total;
  }
}
