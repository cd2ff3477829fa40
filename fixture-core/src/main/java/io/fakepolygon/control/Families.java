package io.fakepolygon.control;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Map;

/**
 * Metrics from numbers, as Prometheus' library wants them. Names are given without the {@code
 * fakepolygon_} that all begin with; a counter's without {@code _total}, which the writers add.
 */
final class Families {
  private static final String PREFIX = "fakepolygon_";

  private Families() {}

  static MetricSnapshot counter(String name, long value, String help) {
    return CounterSnapshot.builder()
        .name(PREFIX + name)
        .help(help)
        .dataPoint(counted(value, Labels.EMPTY))
        .build();
  }

  /** A counter for each value of one label. */
  static MetricSnapshot counters(String name, String label, Map<String, Long> values, String help) {
    CounterSnapshot.Builder builder = CounterSnapshot.builder().name(PREFIX + name).help(help);
    values.forEach((value, count) -> builder.dataPoint(counted(count, Labels.of(label, value))));
    return builder.build();
  }

  static MetricSnapshot bytesCounter(String name, long value, String help) {
    return CounterSnapshot.builder()
        .name(PREFIX + name)
        .help(help)
        .unit(Unit.BYTES)
        .dataPoint(counted(value, Labels.EMPTY))
        .build();
  }

  static MetricSnapshot gauge(String name, double value, String help) {
    return gaugeOf(name, help).dataPoint(measured(value, Labels.EMPTY)).build();
  }

  /** A gauge for each value of one label. */
  static MetricSnapshot gauges(String name, String label, Map<String, Long> values, String help) {
    GaugeSnapshot.Builder builder = gaugeOf(name, help);
    values.forEach(
        (value, now) -> builder.dataPoint(measured((double) now, Labels.of(label, value))));
    return builder.build();
  }

  /** A gauge whose name ends in its unit. */
  static MetricSnapshot gauge(String name, double value, Unit unit, String help) {
    return gaugeOf(name, help).unit(unit).dataPoint(measured(value, Labels.EMPTY)).build();
  }

  /** Always 1; what counts is its labels. The writers add {@code _info} to its name. */
  static MetricSnapshot info(String name, Labels labels, String help) {
    return InfoSnapshot.builder()
        .name(PREFIX + name)
        .help(help)
        .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build())
        .build();
  }

  private static GaugeSnapshot.Builder gaugeOf(String name, String help) {
    return GaugeSnapshot.builder().name(PREFIX + name).help(help);
  }

  private static CounterDataPointSnapshot counted(long value, Labels labels) {
    return CounterDataPointSnapshot.builder().value((double) value).labels(labels).build();
  }

  private static GaugeDataPointSnapshot measured(double value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }
}
