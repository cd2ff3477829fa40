package io.fakepolygon.clock;

/**
 * Whether a timer runs again, and when. All times are market time, in nanoseconds since the Unix
 * epoch.
 */
sealed interface Repetition {

  /** {@return whether it runs again at all} */
  boolean isPeriodic();

  /**
   * {@return when a periodic timer is due after the run that was due at {@code dueNs} and ended at
   * {@code endNs}}
   */
  long nextDueNs(long dueNs, long endNs);

  /** It runs once. */
  record Once() implements Repetition {

    @Override
    public boolean isPeriodic() {
      return false;
    }

    @Override
    public long nextDueNs(long dueNs, long endNs) {
      return Long.MAX_VALUE;
    }
  }

  /** Due at a fixed distance from when it was last due, however long the run took. */
  record FixedRate(long periodNs) implements Repetition {

    @Override
    public boolean isPeriodic() {
      return true;
    }

    @Override
    public long nextDueNs(long dueNs, long endNs) {
      return MarketTime.later(dueNs, periodNs);
    }
  }

  /** Due at a fixed distance from the end of the last run. */
  record FixedDelay(long delayNs) implements Repetition {

    @Override
    public boolean isPeriodic() {
      return true;
    }

    @Override
    public long nextDueNs(long dueNs, long endNs) {
      return MarketTime.later(endNs, delayNs);
    }
  }
}
