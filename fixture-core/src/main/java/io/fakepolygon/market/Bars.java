package io.fakepolygon.market;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;

/** The bars of one symbol, rolled up from its tape. Threads may share it. */
final class Bars {
  private static final double TEN_THOUSANDTHS = 10_000;

  private static final long STRIDE_MS = 300_000;
  private static final int REMEMBERED_SUMS = 600;

  private final SymbolTape tape;
  private final RunningSums<ConsolidatedBar> sums;

  Bars(SymbolTape tape) {
    this.tape = tape;
    sums = new RunningSums<>(STRIDE_MS, REMEMBERED_SUMS, new ConsolidatedBar(), this::addTrades);
  }

  /**
   * {@return the start of the first window, from an instant on, that has a bar; never if none has}
   */
  long nextPriced(long fromMs, long windowMs) {
    Trades.Place first = Trades.firstPricedFrom(tape, fromMs);
    return first == null ? Span.NEVER_MS : Math.floorDiv(first.ms(), windowMs) * windowMs;
  }

  /** {@return whether the trades of a span make a bar} */
  boolean hasPrice(long fromMs, long toMs) {
    return roll(fromMs, toMs).isPriced();
  }

  /** {@return whether any trade of a span counts} */
  boolean hasVolume(long fromMs, long toMs) {
    return roll(fromMs, toMs).trades() > 0;
  }

  /** {@return the bar of a window, made of its trades before an instant} */
  Aggregate bar(Channel channel, long startMs, long endMs, long cutMs) {
    ConsolidatedBar bar = roll(startMs, cutMs);
    MarketDay day = dayOf(startMs);
    ConsolidatedBar sum = sums.upTo(cutMs, day.startMs());
    SymbolTape.OfficialOpen open = tape.openOf(day);
    return new Aggregate(
        channel,
        tape.symbol(),
        bar.volumeShares(),
        sum.volumeShares(),
        open == null || endMs <= open.ms() ? 0 : open.price() / TEN_THOUSANDTHS,
        bar.vwapUsd(),
        bar.openUsd(),
        bar.closeUsd(),
        bar.highUsd(),
        bar.lowUsd(),
        sum.vwapUsd(),
        bar.averageShares(),
        startMs,
        endMs,
        false,
        bar.volumeMillionths(),
        sum.volumeMillionths());
  }

  /** Sums up the day so far. */
  void rememberDayUntil(long epochMs) {
    MarketDay day = dayOf(epochMs);
    if (day.contains(epochMs)) {
      ConsolidatedBar unused = sums.upTo(epochMs, day.startMs());
    }
  }

  private ConsolidatedBar addTrades(ConsolidatedBar traded, long fromMs, long toMs) {
    ConsolidatedBar sum = new ConsolidatedBar();
    sum.addVolumeOf(traded);
    Trades.between(tape, fromMs, toMs, sum::add);
    return sum;
  }

  private MarketDay dayOf(long epochMs) {
    return tape.planFrom(epochMs).day();
  }

  private ConsolidatedBar roll(long fromMs, long toMs) {
    ConsolidatedBar bar = new ConsolidatedBar();
    Trades.between(tape, fromMs, toMs, bar::add);
    return bar;
  }
}
