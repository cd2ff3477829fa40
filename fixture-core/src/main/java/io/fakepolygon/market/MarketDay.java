package io.fakepolygon.market;

/**
 * One day of a market, in milliseconds since the Unix epoch. A market that never closes has days
 * too: they open when they start, and close when they end.
 *
 * @param number of days since 1970-01-01, in New York
 * @param startMs when it starts: volumes and sequence numbers begin anew
 * @param openMs when regular hours begin
 * @param closeMs when they end
 * @param endMs when it ends: not itself a part of it
 */
record MarketDay(long number, long startMs, long openMs, long closeMs, long endMs) {

  boolean contains(long epochMs) {
    return startMs <= epochMs && epochMs < endMs;
  }

  boolean isRegular(long epochMs) {
    return openMs <= epochMs && epochMs < closeMs;
  }

  /** {@return whether there are hours before or after the regular ones} */
  boolean hasExtendedHours() {
    return startMs < openMs;
  }
}
