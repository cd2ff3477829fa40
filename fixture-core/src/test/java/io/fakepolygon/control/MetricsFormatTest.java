package io.fakepolygon.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFormatTest {
  private static final String PROMETHEUS_3 =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
          + "application/openmetrics-text;version=0.0.1;q=0.5,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
          + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"*/*", "text/plain", "text/html,application/xhtml+xml,*/*;q=0.8"})
  void aBrowserOrCurlGetsThePlainText(String accept) {
    MetricsFormat format = MetricsFormat.forAccept(accept);

    assertThat(format.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void prometheusGetsOpenMetrics() {
    MetricsFormat format = MetricsFormat.forAccept(PROMETHEUS_3);

    assertThat(format.contentType())
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
  }
}
