package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;

/** The quotes of a symbol, one after the other. */
final class QuoteCursor extends StretchCursor {
  QuoteCursor(SymbolTape tape, int rank) {
    super(tape, rank);
  }

  @Override
  int firstFrom(Stretch in, long epochMs) {
    return in.firstQuoteFrom(epochMs);
  }

  @Override
  int count(Stretch in) {
    return in.quotes();
  }

  @Override
  long ms(Stretch in, int event) {
    return in.quoteMs(event);
  }

  @Override
  void tell(Stretch in, int event, EventSink sink) {
    in.tellQuote(event, sink);
  }
}
