package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.EventSink;
import java.util.List;
import java.util.OptionalInt;

/**
 * One symbol of the oscillating market: at every step one quote, then one trade within it; bars
 * roll up exactly those trades.
 *
 * <p>A step is named by its index: its instant is the index times the interval since the epoch.
 * Threads may share it.
 */
final class OscillatingSymbol {
  private static final int OFF_EXCHANGE = 4;
  // Trading venues as often as they appear here; 4 is a FINRA facility.
  private static final int[] TRADE_VENUES = {
    4, 4, 4, 4, 12, 12, 12, 11, 11, 19, 8, 10, 15, 21, 20, 2
  };
  private static final int[] QUOTE_VENUES = {12, 12, 12, 11, 11, 19, 8, 10};
  private static final int[] FACILITIES = {202, 202, 201, 203};
  // All of these count for every part of a bar. 37, odd lot, is not among them: no trade here is
  // below a round lot.
  private static final List<List<Integer>> ON_EXCHANGE_CONDITIONS =
      List.of(List.of(), List.of(), List.of(), List.of(14), List.of(14, 41));
  private static final List<List<Integer>> OFF_EXCHANGE_CONDITIONS =
      List.of(List.of(), List.of(), List.of(41));
  private static final List<Integer> USUAL_INDICATOR = List.of(604);
  private static final long MILLION = 1_000_000;
  private static final long SECOND_NS = 1_000 * MILLION;
  private static final long MINUTE_NS = 60 * SECOND_NS;
  private static final int WIDEST_SPREAD_CENTS = 5;
  private static final int MOST_ROUND_LOTS = 9;
  private static final int LONGEST_VENUE_DELAY_MS = 12;
  static final int TRADE_SEQUENCE_STRIDE = 5;
  static final int QUOTE_SEQUENCE_STRIDE = 11;

  private final String symbol;
  private final long intervalNs;
  private final int tape;
  private final Prints prints;
  private final Hash printHash;
  private final Hash quoteHash;
  private final DayTotals dayTotals;
  // The day last asked for; another thread's day only costs a look-up.
  private volatile Day day;

  OscillatingSymbol(MarketSpec spec, String symbol, Wave wave) {
    this.symbol = symbol;
    intervalNs = spec.intervalNs();
    tape = 1 + Hash.lowBelow(3, Hash.of(spec.seed(), symbol, Purpose.LISTING).at(0));
    prints = new Prints(spec, symbol, wave);
    printHash = Hash.of(spec.seed(), symbol, Purpose.PRINT);
    quoteHash = Hash.of(spec.seed(), symbol, Purpose.QUOTE);
    dayTotals = new DayTotals(prints, intervalNs);
    day = dayAt(0);
  }

  long priceCents(long step) {
    return prints.priceCents(step);
  }

  void trade(long step, EventSink sink) {
    long random = printHash.at(step);
    int venue = TRADE_VENUES[Hash.lowBelow(TRADE_VENUES.length, random)];
    boolean offExchange = venue == OFF_EXCHANGE;
    long more = Hash.mix64(random);
    int delay = Hash.lowBelow(LONGEST_VENUE_DELAY_MS + 1, more);
    int size = prints.size(step);
    long sipMs = step * intervalNs / MILLION;
    long ordinal = step - dayOf(step).firstStep;
    sink.trade(
        symbol,
        ordinal + 1,
        venue,
        BarBuilder.usd(prints.priceCents(step)),
        size,
        pick(offExchange ? OFF_EXCHANGE_CONDITIONS : ON_EXCHANGE_CONDITIONS, random),
        sipMs,
        sipMs - delay,
        1 + ordinal * TRADE_SEQUENCE_STRIDE + Hash.highBelow(TRADE_SEQUENCE_STRIDE, more),
        tape,
        offExchange ? FACILITIES[(int) (more & 3)] : 0,
        offExchange ? sipMs - delay / 2 : 0,
        size * MILLION);
  }

  /** The quote that stands when the step's trade happens: the trade's price lies within it. */
  void quote(long step, EventSink sink) {
    long random = quoteHash.at(step);
    long more = Hash.mix64(random);
    long evenMore = Hash.mix64(more);
    long priceCents = prints.priceCents(step);
    int spread = 1 + Hash.lowBelow(WIDEST_SPREAD_CENTS, random);
    int below = (spread + (int) (more & 1)) / 2;
    long roundLot = RoundLot.of(priceCents);
    long sipMs = step * intervalNs / MILLION;
    long ordinal = step - dayOf(step).firstStep;
    sink.quote(
        symbol,
        OptionalInt.empty(),
        USUAL_INDICATOR,
        QUOTE_VENUES[(int) ((random >>> 32) & 7)],
        QUOTE_VENUES[(int) ((random >>> 35) & 7)],
        BarBuilder.usd(priceCents - below),
        BarBuilder.usd(priceCents - below + spread),
        (1 + Hash.highBelow(MOST_ROUND_LOTS, more)) * roundLot,
        (1 + Hash.highBelow(MOST_ROUND_LOTS, evenMore)) * roundLot,
        sipMs,
        sipMs - Hash.lowBelow(LONGEST_VENUE_DELAY_MS + 1, more),
        1 + ordinal * QUOTE_SEQUENCE_STRIDE + Hash.lowBelow(QUOTE_SEQUENCE_STRIDE, evenMore),
        tape);
  }

  /** The second bar whose window ends at {@code endNs} and holds at least one step. */
  Aggregate secondBar(long endNs) {
    return bar(Channel.A, endNs - SECOND_NS, endNs);
  }

  /** The minute bar whose window ends at {@code endNs} and holds at least one step. */
  Aggregate minuteBar(long endNs) {
    return bar(Channel.AM, endNs - MINUTE_NS, endNs);
  }

  /** Sums the session day up to an instant, so that a bar asked for then costs little. */
  void rememberDayUntil(long epochNs) {
    long end = firstStepFrom(epochNs);
    dayTotals.upTo(end, dayOf(end).firstStep);
  }

  private Aggregate bar(Channel channel, long startNs, long endNs) {
    long first = firstStepFrom(startNs);
    long end = firstStepFrom(endNs);
    BarBuilder bar = new BarBuilder();
    prints.addTo(bar, first, end);
    long firstOfDay = dayOf(first).firstStep;
    DayTotals.Total total = dayTotals.upTo(end, firstOfDay);
    return new Aggregate(
        channel,
        symbol,
        bar.volume(),
        total.volume(),
        BarBuilder.usd(prints.priceCents(firstOfDay)),
        BarBuilder.vwapUsd(bar.notionalCents(), bar.volume()),
        bar.openUsd(),
        bar.closeUsd(),
        bar.highUsd(),
        bar.lowUsd(),
        BarBuilder.vwapUsd(total.notionalCents(), total.volume()),
        bar.averageSize(),
        startNs / MILLION,
        endNs / MILLION,
        false,
        bar.volume() * MILLION,
        total.volume() * MILLION);
  }

  private Day dayOf(long step) {
    Day known = day;
    if (!known.contains(step)) {
      known = dayAt(step);
      day = known;
    }
    return known;
  }

  private Day dayAt(long step) {
    SessionDay session = SessionDay.at(step * intervalNs);
    return new Day(firstStepFrom(session.startNs()), firstStepFrom(session.endNs()));
  }

  private long firstStepFrom(long epochNs) {
    return -Math.floorDiv(-epochNs, intervalNs);
  }

  private static List<Integer> pick(List<List<Integer>> choices, long random) {
    return choices.get(Hash.highBelow(choices.size(), random));
  }

  /** The steps of a session day: from {@code firstStep} up to but not including {@code endStep}. */
  private record Day(long firstStep, long endStep) {
    private boolean contains(long step) {
      return firstStep <= step && step < endStep;
    }
  }
}
