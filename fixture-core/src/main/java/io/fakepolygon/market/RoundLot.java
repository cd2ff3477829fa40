package io.fakepolygon.market;

/** Shares in a round lot, by price: since November 2025 expensive stocks have smaller ones. */
final class RoundLot {
  private RoundLot() {}

  static int of(long priceCents) {
    if (priceCents <= 250_00) {
      return 100;
    }
    if (priceCents <= 1_000_00) {
      return 40;
    }
    return priceCents <= 10_000_00 ? 10 : 1;
  }
}
