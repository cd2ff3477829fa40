package io.fakepolygon.market;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What one symbol has traded since its session day began. Any instant can be asked for; the sums on
 * the way are remembered, so that a late question costs a walk of the day once and of a small part
 * of it afterwards.
 *
 * <p>Threads may share it: what is remembered is immutable, and forgetting it changes no answer.
 */
final class DayTotals {
  private static final long SHORTEST_STRIDE = 4_096;
  private static final long STRIDES_PER_DAY = 256;
  private static final int REMEMBERED = 2_048;

  private final Prints prints;
  private final long stride;
  // By end: at multiples of the stride, of one day or of several.
  private final ConcurrentSkipListMap<Long, Total> remembered = new ConcurrentSkipListMap<>();
  // The latest answer: a walk in order continues from it. Racing walks only lose time.
  private volatile Total latest = new Total(0, 0, 0, 0);

  DayTotals(Prints prints, long intervalNs) {
    this.prints = prints;
    long stepsPerDay = 86_400_000_000_000L / intervalNs;
    stride = Math.max(SHORTEST_STRIDE, stepsPerDay / STRIDES_PER_DAY);
  }

  /** {@return the totals of the steps from the day's first up to but not including {@code end}} */
  Total upTo(long end, long firstOfDay) {
    Total total = nearest(end, firstOfDay);
    while (total.end < end) {
      long next = Math.min(end, (Math.floorDiv(total.end, stride) + 1) * stride);
      BarBuilder part = new BarBuilder();
      prints.addTo(part, total.end, next);
      total = total.plus(part, next);
      if (next % stride == 0) {
        remember(total);
      }
    }
    latest = total;
    return total;
  }

  private Total nearest(long end, long firstOfDay) {
    Total near = latest;
    if (near.firstOfDay == firstOfDay && near.end <= end && near.end > end - stride) {
      return near;
    }
    Map.Entry<Long, Total> below = remembered.floorEntry(end);
    return below != null && below.getValue().firstOfDay == firstOfDay
        ? below.getValue()
        : new Total(firstOfDay, firstOfDay, 0, 0);
  }

  private void remember(Total total) {
    if (remembered.size() >= REMEMBERED) {
      remembered.clear();
    }
    remembered.put(total.end, total);
  }

  /**
   * Volume and notional of some steps of one day.
   *
   * @param firstOfDay the day's first step
   * @param end the step after the last one counted
   * @param volume shares
   * @param notionalCents sum of price times size, in cents
   */
  record Total(long firstOfDay, long end, long volume, long notionalCents) {
    private Total plus(BarBuilder part, long newEnd) {
      return new Total(
          firstOfDay, newEnd, volume + part.volume(), notionalCents + part.notionalCents());
    }
  }
}
