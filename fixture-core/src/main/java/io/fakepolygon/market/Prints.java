package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;

/**
 * Price and size of every trade of one symbol: all that a bar is made of. One trade a step.
 *
 * <p>Price: {@code base + amplitude * sin(2π t / period) + noise}, noise uniform within a quarter
 * dollar, rounded to the cent. Size: 80 % 100-500 shares, 15 % 500-2,500, 5 % 2,500-12,500.
 */
final class Prints {
  // Ten-thousandths of a dollar: a quarter to each side.
  private static final int NOISE = 2_500;
  private static final int TEN_THOUSANDTHS_IN_A_CENT = 100;

  private final Wave wave;
  private final Hash hash;

  Prints(MarketSpec spec, String symbol, Wave wave) {
    this.wave = wave;
    hash = Hash.of(spec.seed(), symbol, Purpose.TRADE);
  }

  long priceCents(long step) {
    return priceCentsFrom(wave.at(step), hash.at(step));
  }

  int size(long step) {
    return sizeFrom(hash.at(step));
  }

  /** Adds the trades of the steps from {@code first} up to but not including {@code end}. */
  void addTo(BarBuilder bar, long first, long end) {
    Wave.Ride ride = wave.from(first);
    for (long step = first; step < end; step++) {
      long random = hash.at(step);
      bar.add(priceCentsFrom(ride.next(), random), sizeFrom(random));
    }
  }

  private static long priceCentsFrom(long sine, long random) {
    long tenThousandths = sine + Hash.lowBelow(2 * NOISE + 1, random) - NOISE;
    return (tenThousandths + TEN_THOUSANDTHS_IN_A_CENT / 2) / TEN_THOUSANDTHS_IN_A_CENT;
  }

  private static int sizeFrom(long random) {
    // The high half, in hundredths of its range, says which band; what is left over says where in
    // the band.
    long scaled = (random >>> 32) * 100;
    int percent = (int) (scaled >>> 32);
    long rest = scaled & 0xffffffffL;
    if (percent < 80) {
      return 100 + (int) ((rest * 401) >>> 32);
    }
    return percent < 95
        ? 500 + (int) ((rest * 2_001) >>> 32)
        : 2_500 + (int) ((rest * 10_001) >>> 32);
  }
}
