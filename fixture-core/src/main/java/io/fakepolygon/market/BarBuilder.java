package io.fakepolygon.market;

/** Rolls trades up into one bar: prices in cents, sizes in shares. */
final class BarBuilder {
  private static final int TEN_THOUSANDTHS_IN_A_CENT = 100;

  private long openCents;
  private long closeCents;
  private long highCents;
  private long lowCents;
  private long volume;
  private long notionalCents;
  private long trades;

  void add(long priceCents, int size) {
    if (trades == 0) {
      openCents = priceCents;
      highCents = priceCents;
      lowCents = priceCents;
    }
    closeCents = priceCents;
    highCents = Math.max(highCents, priceCents);
    lowCents = Math.min(lowCents, priceCents);
    volume += size;
    notionalCents += priceCents * size;
    trades++;
  }

  double openUsd() {
    return usd(openCents);
  }

  double closeUsd() {
    return usd(closeCents);
  }

  double highUsd() {
    return usd(highCents);
  }

  double lowUsd() {
    return usd(lowCents);
  }

  long volume() {
    return volume;
  }

  long notionalCents() {
    return notionalCents;
  }

  long averageSize() {
    return (volume + trades / 2) / trades;
  }

  static double usd(long cents) {
    return cents / 100.0;
  }

  /**
   * Volume-weighted average price to four decimals, half up, in integers up to the last division.
   */
  static double vwapUsd(long notionalCents, long volume) {
    long wholeCents = notionalCents / volume;
    long rest = notionalCents % volume;
    long tenThousandths =
        wholeCents * TEN_THOUSANDTHS_IN_A_CENT
            + (rest * TEN_THOUSANDTHS_IN_A_CENT + volume / 2) / volume;
    return tenThousandths / 10_000.0;
  }
}
