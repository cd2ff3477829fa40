package io.fakepolygon.control;

import static io.fakepolygon.control.Families.bytesCounter;
import static io.fakepolygon.control.Families.counter;
import static io.fakepolygon.control.Families.counters;
import static io.fakepolygon.control.Families.gauge;
import static io.fakepolygon.control.Families.gauges;

import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamState;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics that a proxy has beside those of every server. Neither the feed's address nor its
 * last words are in them.
 */
final class UpstreamMetrics {
  private static final double NS_PER_SECOND = 1e9;

  private UpstreamMetrics() {}

  static Stream<MetricSnapshot> of(UpstreamInfo upstream) {
    return Stream.concat(standing(upstream), received(upstream));
  }

  private static Stream<MetricSnapshot> standing(UpstreamInfo upstream) {
    return Stream.of(
        gauges(
            "upstream_state",
            "state",
            byConstant(UpstreamState.class, state -> state == upstream.state() ? 1 : 0),
            "How it stands with the feed: 1 at the state it is in, 0 at the others."),
        gauge(
            "upstream_topics_held",
            upstream.topicsHeld(),
            "Topics wanted of the feed, those that were wanted until a moment ago included."),
        gauge(
            "upstream_topics_confirmed",
            upstream.topicsConfirmed(),
            "Those of the topics held that the feed has acknowledged."),
        gauge(
            "upstream_topics_refused",
            upstream.topicsRefused(),
            "Those of the topics held that the feed refuses."),
        counter("upstream_logins", upstream.logins(), "How often the feed accepted the key."),
        counter(
            "upstream_gaps",
            upstream.gaps(),
            "How often events were missed because the connection to the feed was lost."),
        gauge(
            "upstream_last_gap_seconds",
            upstream.lastGap().toNanos() / NS_PER_SECOND,
            Unit.SECONDS,
            "How long the last such gap was; 0 before the first."));
  }

  private static Stream<MetricSnapshot> received(UpstreamInfo upstream) {
    return Stream.of(
        counter("upstream_frames_received", upstream.frames(), "Text frames from the feed."),
        counter("upstream_events_received", upstream.events(), "Events in the feed's frames."),
        bytesCounter("upstream_received_bytes", upstream.bytes(), "Bytes in the feed's frames."),
        counters(
            "upstream_malformed",
            "kind",
            byConstant(Malformation.class, kind -> upstream.malformed().getOrDefault(kind, 0L)),
            "What came from the feed and could not be passed on."));
  }

  /** Every constant, so that a sample is there before the first of its kind. */
  private static <E extends Enum<E>> Map<String, Long> byConstant(
      Class<E> family, ToLongFunction<E> value) {
    return Arrays.stream(family.getEnumConstants())
        .collect(
            Collectors.toMap(
                constant -> constant.name().toLowerCase(Locale.ROOT), value::applyAsLong));
  }
}
