package io.fakepolygon.market;

/** A small gallery of behaviours, each like a kind of US stock. */
public enum Preset {
  /** The largest companies: 180 dollars, 28 % a year, 20 trades a second, listed on Nasdaq. */
  MEGA_CAP(
      Behavior.DEFAULT
          .withBasePriceUsd(180)
          .withVolatility(0.28)
          .withTradesPerSecond(20)
          .withListing(3, 12)),
  /** A company in the middle: 45 dollars, 35 % a year, a trade every two seconds, on the NYSE. */
  MID_CAP(
      Behavior.DEFAULT
          .withBasePriceUsd(45)
          .withVolatility(0.35)
          .withTradesPerSecond(0.5)
          .withListing(1, 10)),
  /** Hardly traded: 22 dollars, 45 % a year, a trade every hundred seconds, on NYSE American. */
  ILLIQUID(
      Behavior.DEFAULT
          .withBasePriceUsd(22)
          .withVolatility(0.45)
          .withTradesPerSecond(0.01)
          .withListing(2, 1)),
  /** Below a dollar, quoted in ten-thousandths: 0.62 dollars, 120 % a year, on Nasdaq. */
  PENNY(
      Behavior.DEFAULT
          .withBasePriceUsd(0.62)
          .withVolatility(1.2)
          .withTradesPerSecond(0.4)
          .withListing(3, 12)),
  /**
   * Round lots of ten shares: 4,200 dollars, 30 % a year, two trades in five seconds, on Nasdaq.
   */
  HIGH_PRICED(
      Behavior.DEFAULT
          .withBasePriceUsd(4_200)
          .withVolatility(0.3)
          .withTradesPerSecond(0.4)
          .withListing(3, 12));

  // A record of numbers and texts.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Behavior behavior;

  Preset(Behavior behavior) {
    this.behavior = behavior;
  }

  /** {@return how such a symbol behaves} */
  public Behavior behavior() {
    return behavior;
  }
}
