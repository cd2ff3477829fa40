package io.fakepolygon.control;

import static io.fakepolygon.control.Families.counter;
import static io.fakepolygon.control.Families.counters;
import static io.fakepolygon.control.Families.gauge;
import static io.fakepolygon.control.Families.info;

import io.fakepolygon.server.ServerCounters;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** The metrics that every server has: itself, its clock, its clients. */
final class ServerMetrics {
  private static final double NS_PER_SECOND = 1e9;

  private ServerMetrics() {}

  static Stream<MetricSnapshot> of(Readings readings) {
    ServerCounters counters = readings.counters();
    return Stream.of(about(readings), clients(readings), traffic(counters), refusals(counters))
        .flatMap(metrics -> metrics);
  }

  private static Stream<MetricSnapshot> about(Readings readings) {
    return Stream.of(
        info("build", Labels.of("version", readings.version()), "Which FakePolygon this is."),
        gauge(
            "market_time_seconds",
            seconds(readings.marketTime()),
            Unit.SECONDS,
            "The market's time, in seconds since the Unix epoch."),
        gauge(
            "clock_speed",
            readings.clockSpeed(),
            "Market seconds per second: 1 is real time, 0 a clock that stands still."));
  }

  private static Stream<MetricSnapshot> clients(Readings readings) {
    ServerCounters counters = readings.counters();
    return Stream.of(
        gauge("connections_open", (double) counters.connectionsOpen(), "Clients connected now."),
        counter(
            "connections_accepted",
            counters.connectionsAccepted(),
            "Connections that were upgraded to WebSocket."),
        gauge(
            "subscriptions",
            readings.subscriptions(),
            "Topics that the clients connected now hold, each client's counted."),
        counter(
            "slow_clients_disconnected",
            counters.slowClientsDisconnected(),
            "Connections dropped because their client did not keep up."),
        counter(
            "clients_held_back",
            counters.clientsHeldBack(),
            "Connections that sent too fast and had to wait."));
  }

  private static Stream<MetricSnapshot> traffic(ServerCounters counters) {
    return Stream.of(
        counter(
            "messages_received",
            counters.messagesReceived(),
            "Text messages from clients: keys, subscriptions, and whatever else they sent."),
        counter("frames_sent", counters.framesSent(), "Text frames handed to clients' sockets."),
        counter(
            "events_sent", counters.eventsSent(), "Market events in the frames sent to clients."),
        counter(
            "events_dropped",
            counters.eventsDropped(),
            "Events not sent because a slow client had no room for them."),
        counter(
            "quotes_conflated",
            counters.quotesConflated(),
            "Quotes not sent to a slow client because a later one took their place."),
        gauge(
            "queued_bytes",
            (double) counters.bytesQueued(),
            Unit.BYTES,
            "Bytes that wait for clients."),
        counter(
            "unexpected_failures",
            counters.unexpectedFailures(),
            "Failures that the log has as errors; each is a bug in FakePolygon."));
  }

  private static Stream<MetricSnapshot> refusals(ServerCounters counters) {
    return Stream.of(
        counters(
            "refusals",
            "reason",
            Map.of(
                "connection_limit", counters.connectionsRefused(),
                "socket_limit", counters.socketsRefused(),
                "topic_limit", counters.subscriptionsRefused(),
                "message_size", counters.messagesTooLarge()),
            "What clients were refused because it was more than the limits allow."));
  }

  private static double seconds(Instant instant) {
    return instant.getEpochSecond() + instant.getNano() / NS_PER_SECOND;
  }
}
