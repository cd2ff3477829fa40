package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;

/**
 * Where a symbol is listed.
 *
 * @param tape 1 NYSE, 2 Arca, American and regional, 3 Nasdaq
 * @param exchange id of the listing exchange, which holds the auctions
 */
record Listing(int tape, int exchange) {
  private static final int TAPES = 3;
  // NYSE, NYSE Arca, Nasdaq.
  private static final int[] EXCHANGES = {10, 11, 12};

  static Listing of(MarketSpec spec, String symbol) {
    Behavior behavior = spec.behaviorOf(symbol);
    int tape =
        behavior.tape() == 0
            ? 1 + Hash.lowBelow(TAPES, Hash.of(spec.seed(), symbol, Purpose.LISTING).at(0))
            : behavior.tape();
    return new Listing(tape, behavior.exchange() == 0 ? EXCHANGES[tape - 1] : behavior.exchange());
  }
}
