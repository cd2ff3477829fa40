package io.fakepolygon.referee;

/**
 * A moment on both clocks.
 *
 * @param realNs as of {@link System#nanoTime}
 * @param marketNs nanoseconds since the Unix epoch
 */
record Moment(long realNs, long marketNs) {

  /** {@return whether less than so long has passed since another, by either clock} */
  boolean isWithin(long ns, Moment earlier) {
    return realNs - earlier.realNs < ns && marketNs - earlier.marketNs < ns;
  }

  boolean isBefore(Moment other) {
    return realNs - other.realNs < 0;
  }
}
