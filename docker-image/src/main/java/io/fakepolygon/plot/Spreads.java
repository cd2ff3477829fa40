package io.fakepolygon.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The median spread of each column, of those that come in it and the one that stood when it began.
 * Holds the spreads of one column at a time, however many there are in the span.
 */
final class Spreads {
  private static final double NONE = Double.NaN;

  private final Columns columns;
  private final double[] medians;
  private double[] cents = new double[64];
  private int count;
  private int column;

  Spreads(Columns columns) {
    this.columns = columns;
    medians = new double[columns.count()];
    Arrays.fill(medians, NONE);
  }

  /** Takes a quote's spread; quotes come in order of time. */
  void add(long instantMs, double spreadCents) {
    closeUpTo(columns.at(instantMs));
    if (count == cents.length) {
      cents = Arrays.copyOf(cents, 2 * count);
    }
    cents[count++] = spreadCents;
  }

  /** {@return a median for each column, in cents; not a number where no quote stood} */
  List<Double> medianCents() {
    closeUpTo(columns.count());
    return DoubleStream.of(medians).boxed().toList();
  }

  private void closeUpTo(int next) {
    while (column < next) {
      if (count > 0) {
        double last = cents[count - 1];
        Arrays.sort(cents, 0, count);
        medians[column] = cents[count / 2];
        cents[0] = last;
        count = 1;
      }
      column++;
    }
  }
}
