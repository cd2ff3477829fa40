package io.fakepolygon.market;

import org.jspecify.annotations.Nullable;

/** Reads the trades of a span. */
final class Trades {
  private Trades() {}

  /** Visits the trades from an instant up to but not including another, in order. */
  static void between(SymbolTape tape, long fromMs, long toMs, Visitor visitor) {
    Stretch stretch = tape.from(fromMs);
    while (stretch != null && stretch.startMs() < toMs) {
      int end = stretch.firstTradeFrom(toMs);
      for (int trade = stretch.firstTradeFrom(fromMs); trade < end; trade++) {
        visitor.visit(stretch, trade);
      }
      stretch = stretch.endMs() < toMs ? tape.from(stretch.endMs()) : null;
    }
  }

  /**
   * {@return the first trade at or after an instant that sets a bar's price; null if there is none}
   */
  static @Nullable Place firstPricedFrom(SymbolTape tape, long fromMs) {
    Stretch stretch = tape.from(fromMs);
    while (stretch != null) {
      for (int trade = stretch.firstTradeFrom(fromMs); trade < stretch.trades(); trade++) {
        if (stretch.conditions(trade).setsOpenAndClose()) {
          return new Place(stretch.tradeMs(trade), stretch.tradePrice(trade));
        }
      }
      stretch = tape.from(stretch.endMs());
    }
    return null;
  }

  /** When a trade was, and at which price, in ten-thousandths of a dollar. */
  record Place(long ms, long price) {}

  /** Is told where a trade stands. */
  interface Visitor {
    void visit(Stretch stretch, int trade);
  }
}
