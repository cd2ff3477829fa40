package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.EventSink;
import io.fakepolygon.protocol.LuldBand;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The tape of one symbol of an oscillating market that has hours, behaviours or scenarios: the
 * sine's quotes and trades, moved, thinned and silenced. Without any of these it is the same tape
 * as that of {@link OscillatingSymbol}. Threads may share it.
 */
final class OscillatingTape implements SymbolTape, Timeline.Measure {
  private static final long LONGEST_STRETCH_MS = 16_000;
  private static final int LEAST_STEPS = 16;
  private static final double TEN_THOUSANDTHS = 10_000;
  private static final long CENT = 100;

  private final String symbol;
  private final Behavior behavior;
  private final OscillatingSymbol plain;
  private final Listing listing;
  private final Hours hours;
  private final Wave wave;
  private final Timeline timeline;
  private final List<Span> halts;
  private final Hash saying;
  private final Hash lateness;
  private final long intervalMs;
  private final long stretchSteps;
  private volatile @Nullable Stretch latest;
  private final ByDay<DayPlan> plans = new ByDay<>(this::plan);
  private volatile @Nullable OfficialOpen latestOpen;

  OscillatingTape(MarketSpec spec, String symbol, Hours hours, Wave shared) {
    this.symbol = symbol;
    this.hours = hours;
    behavior = spec.behaviorOf(symbol);
    listing = Listing.of(spec, symbol);
    MarketSpec own = spec.oscillationOf(symbol);
    wave = behavior.basePriceUsd() == spec.basePriceUsd() ? shared : new Wave(own);
    plain = new OscillatingSymbol(own, symbol, wave);
    timeline = new Timeline(spec, symbol, this::sine);
    halts = timeline.haltsAndPauses();
    saying = Hash.of(spec.seed(), symbol, Purpose.AUCTION);
    lateness = Hash.of(spec.seed(), symbol, Purpose.TRADE_TIME);
    intervalMs = spec.interval().toMillis();
    stretchSteps = Math.max(LEAST_STEPS, LONGEST_STRETCH_MS / intervalMs);
  }

  @Override
  public String symbol() {
    return symbol;
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public @Nullable Stretch within(DayPlan plan, long epochMs) {
    long ms = epochMs;
    while (ms < plan.day().endMs()) {
      Stretch found = stretchAt(ms);
      if (found.trades() > 0) {
        return found;
      }
      ms = plan.endOfSilence(found.endMs());
    }
    return null;
  }

  @Override
  public DayPlan planFrom(long epochMs) {
    return plans.of(hours.from(epochMs));
  }

  private DayPlan plan(MarketDay day) {
    return Supervision.withoutBands(symbol, listing.tape(), day, saying, halts);
  }

  @Override
  public long mayBeSaidFrom(long epochMs) {
    return halts.stream()
        .flatMapToLong(halt -> LongStream.of(halt.startMs(), halt.endMs()))
        .filter(ms -> ms >= epochMs)
        .min()
        .orElse(Span.NEVER_MS);
  }

  @Override
  public @Nullable OfficialOpen openOf(MarketDay day) {
    OfficialOpen known = latestOpen;
    if (known == null || known.ms() != day.openMs()) {
      known = firstPriceFrom(day.openMs());
      latestOpen = known;
    }
    return known;
  }

  private @Nullable OfficialOpen firstPriceFrom(long openMs) {
    Trades.Place first = Trades.firstPricedFrom(this, openMs);
    return first == null ? null : new OfficialOpen(openMs, first.price());
  }

  @Override
  public double change(double factor) {
    return wave.baseUsd() * (factor - 1);
  }

  /** There are no bands: trading pauses, and that is all. */
  @Override
  public double beyondTheBand(long epochMs) {
    return 0;
  }

  private double sine(long epochMs) {
    return wave.at(Math.floorDiv(epochMs, intervalMs)) / TEN_THOUSANDTHS;
  }

  private Stretch stretchAt(long epochMs) {
    Stretch known = latest;
    if (known == null || !known.contains(epochMs)) {
      known = write(Math.floorDiv(Math.floorDiv(epochMs, intervalMs), stretchSteps) * stretchSteps);
      latest = known;
    }
    return known;
  }

  private Stretch write(long firstStep) {
    Stretch stretch =
        new Stretch(
            symbol,
            listing.tape(),
            firstStep * intervalMs,
            (firstStep + stretchSteps) * intervalMs,
            (int) stretchSteps,
            (int) stretchSteps);
    Mover mover = new Mover(stretch);
    for (long step = firstStep; step < firstStep + stretchSteps; step++) {
      long ms = step * intervalMs;
      DayPlan plan = planFrom(ms);
      if (plan.day().contains(ms) && !plan.isSilent(ms) && isLeft(step, timeline.oneOf(ms))) {
        mover.move(step, plan.day());
      }
    }
    return stretch;
  }

  private boolean isLeft(long step, int oneOf) {
    long group = Math.floorDiv(step, oneOf);
    return oneOf == 1 || Math.floorMod(step, oneOf) == Hash.highBelow(oneOf, lateness.at(~group));
  }

  /** Takes the events of a step as they are without scenarios, and adds them as they are with. */
  private final class Mover implements EventSink {
    private final Stretch stretch;
    private long step;
    private MarketDay day;
    private long moved;
    private long bid;
    private long ask;

    private Mover(Stretch stretch) {
      this.stretch = stretch;
      day = new MarketDay(0, 0, 0, 0, 0);
    }

    private void move(long to, MarketDay ofDay) {
      step = to;
      day = ofDay;
      moved = movedAt(to * intervalMs);
      plain.quote(step, this);
      plain.trade(step, this);
    }

    @Override
    public void quote(
        String ticker,
        OptionalInt condition,
        List<Integer> indicators,
        int bidExchange,
        int askExchange,
        double bidUsd,
        double askUsd,
        long bidShares,
        long askShares,
        long sipTimestampMs,
        long participantTimestampMs,
        long sequence,
        int tape) {
      bid = Math.max(CENT, tenThousandths(bidUsd) + moved);
      ask = Math.max(bid + CENT, tenThousandths(askUsd) + moved);
      stretch.addQuote(
          sipTimestampMs,
          (int) (sipTimestampMs - participantTimestampMs),
          bid,
          ask,
          inOwnLots(bidShares),
          inOwnLots(askShares),
          inDay(sequence, OscillatingSymbol.QUOTE_SEQUENCE_STRIDE),
          bidExchange,
          askExchange);
    }

    @Override
    public void trade(
        String ticker,
        long id,
        int exchange,
        double priceUsd,
        long sizeShares,
        List<Integer> conditions,
        long sipTimestampMs,
        long participantTimestampMs,
        long sequence,
        int tape,
        int trfId,
        long trfTimestampMs,
        long sizeMillionths) {
      double share = (lateness.at(step) >>> 11) * 0x1p-53;
      boolean late = trfId > 0 && share < timeline.late(sipTimestampMs);
      int delay = (int) (sipTimestampMs - participantTimestampMs);
      long price = Math.max(bid, Math.min(ask, tenThousandths(priceUsd) + moved));
      if (late) {
        delay = lateBy();
        long then = sipTimestampMs - delay;
        price =
            Math.max(
                CENT, plain.priceCents(Math.floorDiv(then, intervalMs)) * CENT + movedAt(then));
      }
      stretch.addTrade(
          sipTimestampMs,
          delay,
          price,
          sizeMillionths,
          1 + step - firstStepOf(day),
          inDay(sequence, OscillatingSymbol.TRADE_SEQUENCE_STRIDE),
          exchange,
          trfId,
          late ? SaleConditions.LATE : conditionsOf(conditions, sipTimestampMs));
    }

    @Override
    public void bar(Aggregate bar) {
      throw new IllegalStateException("A step has no bars");
    }

    @Override
    public void band(LuldBand band) {
      throw new IllegalStateException("A step has no price bands");
    }

    /** Sequence numbers begin with the day, whenever that begins. */
    private long inDay(long sequence, int stride) {
      return 1 + (step - firstStepOf(day)) * stride + (sequence - 1) % stride;
    }

    private int lateBy() {
      long most = Math.min(Timeline.LONGEST_LATENESS_MS, (step - firstStepOf(day)) * intervalMs);
      return Hash.lowBelow((int) most + 1, Hash.mix64(lateness.at(step)));
    }

    private int inOwnLots(long shares) {
      int own = behavior.roundLotShares();
      return (int) (own == 0 ? shares : shares / RoundLot.of(plain.priceCents(step)) * own);
    }

    private SaleConditions conditionsOf(List<Integer> codes, long ms) {
      return day.isRegular(ms) ? SaleConditions.of(codes) : SaleConditions.EXTENDED;
    }
  }

  /** {@return by how much the price is moved at an instant, in ten-thousandths, whole cents} */
  private long movedAt(long ms) {
    return timeline.isEmpty() ? 0 : Math.round(timeline.offset(ms, this) * CENT) * CENT;
  }

  private long firstStepOf(MarketDay day) {
    return -Math.floorDiv(-day.startMs(), intervalMs);
  }

  private static long tenThousandths(double usd) {
    return Math.round(usd * TEN_THOUSANDTHS);
  }
}
