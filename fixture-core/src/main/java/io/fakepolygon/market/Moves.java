package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;

/**
 * The random numbers that a symbol's days are made of: how far, how stormy, how busy.
 *
 * <p>Threads may share it.
 */
final class Moves {
  // Of a day's variance: what happens while the market is closed.
  private static final double OVERNIGHT = 0.2;
  private static final int QUOTES_PER_TRADE = 4;
  private static final double SECOND_MS = 1_000;
  // How strongly one half of a node differs from the other: deviation of the odds' logarithm. It is
  // strongest from some minutes down to some seconds: so returns over minutes have heavier tails
  // than those over hours, and volatility is long remembered all the same.
  private static final int MINUTES_LEVEL = 8;
  private static final int SECONDS_LEVEL = 13;
  private static final Quantiles STORMS = Quantiles.logNormal(0.65);
  private static final Quantiles SQUALLS = Quantiles.logNormal(0.9);
  // Trades follow the storms, and crowd for reasons of their own.
  private static final Quantiles CROWDS = Quantiles.logNormal(0.2);
  private static final double BUSY_DAY = 0.5;

  private final Behavior behavior;
  private final DailyPath path;
  private final Leaders.Mix steps;
  private final Leaders.Mix nights;
  private final Hash counts;
  private final Hash phases;
  private final boolean closes;

  Moves(MarketSpec spec, String symbol, Hours hours) {
    behavior = spec.behaviorOf(symbol);
    Leaders leaders = new Leaders(spec, symbol);
    path = new DailyPath(spec, leaders, hours, behavior.volatility());
    steps = leaders.mix(Purpose.STEP);
    nights = leaders.mix(Purpose.NIGHT);
    counts = Hash.of(spec.seed(), symbol, Purpose.COUNT);
    phases = Hash.of(spec.seed(), leaders.first(), Purpose.PHASE);
    closes = hours.close();
  }

  /** {@return the logarithm of the price when a day starts} */
  double startOf(MarketDay day) {
    double before = path.endOf(day.number() - 1);
    double night = night();
    return before
        + night * (path.endOf(day.number()) - before)
        + Math.sqrt(path.varianceOf(day.number()) * night * (1 - night)) * nights.at(day.number());
  }

  /** {@return the logarithm of the price when it ends} */
  double endOf(MarketDay day) {
    return path.endOf(day.number());
  }

  /** {@return variance from start to end of a day} */
  double sessionVariance(MarketDay day) {
    return path.varianceOf(day.number()) * (1 - night());
  }

  /** {@return how many trades a day has} */
  int trades(MarketDay day) {
    double seconds = (day.closeMs() - day.openMs()) / SECOND_MS;
    double busy =
        StrictMath.pow(path.storm(day.number()), BUSY_DAY)
            * (1 + 0.15 * Quantiles.NORMAL.low(counts.at(day.number())));
    double mean =
        behavior.tradesPerSecond() * seconds * DayShape.ACTIVITY.whole(day) * Math.max(0.3, busy);
    return (int) Math.round(mean);
  }

  /** {@return how many quotes a day has} */
  int quotes(MarketDay day) {
    return QUOTES_PER_TRADE * trades(day);
  }

  /** {@return by how many of so many leaves a symbol's trees begin before its days} */
  long phase(long spareLeaves) {
    return spareLeaves <= 0 ? 0 : Math.floorMod(phases.at(0), spareLeaves);
  }

  /** {@return a normal number for the bridge over a node} */
  double step(long index) {
    return steps.at(index);
  }

  /** {@return the part of a node's trades that its left half has, where it has {@code usual}} */
  double leanOfTrades(double usual, double storm, long counts) {
    return leaning(usual, storm * CROWDS.high(counts));
  }

  long counts(long index) {
    return counts.at(index);
  }

  /** {@return how much stormier the left half of a node is than the right one: odds} */
  double storm(int level, long index) {
    boolean ofMinutes = level >= MINUTES_LEVEL && level < SECONDS_LEVEL;
    return (ofMinutes ? SQUALLS : STORMS).high(steps.first(index));
  }

  private double night() {
    return closes ? OVERNIGHT : 0;
  }

  /**
   * {@return the part of something that the left half of a node has, where it has {@code usual}}
   * Never above 1, be it by a rounding: the rest is a variance.
   */
  static double leaning(double usual, double odds) {
    double left = usual * odds;
    return usual >= 1 ? 1 : left / (left + (1 - usual));
  }
}
