package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;
import java.util.ArrayList;
import java.util.List;

/**
 * A symbol, the one that it follows, the one that this follows, and so on: whose random numbers its
 * moves are made of, and how much of each.
 */
final class Leaders {
  private final long seed;
  private final List<String> symbols = new ArrayList<>();
  private final double[] weights;

  Leaders(MarketSpec spec, String symbol) {
    seed = spec.seed();
    List<Double> shares = new ArrayList<>();
    double left = 1;
    String next = symbol;
    while (next != null) {
      Behavior behavior = spec.behaviorOf(next);
      double shared = behavior.correlation();
      symbols.add(next);
      shares.add(left * Math.sqrt(1 - shared * shared));
      left *= shared;
      next = behavior.follows();
    }
    weights = shares.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** {@return the one that follows nobody: its calm and storm, and its phase, are those of all} */
  String first() {
    return symbols.get(symbols.size() - 1);
  }

  /**
   * {@return normal numbers, with mean 0 and standard deviation 1, that are shared as the moves}
   */
  Mix mix(Purpose purpose) {
    return new Mix(
        symbols.stream().map(symbol -> Hash.of(seed, symbol, purpose)).toArray(Hash[]::new),
        weights);
  }

  /** Normal numbers by index. */
  static final class Mix {
    private final Hash[] hashes;
    private final double[] weights;

    private Mix(Hash[] hashes, double[] weights) {
      this.hashes = hashes;
      this.weights = weights;
    }

    double at(long index) {
      double sum = 0;
      for (int i = 0; i < hashes.length; i++) {
        sum += weights[i] * Quantiles.NORMAL.low(hashes[i].at(index));
      }
      return sum;
    }

    /** {@return the hash of the one that follows nobody, of which the low half is used} */
    long first(long index) {
      return hashes[hashes.length - 1].at(index);
    }
  }
}
