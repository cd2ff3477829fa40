package io.fakepolygon.control;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import org.jspecify.annotations.Nullable;

/** The two texts that scrapers read. */
enum MetricsFormat {
  /** {@code text/plain; version=0.0.4}: for whoever does not ask for the other. */
  PROMETHEUS,
  /** {@code application/openmetrics-text; version=1.0.0}, which ends in {@code # EOF}. */
  OPEN_METRICS;

  /**
   * {@return the format for a request}
   *
   * @param accept the request's header {@code Accept}, if it has one; a scraper that names
   *     OpenMetrics at all prefers it
   */
  static MetricsFormat forAccept(@Nullable String accept) {
    return accept != null && OPEN_METRICS.writer().accepts(accept) ? OPEN_METRICS : PROMETHEUS;
  }

  /** {@return the response's header {@code Content-Type}} */
  String contentType() {
    return writer().getContentType();
  }

  /** {@return a new writer} */
  ExpositionFormatWriter writer() {
    return switch (this) {
      case PROMETHEUS -> PrometheusTextFormatWriter.create();
      case OPEN_METRICS -> OpenMetricsTextFormatWriter.create();
    };
  }
}
