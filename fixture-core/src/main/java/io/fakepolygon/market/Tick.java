package io.fakepolygon.market;

/** The smallest step of a symbol's prices, in ten-thousandths of a dollar. */
final class Tick {
  private static final double TEN_THOUSANDTHS = 10_000;
  private static final int CENT = 100;

  private final long own;

  Tick(Behavior behavior) {
    own = Math.round(behavior.tickUsd() * TEN_THOUSANDTHS);
  }

  /** {@return the step at a price: a cent, or below a dollar a hundredth of one} */
  long at(double usd) {
    if (own > 0) {
      return own;
    }
    return usd < 1 ? 1 : CENT;
  }
}
