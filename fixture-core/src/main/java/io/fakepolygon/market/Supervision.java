package io.fakepolygon.market;

import io.fakepolygon.market.DayPlan.Auction;
import io.fakepolygon.market.DayPlan.Bands;
import io.fakepolygon.market.DayPlan.Halt;
import io.fakepolygon.market.DayPlan.Print;
import io.fakepolygon.protocol.LuldBand;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Watches over one symbol's day as the exchange and the Limit Up-Limit Down plan do: halts by
 * order, price bands around the mean price of five minutes, limit states, pauses and auctions. It
 * looks at the price every 16 seconds, so bands are renewed no more often than the plan's half
 * minute, and a limit state of 15 seconds becomes a pause at the next look. What it settles depends
 * on nothing that comes later.
 */
final class Supervision {
  private static final long MINUTE_MS = 60_000;
  private static final long MEMORY_MS = 5 * MINUTE_MS;
  private static final long LIMIT_STATE_MS = 15_000;
  private static final long PAUSE_MS = 5 * MINUTE_MS;
  private static final long RENEWAL_MS = 30_000;
  private static final long RESTATEMENT_MS = 30 * MINUTE_MS;
  private static final long NEAR_THE_CLOSE_MS = 25 * MINUTE_MS;
  private static final double RENEWAL = 0.01;
  private static final int OPENING_UPDATE = 14;
  private static final int INTRADAY_UPDATE = 15;
  private static final int RESTATED = 16;
  private static final int HALT = 17;
  private static final int REOPENING = 18;
  private static final int UPPER_ENTERED = 23;
  private static final int UPPER_LEFT = 24;
  private static final int LOWER_ENTERED = 25;
  private static final int LOWER_LEFT = 26;
  private static final int NASDAQ_TAPE = 3;
  private static final double TEN_THOUSANDTHS = 10_000;

  private final String symbol;
  private final int tape;
  private final Tick tick;
  private final PriceBands rules;
  private final Price price;
  private final MarketDay day;
  private final Hash hash;
  private final List<Span> orders;
  private final DayPlan plan;

  // What stands at the latest look.
  private final ArrayDeque<Look> memory = new ArrayDeque<>();
  private long latestMs;
  private double referenceUsd;
  private Bands standing = Bands.NONE;
  private long renewedMs;
  private long restatedMs;
  private boolean doubled;
  private long limitSinceMs = Span.NEVER_MS;
  private boolean limitUp;

  private Supervision(
      String symbol,
      int tape,
      Tick tick,
      PriceBands rules,
      Price price,
      MarketDay day,
      Hash hash,
      List<Span> orders) {
    this.symbol = symbol;
    this.tape = tape;
    this.tick = tick;
    this.rules = rules;
    this.price = price;
    this.day = day;
    this.hash = hash;
    this.orders = orders;
    plan = new DayPlan(day);
  }

  /** {@return a day's plan, of a symbol that has price bands} */
  static DayPlan watch(
      String symbol,
      int tape,
      Tick tick,
      PriceBands rules,
      Price price,
      MarketDay day,
      Hash hash,
      List<Span> orders) {
    Supervision supervision = new Supervision(symbol, tape, tick, rules, price, day, hash, orders);
    supervision.halt();
    supervision.open();
    price.visit(day.openMs(), day.closeMs(), supervision::look);
    supervision.close();
    return supervision.plan.sorted();
  }

  /** {@return a day's plan, of a symbol that has no price bands: halts by order only} */
  static DayPlan withoutBands(
      String symbol, int tape, MarketDay day, Hash hash, List<Span> orders) {
    Supervision supervision =
        new Supervision(
            symbol,
            tape,
            new Tick(Behavior.DEFAULT),
            new PriceBands(true),
            new NoPrice(),
            day,
            hash,
            orders);
    supervision.halt();
    for (long ms : supervision.plan.reopenings(day.startMs(), day.endMs() - 1)) {
      supervision.sayIfNasdaq(ms, REOPENING);
    }
    return supervision.plan.sorted();
  }

  private void halt() {
    for (Span order : orders) {
      if (order.startMs() < day.endMs() && order.endMs() > day.startMs()) {
        plan.add(new Halt(order.startMs(), order.endMs()));
        sayIfNasdaq(order.startMs(), HALT);
      }
    }
  }

  private void open() {
    long usualMs = day.openMs() + 40 + Hash.lowBelow(800, hash.at(day.number()));
    long ms = plan.endOfSilence(usualMs);
    for (long end : plan.reopenings(day.startMs(), ms)) {
      sayIfNasdaq(end, REOPENING);
    }
    latestMs = ms;
    if (day.isRegular(ms)) {
      // At one instant, so that no stretch holds the one without the other.
      plan.add(new Auction(ms, Print.OPENING));
      plan.add(new Auction(ms, Print.OFFICIAL_OPEN));
      renew(ms, price.usdAt(ms), OPENING_UPDATE);
    }
  }

  private void close() {
    reopen(day.closeMs() - 1);
    for (long end : plan.reopenings(Math.max(latestMs, day.closeMs() - 1), day.endMs() - 1)) {
      sayIfNasdaq(end, REOPENING);
    }
    plan.add(new Bands(day.closeMs(), 0, 0));
    long ms = day.closeMs() + 60 + Hash.highBelow(1_500, hash.at(day.number()));
    if (ms < day.endMs() && !plan.isSilent(ms)) {
      plan.add(new Auction(ms, Print.CLOSING));
      plan.add(new Auction(ms, Print.OFFICIAL_CLOSE));
    }
  }

  private void look(long ms, double usd) {
    if (ms <= latestMs) {
      return;
    }
    if (plan.isSilent(ms)) {
      return;
    }
    reopen(ms);
    latestMs = ms;
    double traded = Math.max(standing.lower() / TEN_THOUSANDTHS, usd);
    traded = Math.min(standing.upper() / TEN_THOUSANDTHS, traded);
    memory.add(new Look(ms, traded));
    while (memory.getFirst().ms() < ms - MEMORY_MS) {
      memory.removeFirst();
    }
    if (traded == usd) {
      leaveLimitState(ms);
    } else {
      limit(ms, usd > traded);
    }
    if (!plan.isSilent(ms + 1)) {
      renewIfDue(ms);
    }
  }

  private void limit(long ms, boolean up) {
    if (limitSinceMs == Span.NEVER_MS || limitUp != up) {
      leaveLimitState(ms);
      limitSinceMs = ms;
      limitUp = up;
      say(ms, up ? UPPER_ENTERED : LOWER_ENTERED);
    } else if (ms - limitSinceMs >= LIMIT_STATE_MS) {
      limitSinceMs = Span.NEVER_MS;
      plan.add(new Halt(ms, Math.min(ms + PAUSE_MS, day.closeMs())));
      sayIfNasdaq(ms, HALT);
    }
  }

  private void leaveLimitState(long ms) {
    if (limitSinceMs != Span.NEVER_MS) {
      limitSinceMs = Span.NEVER_MS;
      say(ms, limitUp ? UPPER_LEFT : LOWER_LEFT);
    }
  }

  /** Holds the auctions of the halts that ended since the latest look. */
  private void reopen(long byMs) {
    for (long ms : plan.reopenings(latestMs, byMs)) {
      memory.clear();
      limitSinceMs = Span.NEVER_MS;
      plan.add(new Auction(ms, Print.REOPENING));
      renew(ms, price.usdAt(ms), tape == NASDAQ_TAPE ? REOPENING : INTRADAY_UPDATE);
    }
  }

  private void renewIfDue(long ms) {
    double mean = memory.stream().mapToDouble(Look::usd).sum() / memory.size();
    boolean nearTheClose = ms >= day.closeMs() - NEAR_THE_CLOSE_MS;
    boolean moved = Math.abs(mean - referenceUsd) >= RENEWAL * referenceUsd;
    if (nearTheClose != doubled || (moved && ms - renewedMs >= RENEWAL_MS)) {
      renew(ms, mean, INTRADAY_UPDATE);
    } else if (ms - restatedMs >= RESTATEMENT_MS) {
      say(ms, RESTATED);
    }
  }

  private void renew(long ms, double usd, int indicator) {
    referenceUsd = usd;
    renewedMs = ms;
    doubled = ms >= day.closeMs() - NEAR_THE_CLOSE_MS;
    double width = rules.widthUsd(usd, doubled);
    long lower = Math.max(tick.at(0), toTick(usd - width));
    long upper = Math.max(toTick(usd + width), lower + 2 * tick.at(lower / TEN_THOUSANDTHS));
    standing = new Bands(ms, lower, toTick(upper / TEN_THOUSANDTHS));
    plan.add(standing);
    say(ms, indicator);
  }

  private long toTick(double usd) {
    long step = tick.at(usd);
    return Math.round(usd * TEN_THOUSANDTHS / step) * step;
  }

  /** The vendor has 17 and 18 for Nasdaq listings only. */
  private void sayIfNasdaq(long ms, int indicator) {
    if (tape == NASDAQ_TAPE && day.contains(ms)) {
      plan.add(saying(ms, indicator, Bands.NONE));
    }
  }

  private void say(long ms, int indicator) {
    restatedMs = ms;
    plan.add(saying(ms, indicator, standing));
  }

  /** A band is said before the trades of its instant, which are within it; a halt after them. */
  private LuldBand saying(long ms, int indicator, Bands bands) {
    int random = Hash.lowBelow(999_999, hash.at(ms));
    return new LuldBand(
        symbol,
        bands.upper() / TEN_THOUSANDTHS,
        bands.lower() / TEN_THOUSANDTHS,
        List.of(indicator),
        tape,
        ms * 1_000_000 + (indicator == HALT ? 1 + random : -random),
        0);
  }

  /** Nobody looks at it. */
  private static final class NoPrice implements Price {
    @Override
    public double usdAt(long epochMs) {
      return 0;
    }

    @Override
    public void visit(long fromMs, long toMs, DayTree.Visitor visitor) {}
  }

  /** What a price was at a look. */
  private record Look(long ms, double usd) {}

  /** A symbol's price, in US dollars. */
  interface Price {
    double usdAt(long epochMs);

    /** Tells the price every 16 seconds of a span, in order. */
    void visit(long fromMs, long toMs, DayTree.Visitor visitor);
  }
}
