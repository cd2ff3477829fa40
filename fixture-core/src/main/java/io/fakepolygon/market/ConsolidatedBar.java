package io.fakepolygon.market;

/**
 * Rolls trades up into one bar by the rules of the consolidated tape. Prices in ten-thousandths of
 * a dollar, volume in millionths of a share: integers up to the last division.
 */
final class ConsolidatedBar {
  private static final double TEN_THOUSANDTHS = 10_000;
  private static final long MILLION = 1_000_000;

  private long open;
  private long close;
  private long high = Long.MIN_VALUE;
  private long low = Long.MAX_VALUE;
  private boolean priced;
  private long volume;
  private long notional;
  // Of the notional, what is below the price of a whole share, in millionths.
  private long fraction;
  private long trades;

  void add(Stretch stretch, int trade) {
    SaleConditions conditions = stretch.conditions(trade);
    long price = stretch.tradePrice(trade);
    if (conditions.setsOpenAndClose()) {
      open = priced ? open : price;
      close = price;
      priced = true;
    }
    if (conditions.setsHighAndLow()) {
      high = Math.max(high, price);
      low = Math.min(low, price);
    }
    if (conditions.countsAsVolume()) {
      addVolume(price, stretch.tradeSizeMillionths(trade));
    }
  }

  /** Adds the volume of another, and none of its prices. */
  void addVolumeOf(ConsolidatedBar other) {
    volume += other.volume;
    notional += other.notional;
    trades += other.trades;
    addFraction(other.fraction);
  }

  /** {@return whether any trade said a price: without, there is no bar} */
  boolean isPriced() {
    return priced;
  }

  long trades() {
    return trades;
  }

  double openUsd() {
    return open / TEN_THOUSANDTHS;
  }

  double closeUsd() {
    return close / TEN_THOUSANDTHS;
  }

  double highUsd() {
    return high / TEN_THOUSANDTHS;
  }

  double lowUsd() {
    return low / TEN_THOUSANDTHS;
  }

  long volumeMillionths() {
    return volume;
  }

  long volumeShares() {
    return volume / MILLION;
  }

  long averageShares() {
    return (volume / MILLION + trades / 2) / trades;
  }

  /** {@return the volume-weighted average price, to four decimals} */
  double vwapUsd() {
    double shares = (double) volume / MILLION;
    double tenThousandths = (notional + (double) fraction / MILLION) / shares;
    return Math.round(tenThousandths) / TEN_THOUSANDTHS;
  }

  private void addVolume(long price, long sizeMillionths) {
    volume += sizeMillionths;
    notional += price * (sizeMillionths / MILLION);
    addFraction(price * (sizeMillionths % MILLION));
    trades++;
  }

  private void addFraction(long more) {
    fraction += more;
    notional += fraction / MILLION;
    fraction %= MILLION;
  }
}
