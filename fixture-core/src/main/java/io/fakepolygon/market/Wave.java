package io.fakepolygon.market;

import java.math.BigInteger;

/**
 * The sine that every symbol of the oscillating market follows, in ten-thousandths of a dollar.
 *
 * <p>{@link StrictMath} gives the same sine on every machine. Steps meet the sine at the same
 * points again after the least common multiple of interval and period: up to there it is computed
 * once, where that is not too far.
 */
final class Wave {
  private static final long LARGEST_TABLE = 1 << 18;
  private static final double TEN_THOUSANDTHS = 10_000;

  private final double base;
  private final double amplitude;
  private final long periodNs;
  private final long intervalNs;
  // One repetition, step by step; empty when it is too long.
  private final long[] table;

  Wave(MarketSpec spec) {
    base = spec.basePriceUsd();
    amplitude = spec.amplitudeUsd();
    periodNs = spec.period().toNanos();
    intervalNs = spec.intervalNs();
    long stepsToRepeat =
        periodNs / BigInteger.valueOf(periodNs).gcd(BigInteger.valueOf(intervalNs)).longValue();
    table = new long[stepsToRepeat <= LARGEST_TABLE ? (int) stepsToRepeat : 0];
    for (int step = 0; step < table.length; step++) {
      table[step] = compute(step);
    }
  }

  /** {@return the price around which it swings, US dollars} */
  double baseUsd() {
    return base;
  }

  /** {@return the sine at a step, in ten-thousandths of a dollar} */
  long at(long step) {
    return table.length > 0 ? table[slot(step)] : compute(step);
  }

  /** {@return the sine from a step on: a walk in order is cheaper than asking for each} */
  Ride from(long step) {
    return new Ride(step);
  }

  private int slot(long step) {
    return (int) Math.floorMod(step, (long) table.length);
  }

  private long compute(long step) {
    double turns = (double) Math.floorMod(step * intervalNs, periodNs) / periodNs;
    return Math.round(
        (base + amplitude * StrictMath.sin(2 * StrictMath.PI * turns)) * TEN_THOUSANDTHS);
  }

  /** Step after step along the sine. */
  final class Ride {
    private long step;
    private int slot;

    private Ride(long step) {
      this.step = step;
      slot = table.length > 0 ? slot(step) : 0;
    }

    long next() {
      if (table.length == 0) {
        return compute(step++);
      }
      long value = table[slot];
      slot = slot + 1 == table.length ? 0 : slot + 1;
      return value;
    }
  }
}
