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

  /** {@return the furthest instant the market has been moved to; now is never behind it} */
  long reachedNs();

  /** {@return market time at that reading of the monotonic clock} */
  long nowNs(long nanoTime);

  /**
   * {@return real nanoseconds from that reading until market time {@code marketNs}} 0 exactly when
   * it is already past, {@link Long#MAX_VALUE} when it will not come.
   */
  long nanosUntil(long marketNs, long nanoTime);

  /**
   * {@return this pace, with the market moved to {@code ns}, which is not behind {@link
   * #reachedNs}}
   */
  Pace reaching(long ns);

  /**
   * Time does not move unless it is moved.
   *
   * @param ns now
   * @param reachedNs at most {@code ns}; behind it when the clock ran ahead of the market before it
   *     was paused
   */
  record Standing(long ns, long reachedNs) implements Pace {

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

    @Override
    public Pace reaching(long furtherNs) {
      return new Standing(Math.max(ns, furtherNs), furtherNs);
    }
  }

  /**
   * Time moves by itself, on a straight line through one anchor, so that errors do not add up.
   *
   * @param anchorNs market time at the anchor
   * @param anchorNanoTime the monotonic clock's reading at the anchor
   */
  record Running(long anchorNs, long anchorNanoTime, double speed, long reachedNs) implements Pace {

    @Override
    public long nowNs(long nanoTime) {
      long sinceAnchorNs = (long) ((nanoTime - anchorNanoTime) * speed);
      long liveNs = Math.min(MarketTime.later(anchorNs, sinceAnchorNs), MarketTime.LAST_NS);
      return Math.max(liveNs, reachedNs);
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

    @Override
    public Pace reaching(long furtherNs) {
      return new Running(anchorNs, anchorNanoTime, speed, furtherNs);
    }
  }
}
