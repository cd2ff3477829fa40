package io.fakepolygon.benchmark;

import java.util.Arrays;

/** The same measured again and again. */
final class Rounds {
  private final double[] values;
  private int count;

  Rounds(int most) {
    values = new double[most];
  }

  void add(double value) {
    values[count++] = value;
  }

  double first() {
    return values[0];
  }

  double median() {
    return Report.median(Arrays.copyOf(values, count));
  }
}
