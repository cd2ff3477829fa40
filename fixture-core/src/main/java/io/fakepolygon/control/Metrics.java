package io.fakepolygon.control;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server knows about itself, as text that Prometheus reads, sorted by name.
 *
 * <pre>
 *   # HELP fakepolygon_events_sent_total Market events in the text frames sent to clients.
 *   # TYPE fakepolygon_events_sent_total counter
 *   fakepolygon_events_sent_total 6000.0
 * </pre>
 *
 * <p>No key, no address and no topic is in it. There is no registry: each text is of its own {@link
 * Readings}. Stateless; threads may share it.
 */
final class Metrics {
  private Metrics() {}

  /** {@return the whole answer to a scrape, in UTF-8} */
  static byte[] text(MetricsFormat format, Readings readings) {
    Stream<MetricSnapshot> ofUpstream = readings.upstream().stream().flatMap(UpstreamMetrics::of);
    List<MetricSnapshot> all = Stream.concat(ServerMetrics.of(readings), ofUpstream).toList();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      format.writer().write(text, new MetricSnapshots(all));
    } catch (IOException e) {
      throw new UncheckedIOException("An array in memory refused bytes", e);
    }
    return text.toByteArray();
  }
}
