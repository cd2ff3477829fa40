package io.fakepolygon.market;

/**
 * How something is spread over a market day: a U over regular hours, high at the open and highest
 * at the close, and little of it before and after. As its integral, which is all that a tree needs
 * to split it.
 *
 * @param open the part of regular hours that crowds at the open
 * @param close the part that crowds at the close
 * @param before how much comes before the open, where regular hours have 1
 * @param after how much comes after the close
 */
record DayShape(double open, double close, double before, double after) {
  /** Trades: the first and the last half hour have four times as many as one at midday. */
  static final DayShape ACTIVITY = new DayShape(0.25, 0.26, 0.03, 0.02);

  /** Variance of the price: the morning finds the price, the close moves it less. */
  static final DayShape VARIANCE = new DayShape(0.17, 0.12, 0.08, 0.05);

  /** {@return the whole day's} */
  double whole(MarketDay day) {
    return day.hasExtendedHours() ? before + 1 + after : 1;
  }

  /** {@return how much has come by an instant: from 0 to the {@linkplain #whole whole}} */
  double until(MarketDay day, long epochMs) {
    if (!day.hasExtendedHours()) {
      return epochMs >= day.closeMs() ? 1 : regular(part(day.openMs(), day.closeMs(), epochMs));
    }
    if (epochMs <= day.openMs()) {
      double part = part(day.startMs(), day.openMs(), epochMs);
      return before * part * part;
    }
    if (epochMs <= day.closeMs()) {
      return before + regular(part(day.openMs(), day.closeMs(), epochMs));
    }
    double left = 1 - part(day.closeMs(), day.endMs(), epochMs);
    return before + 1 + after * (1 - left * left);
  }

  /** {@return how much of what regular hours have has come by a part of them: from 0 to 1} */
  private double regular(double part) {
    double left = 1 - part;
    double left3 = left * left * left;
    double part2 = part * part;
    double part4 = part2 * part2;
    double part8 = part4 * part4;
    return (1 - open - close) * part
        + open * (1 - left3 * left3 * left3)
        + close * part8 * part8 * part;
  }

  private static double part(long startMs, long endMs, long epochMs) {
    if (epochMs <= startMs) {
      return 0;
    }
    return epochMs >= endMs ? 1 : (double) (epochMs - startMs) / (endMs - startMs);
  }
}
