package io.fakepolygon.market;

/** How many of some things fall to the left, each with the same probability: from a hash. */
final class Binomial {
  private static final int COUNTED_SINGLY = 16;
  private static final int DRAWS_IN_A_HASH = 4;
  private static final int DRAW_BITS = 16;
  private static final int DRAWS = 1 << DRAW_BITS;

  private Binomial() {}

  static int of(int count, double probability, long hash) {
    if (count == 0 || probability <= 0) {
      return 0;
    }
    if (probability >= 1) {
      return count;
    }
    return count <= COUNTED_SINGLY
        ? counted(count, (int) (probability * DRAWS), hash)
        : normal(count, probability, hash);
  }

  private static int counted(int count, int below, long hash) {
    int hits = 0;
    long next = hash;
    long random = 0;
    for (int i = 0; i < count; i++) {
      if (i % DRAWS_IN_A_HASH == 0) {
        next = Hash.mix64(next);
        random = next;
      }
      hits += (random & (DRAWS - 1)) < below ? 1 : 0;
      random >>>= DRAW_BITS;
    }
    return hits;
  }

  // Near enough for many, and as fast for a million as for twenty.
  private static int normal(int count, double probability, long hash) {
    double mean = count * probability;
    double deviation = Math.sqrt(mean * (1 - probability));
    long hits = Math.round(mean + deviation * Quantiles.NORMAL.low(Hash.mix64(hash)));
    return (int) Math.max(0, Math.min(count, hits));
  }
}
