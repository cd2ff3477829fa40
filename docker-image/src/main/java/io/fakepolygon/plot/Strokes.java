package io.fakepolygon.plot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines or areas of one colour, drawn without lifting the pen but where it is told to: one series
 * of a chart, in milliseconds since the Unix epoch and whatever the panel measures.
 */
final class Strokes {
  private final List<Instant> times = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  Strokes to(long epochMs, double value) {
    times.add(Instant.ofEpochMilli(epochMs));
    values.add(value);
    return this;
  }

  /** Ends a line, or closes an area. */
  Strokes lift() {
    return to(0, Double.NaN);
  }

  Strokes line(long fromMs, double fromValue, long toMs, double toValue) {
    return to(fromMs, fromValue).to(toMs, toValue).lift();
  }

  Strokes box(long fromMs, long toMs, double oneValue, double otherValue) {
    return to(fromMs, oneValue)
        .to(toMs, oneValue)
        .to(toMs, otherValue)
        .to(fromMs, otherValue)
        .to(fromMs, oneValue)
        .lift();
  }

  boolean isEmpty() {
    return times.isEmpty();
  }

  List<Instant> times() {
    return times;
  }

  List<Double> values() {
    return values;
  }
}
