package io.fakepolygon.market;

/** What one symbol of the oscillating market has traded since its session day began, by step. */
final class DayTotals {
  private static final long SHORTEST_STRIDE = 4_096;
  private static final long STRIDES_PER_DAY = 256;
  private static final int REMEMBERED = 2_048;

  private final Prints prints;
  private final RunningSums<Total> sums;

  DayTotals(Prints prints, long intervalNs) {
    this.prints = prints;
    long stepsPerDay = 86_400_000_000_000L / intervalNs;
    long stride = Math.max(SHORTEST_STRIDE, stepsPerDay / STRIDES_PER_DAY);
    sums = new RunningSums<>(stride, REMEMBERED, new Total(0, 0), this::add);
  }

  /** {@return the totals of the steps from the day's first up to but not including {@code end}} */
  Total upTo(long end, long firstOfDay) {
    return sums.upTo(end, firstOfDay);
  }

  private Total add(Total total, long from, long to) {
    BarBuilder part = new BarBuilder();
    prints.addTo(part, from, to);
    return new Total(total.volume + part.volume(), total.notionalCents + part.notionalCents());
  }

  /**
   * Volume and notional of some steps of one day.
   *
   * @param volume shares
   * @param notionalCents sum of price times size, in cents
   */
  record Total(long volume, long notionalCents) {}
}
