package io.fakepolygon.figures;

import java.util.Arrays;
import java.util.Locale;

/** Delays, and how many of them are how long. */
final class Percentiles {
  private static final double NS_PER_US = 1e3;

  private final long[] sortedNs;

  private Percentiles(long[] sortedNs) {
    this.sortedNs = sortedNs;
  }

  static Percentiles of(long[] delaysNs) {
    long[] sorted = delaysNs.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /** The delay that so many per cent do not exceed, microseconds. */
  double us(int percent) {
    return sortedNs[(int) ((sortedNs.length - 1) * (percent / 100.0))] / NS_PER_US;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "p50 %.0f us, p99 %.0f us", us(50), us(99));
  }
}
