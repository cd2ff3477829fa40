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

  /** Goes there, level with the point before it by one stroke instead of several. */
  Strokes goTo(long epochMs, double value) {
    int last = values.size() - 1;
    if (last > 0 && values.get(last) == value && values.get(last - 1) == value) {
      times.set(last, Instant.ofEpochMilli(epochMs));
      return this;
    }
    return to(epochMs, value);
  }

  /** Ends a line, or closes an area. */
  Strokes lift() {
    return to(0, Double.NaN);
  }

  /** Ends a line if there is one. */
  void liftIfDown() {
    if (!values.isEmpty() && !Double.isNaN(values.get(values.size() - 1))) {
      lift();
    }
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
