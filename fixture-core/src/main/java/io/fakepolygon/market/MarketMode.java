package io.fakepolygon.market;

/** How prices move and when trades happen. */
public enum MarketMode {
  /** Prices follow a sine, with one quote and one trade for each symbol at every step. */
  OSCILLATING,
  /**
   * Prices, trades and quotes as a US stock has them: random, clustered, busiest at open and close.
   */
  REALISTIC
}
