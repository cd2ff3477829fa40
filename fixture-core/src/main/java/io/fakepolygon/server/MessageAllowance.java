package io.fakepolygon.server;

import java.util.function.LongSupplier;

/**
 * How many messages a client may send by now: so many a second, and of what it did not use at most
 * one second's worth. Whoever sends more owes the time in which it may not be read.
 *
 * <p>Owned by one thread.
 */
final class MessageAllowance {
  private static final long ONE_MESSAGE = 1_000_000_000;

  private final long perSecond;
  private final LongSupplier nanoTime;
  // In billionths of a message: a nanosecond brings perSecond of them, and nothing is rounded away.
  private long left;
  private long countedAtNs;

  /**
   * An allowance of which nothing is used.
   *
   * @param nanoTime real time, as {@link System#nanoTime} counts it
   */
  MessageAllowance(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    left = full();
    countedAtNs = nanoTime.getAsLong();
  }

  /** A message came. {@return nanoseconds to wait before the next is read, 0 for none} */
  long spend() {
    long nowNs = nanoTime.getAsLong();
    long untilFullNs = nanosFor(full() - left);
    left = Math.min(full(), left + Math.min(nowNs - countedAtNs, untilFullNs) * perSecond);
    countedAtNs = nowNs;
    left -= ONE_MESSAGE;
    return left < 0 ? nanosFor(-left) : 0;
  }

  private long full() {
    return perSecond * ONE_MESSAGE;
  }

  private long nanosFor(long billionths) {
    return (billionths + perSecond - 1) / perSecond;
  }
}
