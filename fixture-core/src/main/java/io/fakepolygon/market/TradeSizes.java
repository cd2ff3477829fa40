package io.fakepolygon.market;

/**
 * How many shares a trade has, from a hash, in millionths: half are odd lots, and of off-exchange
 * ones a quarter is no whole number of shares; of the rest most are one round lot, with a tail that
 * falls as a power of the size with an exponent of 1.5 (Gopikrishnan et al. 2000).
 */
final class TradeSizes {
  private static final long MILLION = 1_000_000;
  private static final int PERCENT = 100;
  private static final int ODD_LOTS = 50;
  private static final int FRACTIONS = 25;
  private static final int ONE_LOT = 68;
  private static final int[] SPIKES = {2, 2, 2, 3, 3, 4, 5, 5, 10};
  private static final int IN_THE_TAIL = 12;
  private static final double LARGEST = 2_000;

  private TradeSizes() {}

  static long millionths(long hash, int roundLot, boolean offExchange) {
    long more = Hash.mix64(hash);
    if (roundLot > 1 && Hash.lowBelow(PERCENT, hash) < ODD_LOTS) {
      return oddLot(hash, more, roundLot, offExchange);
    }
    int kind = Hash.highBelow(PERCENT, hash);
    if (kind < ONE_LOT) {
      return roundLot * MILLION;
    }
    if (kind < PERCENT - IN_THE_TAIL) {
      return MILLION * roundLot * SPIKES[Hash.lowBelow(SPIKES.length, more)];
    }
    long shares = (long) (roundLot * tail(more));
    return shares * MILLION;
  }

  /** {@return a number above 1 that is above x with probability x to the power of -1.5} */
  private static double tail(long hash) {
    double u = ((hash >>> 11) + 1) * 0x1p-53;
    double cubeRoot = StrictMath.cbrt(u);
    return Math.min(LARGEST, 1 / (cubeRoot * cubeRoot));
  }

  private static long oddLot(long hash, long more, int roundLot, boolean offExchange) {
    // Small ones are the most frequent: the square of a uniform number.
    double u = (more >>> 40) * 0x1p-24;
    long shares = 1 + (long) (u * u * (roundLot - 1));
    boolean fraction = offExchange && Hash.highBelow(PERCENT, hash) < FRACTIONS;
    return fraction
        ? Math.max(1, shares * MILLION - 1 - Hash.lowBelow((int) MILLION - 1, more))
        : shares * MILLION;
  }
}
