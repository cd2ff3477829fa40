package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;
import java.util.Arrays;

/**
 * Who began a trade, the buyer or the seller, by its number in the day. Orders are split into many
 * trades, so that signs are alike over thousands of them: their autocorrelation falls as a power of
 * the lag, with an exponent near a half (Lillo and Farmer 2004, Bouchaud et al. 2004). Here each is
 * the sign of a sum of normal numbers of which one changes at every trade, one at every second, one
 * at every fourth and so on.
 */
final class TradeSigns {
  private static final int OCTAVES = 14;
  private static final int OCTAVE_BITS = 40;
  // Of the lag, in the autocorrelation of the sum; that of signs has the same.
  private static final double EXPONENT = 0.5;
  private static final double[] WEIGHTS = weights();

  private final Hash hash;

  TradeSigns(MarketSpec spec, String symbol) {
    hash = Hash.of(spec.seed(), symbol, Purpose.SIGN);
  }

  /** {@return a reading of them, for one thread; in order it is fastest} */
  Reading read() {
    return new Reading();
  }

  private static double[] weights() {
    double[] weights = new double[OCTAVES];
    for (int octave = 0; octave < OCTAVES; octave++) {
      weights[octave] = StrictMath.pow(2, -EXPONENT / 2 * octave);
    }
    return weights;
  }

  /** Signs of one day after the other. */
  final class Reading {
    private final long[] numbers = new long[OCTAVES];
    private final double[] values = new double[OCTAVES];

    private Reading() {
      Arrays.fill(numbers, Long.MIN_VALUE);
    }

    /** {@return whether the buyer began a trade} */
    boolean isBuy(long day, long trade) {
      double sum = 0;
      for (int octave = 0; octave < OCTAVES; octave++) {
        // Octaves do not change at the same trades, and days have nothing to do with each other.
        long number = (day << OCTAVE_BITS) + ((trade + (0x9e3779b9L >>> octave)) >> octave);
        if (numbers[octave] != number) {
          numbers[octave] = number;
          values[octave] =
              WEIGHTS[octave] * Quantiles.NORMAL.high(hash.at(number * OCTAVES + octave));
        }
        sum += values[octave];
      }
      return sum > 0;
    }
  }
}
