package io.fakepolygon.market;

/**
 * A scenario as it concerns one symbol. It holds after its start, so that it changes nothing that
 * was sent by then, up to and including its end.
 *
 * @param startMs ms since the Unix epoch, cut off
 * @param endMs the same
 * @param plannedEndMs when it would have ended if nothing had ended it before
 */
record Span(ScenarioKind kind, long startMs, long endMs, long plannedEndMs, double strength) {
  /** Later than anybody looks: an end that never comes. */
  static final long NEVER_MS = Long.MAX_VALUE / 1_000_000 - 60L * 24 * 60 * 60 * 1_000;

  boolean holds(long epochMs) {
    return startMs < epochMs && epochMs <= endMs;
  }

  /** {@return whether it was ended before its time} */
  boolean isCut() {
    return endMs < plannedEndMs;
  }

  /** {@return how much of it is over, from 0 to 1; if it was ended before, that is all} */
  double progress(long epochMs) {
    long ms = Math.min(epochMs, endMs);
    if (ms <= startMs) {
      return 0;
    }
    return ms >= plannedEndMs ? 1 : (double) (ms - startMs) / (plannedEndMs - startMs);
  }

  /** {@return the same, ended at an instant that is not before its start} */
  Span endingBy(long otherEndMs) {
    return endMs <= otherEndMs ? this : new Span(kind, startMs, otherEndMs, plannedEndMs, strength);
  }
}
