package io.fakepolygon.market;

/**
 * A quantile function as a table: turns 32 random bits into a number of some distribution, the same
 * on every machine. Between two of its 4,096 steps it is a straight line; beyond one in 8,000 it
 * ends.
 */
final class Quantiles {
  /** Mean 0, standard deviation 1, from -4 to 4. */
  static final Quantiles NORMAL = new Quantiles(1, false);

  private static final int BITS = 12;
  private static final int STEPS = 1 << BITS;
  private static final int REST_BITS = 32 - BITS;
  private static final double REST = 1.0 / (1 << REST_BITS);
  private static final double FARTHEST = 4;

  private final double[] table = new double[STEPS + 1];

  private Quantiles(double deviation, boolean exponential) {
    for (int i = 0; i <= STEPS; i++) {
      double z = deviation * standardNormal(i);
      table[i] = exponential ? StrictMath.exp(z) : z;
    }
  }

  /** {@return e to the power of a normal number with mean 0} */
  static Quantiles logNormal(double deviation) {
    return new Quantiles(deviation, true);
  }

  /** {@return the number for the low half of a hash} */
  double low(long hash) {
    return at((int) hash);
  }

  /** {@return the number for the high half of a hash} */
  double high(long hash) {
    return at((int) (hash >>> 32));
  }

  private double at(int random) {
    int step = random >>> REST_BITS;
    double rest = (random & ((1 << REST_BITS) - 1)) * REST;
    return table[step] + rest * (table[step + 1] - table[step]);
  }

  private static double standardNormal(int step) {
    if (step == 0 || step == STEPS) {
      return step == 0 ? -FARTHEST : FARTHEST;
    }
    return inverseNormal((double) step / STEPS);
  }

  /**
   * The inverse of the normal distribution, to nine digits. Source: P. J. Acklam, "An algorithm for
   * computing the inverse normal cumulative distribution function", 2003.
   */
  private static double inverseNormal(double p) {
    if (p > 0.5) {
      return -inverseNormal(1 - p);
    }
    if (p < 0.02425) {
      double q = StrictMath.sqrt(-2 * StrictMath.log(p));
      double above =
          polynomial(
              q,
              -7.784894002430293e-03,
              -3.223964580411365e-01,
              -2.400758277161838,
              -2.549732539343734,
              4.374664141464968,
              2.938163982698783);
      double below =
          polynomial(
              q,
              7.784695709041462e-03,
              3.224671290700398e-01,
              2.445134137142996,
              3.754408661907416,
              1);
      return above / below;
    }
    double q = p - 0.5;
    double r = q * q;
    double above =
        polynomial(
            r,
            -3.969683028665376e+01,
            2.209460984245205e+02,
            -2.759285104469687e+02,
            1.383577518672690e+02,
            -3.066479806614716e+01,
            2.506628277459239);
    double below =
        polynomial(
            r,
            -5.447609879822406e+01,
            1.615858368580409e+02,
            -1.556989798598866e+02,
            6.680131188771972e+01,
            -1.328068155288572e+01,
            1);
    return q * above / below;
  }

  private static double polynomial(double x, double... coefficients) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
