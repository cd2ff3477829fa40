package io.fakepolygon.market;

/**
 * The sine that every symbol of the oscillating market follows, in ten-thousandths of a dollar.
 *
 * <p>{@link StrictMath} gives the same sine on every machine. Where the period is a multiple of the
 * interval, one period is computed once.
 */
final class Wave {
  private static final int LARGEST_TABLE = 1 << 18;
  private static final double TEN_THOUSANDTHS = 10_000;

  private final double base;
  private final double amplitude;
  private final long periodNs;
  private final long intervalNs;
  private final long[] table;

  Wave(MarketSpec spec) {
    base = spec.basePriceUsd();
    amplitude = spec.amplitudeUsd();
    periodNs = spec.period().toNanos();
    intervalNs = spec.intervalNs();
    table =
        periodNs % intervalNs == 0 && periodNs / intervalNs <= LARGEST_TABLE
            ? onePeriod()
            : new long[0];
  }

  /** {@return the sine at a step, in ten-thousandths of a dollar} */
  long at(long stepIndex) {
    return table.length > 0
        ? table[(int) Math.floorMod(stepIndex, (long) table.length)]
        : compute(Math.floorMod(stepIndex * intervalNs, periodNs));
  }

  private long[] onePeriod() {
    long[] values = new long[(int) (periodNs / intervalNs)];
    for (int i = 0; i < values.length; i++) {
      values[i] = compute(i * intervalNs);
    }
    return values;
  }

  private long compute(long nsIntoPeriod) {
    double angle = 2 * StrictMath.PI * ((double) nsIntoPeriod / periodNs);
    return Math.round((base + amplitude * StrictMath.sin(angle)) * TEN_THOUSANDTHS);
  }
}
