package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;

/**
 * The logarithm of a symbol's price, relative to its base price, at the end of every day, and how
 * much it moves within each. It has no beginning, and stays around zero: a bridge over 64 days
 * between prices that are drawn for its ends, in which calm and stormy days come in groups.
 *
 * <p>Threads may share it; the 64 days asked for last are remembered.
 */
final class DailyPath {
  private static final int DAYS = 64;
  // Of the variance of 64 days: how far apart the ends of bridges lie.
  private static final double ENDS = 0.3;
  private static final double CLOSED_DAY = 0.1;
  private static final double TRADING_DAYS = 252;
  private static final double DAYS_IN_A_YEAR = 365.25;
  // Storm and calm of a day, of some days, of two weeks.
  private static final int[] WEATHER_DAYS = {1, 4, 16};
  private static final double WEATHER = 0.1;

  private final Hours hours;
  private final double usualVariance;
  private final Hash weather;
  private final Leaders.Mix moves;
  private volatile Bridge latest;

  DailyPath(MarketSpec spec, Leaders leaders, Hours hours, double volatility) {
    this.hours = hours;
    double days =
        hours.close()
            ? TRADING_DAYS + (DAYS_IN_A_YEAR - TRADING_DAYS) * CLOSED_DAY
            : DAYS_IN_A_YEAR;
    usualVariance = volatility * volatility / days;
    weather = Hash.of(spec.seed(), leaders.first(), Purpose.WEATHER);
    moves = leaders.mix(Purpose.DAY);
    latest = new Bridge(0);
  }

  /** {@return the logarithm of the price at the end of a day} */
  double endOf(long day) {
    return bridge(Math.floorDiv(day, DAYS)).ends[Math.floorMod(day, DAYS) + 1];
  }

  /** {@return variance of a day's move} */
  double varianceOf(long day) {
    return usualVariance * storm(day);
  }

  /** {@return how many times the usual variance a day has; of a day off it is little} */
  double storm(long day) {
    if (!hours.hasDay(day)) {
      return CLOSED_DAY;
    }
    double sum = 0;
    for (int i = 0; i < WEATHER_DAYS.length; i++) {
      long index = Math.floorDiv(day, WEATHER_DAYS[i]) * WEATHER_DAYS.length + i;
      sum += WEATHER * Quantiles.NORMAL.low(weather.at(index));
    }
    return StrictMath.exp(2 * sum - 2 * WEATHER_DAYS.length * WEATHER * WEATHER);
  }

  private Bridge bridge(long number) {
    Bridge known = latest;
    if (known.number != number) {
      known = new Bridge(number);
      latest = known;
    }
    return known;
  }

  private double drawnEnd(long number) {
    return Math.sqrt(ENDS * DAYS * usualVariance) * moves.at(number * DAYS * 2);
  }

  /** 64 days. */
  private final class Bridge {
    private final long number;
    private final double[] ends = new double[DAYS + 1];
    // Variance from the first day's start on.
    private final double[] variance = new double[DAYS + 1];

    private Bridge(long number) {
      this.number = number;
      for (int i = 0; i < DAYS; i++) {
        variance[i + 1] = variance[i] + varianceOf(number * DAYS + i);
      }
      ends[0] = drawnEnd(number);
      ends[DAYS] = drawnEnd(number + 1);
      span(0, DAYS);
    }

    private void span(int from, int to) {
      if (to - from > 1) {
        int middle = (from + to) / 2;
        double whole = variance[to] - variance[from];
        double share = whole == 0 ? 0 : (variance[middle] - variance[from]) / whole;
        ends[middle] =
            ends[from]
                + share * (ends[to] - ends[from])
                + Math.sqrt(whole * share * (1 - share))
                    * moves.at((number * DAYS + middle) * 2 + 1);
        span(from, middle);
        span(middle, to);
      }
    }
  }
}
