package io.fakepolygon.market;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Kurtosis;
import org.apache.commons.statistics.descriptive.Median;

/** What is estimated from returns, trades and volumes. A day is a row; no pair crosses a night. */
final class Estimators {

  private Estimators() {}

  /** {@return all rows, one after the other} */
  static double[] flat(List<double[]> rows) {
    return rows.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  static double[] absolute(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  static List<double[]> absolute(List<double[]> rows) {
    return rows.stream().map(Estimators::absolute).toList();
  }

  static double median(double[] values) {
    return Median.withDefaults().withCopy(true).evaluate(values);
  }

  /** {@return the fourth standardized moment, less the 3 of a normal distribution} */
  static double excessKurtosis(double[] values) {
    return Kurtosis.of(values).getAsDouble();
  }

  /**
   * The exponent of the distribution's tail: P(|X| > x) falls as x to the power of minus it.
   *
   * @param part how much of the values is tail, such as 0.05
   * @see <a href="https://doi.org/10.1214/aos/1176343247">Hill 1975</a>
   */
  static double hillExponent(double[] values, double part) {
    double[] sorted = absolute(values);
    Arrays.sort(sorted);
    int tail = (int) (sorted.length * part);
    double threshold = sorted[sorted.length - 1 - tail];
    double sum = 0;
    for (int i = sorted.length - tail; i < sorted.length; i++) {
      sum += Math.log(sorted[i] / threshold);
    }
    return tail / sum;
  }

  static double autocorrelation(List<double[]> rows, int lag) {
    double mean = Arrays.stream(flat(rows)).average().orElseThrow();
    double products = 0;
    double squares = 0;
    long pairs = 0;
    long values = 0;
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        squares += (row[i] - mean) * (row[i] - mean);
        if (i + lag < row.length) {
          products += (row[i] - mean) * (row[i + lag] - mean);
          pairs++;
        }
      }
      values += row.length;
    }
    return products / pairs / (squares / values);
  }

  /**
   * The standard error of the autocorrelation where there is none, but storms and calm.
   *
   * @see <a href="https://doi.org/10.1093/rfs/1.1.41">Lo and MacKinlay 1988</a>
   */
  static double autocorrelationError(List<double[]> rows, int lag) {
    double products = 0;
    double squares = 0;
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        squares += row[i] * row[i];
        if (i + lag < row.length) {
          products += row[i] * row[i] * row[i + lag] * row[i + lag];
        }
      }
    }
    return Math.sqrt(products) / squares;
  }

  static double correlation(double[] x, double[] y) {
    double xMean = Arrays.stream(x).average().orElseThrow();
    double yMean = Arrays.stream(y).average().orElseThrow();
    double products = 0;
    double xSquares = 0;
    double ySquares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - xMean) * (y[i] - yMean);
      xSquares += (x[i] - xMean) * (x[i] - xMean);
      ySquares += (y[i] - yMean) * (y[i] - yMean);
    }
    return products / Math.sqrt(xSquares * ySquares);
  }

  /**
   * The exponent of a decay: {@code f} falls as the lag to the power of minus it, by least squares
   * between logarithms, at lags that grow by half from the first to the last.
   */
  static double decayExponent(IntToDoubleFunction f, int firstLag, int lastLag) {
    int[] lags =
        IntStream.iterate(firstLag, lag -> lag <= lastLag, lag -> lag + (lag + 1) / 2).toArray();
    double[] x = Arrays.stream(lags).mapToDouble(Math::log).toArray();
    double[] y = Arrays.stream(lags).mapToDouble(f).map(Math::log).toArray();
    return -correlation(x, y) * deviation(y) / deviation(x);
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum());
  }
}
