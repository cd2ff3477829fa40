package io.fakepolygon.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00.5Z");
  private static final ServerCounters COUNTERS =
      new ServerCounters(11, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16);
  private static final UpstreamInfo UPSTREAM =
      new UpstreamInfo(
          "wss://feed.example/stocks",
          UpstreamState.READY,
          "the key sesame was refused",
          21,
          20,
          1,
          2,
          300,
          4000,
          50_000,
          Map.of(Malformation.NO_TICKER, 6L),
          7,
          Duration.ofMillis(1500));

  @Test
  void aServerTellsOfItselfItsClockAndItsClients() {
    assertThat(samples(MetricsFormat.PROMETHEUS, fake()))
        .containsExactly(
            "fakepolygon_build_info{version=\"1.2.3\"} 1",
            "fakepolygon_clients_held_back_total 7.0",
            "fakepolygon_clock_speed 60.0",
            "fakepolygon_connections_accepted_total 11.0",
            "fakepolygon_connections_open 2.0",
            "fakepolygon_events_dropped_total 10.0",
            "fakepolygon_events_sent_total 14.0",
            "fakepolygon_frames_sent_total 13.0",
            "fakepolygon_market_time_seconds 1.7042058005E9",
            "fakepolygon_messages_received_total 12.0",
            "fakepolygon_queued_bytes 15.0",
            "fakepolygon_quotes_conflated_total 9.0",
            "fakepolygon_refusals_total{reason=\"connection_limit\"} 3.0",
            "fakepolygon_refusals_total{reason=\"message_size\"} 6.0",
            "fakepolygon_refusals_total{reason=\"socket_limit\"} 4.0",
            "fakepolygon_refusals_total{reason=\"topic_limit\"} 5.0",
            "fakepolygon_slow_clients_disconnected_total 8.0",
            "fakepolygon_subscriptions 17.0",
            "fakepolygon_unexpected_failures_total 16.0");
  }

  @Test
  void aProxyTellsOfItsFeedToo() {
    assertThat(samples(MetricsFormat.PROMETHEUS, proxy()))
        .filteredOn(line -> line.contains("_upstream_"))
        .containsExactly(
            "fakepolygon_upstream_events_received_total 4000.0",
            "fakepolygon_upstream_frames_received_total 300.0",
            "fakepolygon_upstream_gaps_total 7.0",
            "fakepolygon_upstream_last_gap_seconds 1.5",
            "fakepolygon_upstream_logins_total 2.0",
            "fakepolygon_upstream_malformed_total{kind=\"event\"} 0.0",
            "fakepolygon_upstream_malformed_total{kind=\"frame\"} 0.0",
            "fakepolygon_upstream_malformed_total{kind=\"no_kind\"} 0.0",
            "fakepolygon_upstream_malformed_total{kind=\"no_ticker\"} 6.0",
            "fakepolygon_upstream_malformed_total{kind=\"too_large\"} 0.0",
            "fakepolygon_upstream_received_bytes_total 50000.0",
            "fakepolygon_upstream_state{state=\"closed\"} 0.0",
            "fakepolygon_upstream_state{state=\"key_refused\"} 0.0",
            "fakepolygon_upstream_state{state=\"logging_in\"} 0.0",
            "fakepolygon_upstream_state{state=\"lost\"} 0.0",
            "fakepolygon_upstream_state{state=\"ready\"} 1.0",
            "fakepolygon_upstream_state{state=\"too_many_connections\"} 0.0",
            "fakepolygon_upstream_topics_confirmed 20.0",
            "fakepolygon_upstream_topics_held 21.0",
            "fakepolygon_upstream_topics_refused 1.0");
  }

  @Test
  void everyMetricSaysWhatItIsAndOfWhichKind() {
    assertThat(text(MetricsFormat.PROMETHEUS, proxy()))
        .contains(
            """
            # HELP fakepolygon_events_sent_total Market events in the frames sent to clients.
            # TYPE fakepolygon_events_sent_total counter
            fakepolygon_events_sent_total 14.0
            """,
            """
            # HELP fakepolygon_queued_bytes Bytes that wait for clients.
            # TYPE fakepolygon_queued_bytes gauge
            fakepolygon_queued_bytes 15.0
            """);
  }

  @Test
  void openMetricsHasTheSameSamplesAndItsOwnHeadersAndEnd() {
    String openMetrics = text(MetricsFormat.OPEN_METRICS, proxy());

    assertThat(samples(MetricsFormat.OPEN_METRICS, proxy()))
        .isEqualTo(samples(MetricsFormat.PROMETHEUS, proxy()));
    assertThat(openMetrics)
        .contains("# TYPE fakepolygon_events_sent counter\n")
        .contains("# UNIT fakepolygon_queued_bytes bytes\n")
        .contains("# TYPE fakepolygon_build info\n")
        .endsWith("# EOF\n");
  }

  @ParameterizedTest
  @EnumSource
  void whatWouldEndALabelIsEscaped(MetricsFormat format) {
    Readings odd = new Readings("1\"2\\3\n4", OPEN, 0, COUNTERS, 0, Optional.empty());

    assertThat(text(format, odd))
        .contains("fakepolygon_build_info{version=\"1\\\"2\\\\3\\n4\"} 1\n");
  }

  @ParameterizedTest
  @EnumSource
  void neitherTheFeedsAddressNorItsWordsAreTold(MetricsFormat format) {
    assertThat(text(format, proxy())).doesNotContain("feed.example", "sesame");
  }

  @Test
  void eachConnectionsTopicsCount() {
    assertThat(Readings.subscriptionsOf(List.of(holding("T.A", "Q.A"), holding(), holding("T.A"))))
        .isEqualTo(3);
  }

  private static ConnectionInfo holding(String... topics) {
    return new ConnectionInfo(
        1,
        "127.0.0.1:5050",
        true,
        Stream.of(topics).map(Topic::parse).collect(Collectors.toSet()),
        List.of(),
        0,
        0,
        0,
        0,
        0);
  }

  private static Readings fake() {
    return new Readings("1.2.3", OPEN, 60, COUNTERS, 17, Optional.empty());
  }

  private static Readings proxy() {
    return new Readings("1.2.3", OPEN, 1, COUNTERS, 17, Optional.of(UPSTREAM));
  }

  private static List<String> samples(MetricsFormat format, Readings readings) {
    return text(format, readings).lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static String text(MetricsFormat format, Readings readings) {
    return new String(Metrics.text(format, readings), UTF_8);
  }
}
