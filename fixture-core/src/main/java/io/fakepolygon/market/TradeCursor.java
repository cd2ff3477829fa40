package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;

/** The trades of a symbol, one after the other. */
final class TradeCursor extends StretchCursor {
  TradeCursor(SymbolTape tape, int rank) {
    super(tape, rank);
  }

  @Override
  int firstFrom(Stretch in, long epochMs) {
    return in.firstTradeFrom(epochMs);
  }

  @Override
  int count(Stretch in) {
    return in.trades();
  }

  @Override
  long ms(Stretch in, int event) {
    return in.tradeMs(event);
  }

  @Override
  void tell(Stretch in, int event, EventSink sink) {
    in.tellTrade(event, sink);
  }
}
