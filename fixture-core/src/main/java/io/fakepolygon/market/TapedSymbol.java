package io.fakepolygon.market;

import io.fakepolygon.market.BarSchedule.Sending;
import io.fakepolygon.protocol.Channel;
import java.util.List;

/** One symbol of a market: its tape, and the bars that are made of it. Threads may share it. */
final class TapedSymbol {
  // The canonical order of what happens at one instant; bars that are sent again come last.
  private static final int KINDS = 10;
  private static final int BAND = 0;
  private static final int QUOTE = 1;
  private static final int TRADE = 2;
  private static final int SECOND_BAR = 3;
  private static final int MINUTE_BAR = 4;

  private final SymbolTape tape;
  private final Bars bars;
  private final BarSchedule seconds;
  private final BarSchedule minutes;

  TapedSymbol(MarketSpec spec, SymbolTape tape) {
    this.tape = tape;
    bars = new Bars(tape);
    seconds = new BarSchedule(spec, tape.symbol(), Channel.A, tape.timeline());
    minutes = new BarSchedule(spec, tape.symbol(), Channel.AM, tape.timeline());
  }

  Bars bars() {
    return bars;
  }

  /**
   * Adds new cursors for what is wanted of it.
   *
   * @param position where it stands among the symbols
   */
  void addCursors(Wish wish, int position, List<EventCursor> into) {
    int rank = position * KINDS;
    if (wish.bands()) {
      into.add(new BandCursor(tape, rank + BAND));
    }
    if (wish.quotes()) {
      into.add(new QuoteCursor(tape, rank + QUOTE));
    }
    if (wish.trades()) {
      into.add(new TradeCursor(tape, rank + TRADE));
    }
    if (wish.secondBars()) {
      addBars(seconds, rank + SECOND_BAR, into);
    }
    if (wish.minuteBars()) {
      addBars(minutes, rank + MINUTE_BAR, into);
    }
  }

  private void addBars(BarSchedule schedule, int rank, List<EventCursor> into) {
    int next = rank;
    for (Sending sending : Sending.values()) {
      if (schedule.has(sending)) {
        into.add(new BarCursor(bars, schedule, sending, next));
      }
      next += 2;
    }
  }
}
