package io.fakepolygon.market;

/**
 * How far a price may move within five minutes before trading pauses. Source: the Limit Up-Limit
 * Down plan, as amended by its 18th amendment of 2020.
 */
final class PriceBands {
  private static final double HIGH_PRICE_USD = 3;
  private static final double LOW_PRICE_USD = 0.75;
  private static final double TIER_1 = 0.05;
  private static final double TIER_2 = 0.10;
  private static final double MIDDLE_PRICES = 0.20;
  private static final double LOW_PRICES = 0.75;
  private static final double LOW_PRICES_USD = 0.15;

  private final boolean firstTier;

  /**
   * Those of a symbol.
   *
   * @param firstTier whether it is one of the large indices'
   */
  PriceBands(boolean firstTier) {
    this.firstTier = firstTier;
  }

  /**
   * {@return how far the bands are from a reference price, in US dollars}
   *
   * @param nearTheClose whether it is one of the last 25 minutes of regular hours
   */
  double widthUsd(double referenceUsd, boolean nearTheClose) {
    if (referenceUsd > HIGH_PRICE_USD) {
      double share = firstTier ? TIER_1 : TIER_2;
      return share * referenceUsd * (nearTheClose && firstTier ? 2 : 1);
    }
    double width =
        referenceUsd >= LOW_PRICE_USD
            ? MIDDLE_PRICES * referenceUsd
            : Math.min(LOW_PRICES_USD, LOW_PRICES * referenceUsd);
    return nearTheClose ? Math.min(2 * width, LOW_PRICES * referenceUsd) : width;
  }
}
