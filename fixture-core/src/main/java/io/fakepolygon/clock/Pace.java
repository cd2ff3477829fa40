package io.fakepolygon.clock;

/**
 * How market time goes: it stands still, or it runs. Unchanging; whoever changes the pace puts
 * another in its place.
 *
 * <p>Market time is in nanoseconds since the Unix epoch. A {@code nanoTime} is a reading of the
 * computer's monotonic clock: it has no origin and may wrap, so only differences of two count.
 */
sealed interface Pace {

  /** {@return market seconds per second; 0 when standing still} */
  double speed();

  /** {@return market time at that reading of the monotonic clock, had nobody moved it since} */
  long nowNs(long nanoTime);

  /**
   * {@return real nanoseconds from that reading until market time {@code marketNs}} 0 exactly when
   * it is already past, {@link Long#MAX_VALUE} when it will not come.
   */
  long nanosUntil(long marketNs, long nanoTime);

  /**
   * Time does not move unless it is moved.
   *
   * @param ns where it came to stand
   */
  record Standing(long ns) implements Pace {

    @Override
    public double speed() {
      return 0;
    }

    @Override
    public long nowNs(long nanoTime) {
      return ns;
    }

    @Override
    public long nanosUntil(long marketNs, long nanoTime) {
      return marketNs <= ns ? 0 : Long.MAX_VALUE;
    }
  }

  /**
   * Time moves by itself, on a straight line through one anchor, so that errors do not add up.
   *
   * @param anchorNs market time at the anchor
   * @param anchorNanoTime the monotonic clock's reading at the anchor
   */
  record Running(long anchorNs, long anchorNanoTime, double speed) implements Pace {

    @Override
    public long nowNs(long nanoTime) {
      long sinceAnchorNs = (long) ((nanoTime - anchorNanoTime) * speed);
      return Math.min(MarketTime.later(anchorNs, sinceAnchorNs), MarketTime.LAST_NS);
    }

    @Override
    public long nanosUntil(long marketNs, long nanoTime) {
      if (marketNs <= nowNs(nanoTime)) {
        return 0;
      }
      if (marketNs > MarketTime.LAST_NS) {
        return Long.MAX_VALUE;
      }
      long nanosFromAnchor = (long) Math.ceil((marketNs - anchorNs) / speed);
      return Math.max(1, nanosFromAnchor - (nanoTime - anchorNanoTime));
    }
  }
}
