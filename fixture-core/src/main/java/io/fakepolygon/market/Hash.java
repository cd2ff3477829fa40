package io.fakepolygon.market;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Randomness as a function: one family of 2^64 independent-looking numbers for each seed, symbol
 * and purpose, reached at any index at the same cost.
 *
 * <p>The mixer is the finalizer of SplitMix64 (Steele, Lea, Flood 2014), the symbol's hash FNV-1a,
 * 64 bits.
 */
final class Hash {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long LOW_HALF = 0xffffffffL;

  private final long key;

  private Hash(long key) {
    this.key = key;
  }

  static Hash of(long seed, String symbol, Purpose purpose) {
    return new Hash(mix64(mix64(mix64(seed) ^ ofUtf8(symbol)) + purpose.id * GOLDEN_GAMMA));
  }

  long at(long index) {
    return mix64(key + index * GOLDEN_GAMMA);
  }

  /**
   * {@return a number from 0 up to but not including {@code bound}, from the low half of a hash}
   */
  static int lowBelow(int bound, long hash) {
    return (int) (((hash & LOW_HALF) * bound) >>> 32);
  }

  /**
   * {@return a number from 0 up to but not including {@code bound}, from the high half of a hash}
   */
  static int highBelow(int bound, long hash) {
    return (int) (((hash >>> 32) * bound) >>> 32);
  }

  static long mix64(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static long ofUtf8(String text) {
    long hash = FNV_OFFSET;
    for (byte b : text.getBytes(UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  /** What a number is for. The ids are part of the market's definition and never change. */
  enum Purpose {
    /** Noise of the price in the low half, size of the trade in the high half. */
    TRADE(1),
    /** Everything about a trade that no bar needs. */
    PRINT(2),
    /** Spread, sizes and venues of a quote. */
    QUOTE(3),
    /** What never changes about a symbol. */
    LISTING(4),
    /** How stormy a day is. */
    WEATHER(5),
    /** How far the price moves by the end of a day. */
    DAY(6),
    /** How far it moves while the market is closed. */
    NIGHT(7),
    /** How far it moves within a day, in the low half; how stormy it is there, in the high half. */
    STEP(8),
    /** How many trades and quotes there are. */
    COUNT(9),
    /** When in the day the seams of the tree lie. */
    PHASE(10),
    /** When within a quarter of a second a quote comes, and what else there is to it. */
    QUOTE_TIME(11),
    /** The same of a trade. */
    TRADE_TIME(12),
    /** Who began a trade: the buyer or the seller. */
    SIGN(13),
    /** Opening, closing and reopening auctions. */
    AUCTION(14),
    /** Which bars are sent too early. */
    CORRECTION(15);

    private final long id;

    Purpose(long id) {
      this.id = id;
    }
  }
}
