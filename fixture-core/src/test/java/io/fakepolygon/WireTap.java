package io.fakepolygon;

import io.fakepolygon.server.RawClient;
import io.fakepolygon.server.RawClient.Frame;
import java.time.Duration;
import java.util.List;

/** A server, and one client that sees each byte it is sent. */
final class WireTap implements AutoCloseable {
  final FakePolygonServer polygon;
  final RawClient client;

  private WireTap(FakePolygonServer polygon) {
    this.polygon = polygon;
    client = RawClient.upgraded(polygon.url());
    client.nextText();
  }

  /** Connected and greeted. */
  static WireTap connected() {
    return connected(FakePolygonConfig.builder().symbols("FAKETICKER").build());
  }

  static WireTap connected(FakePolygonConfig config) {
    return new WireTap(FakePolygonServer.start(config));
  }

  /** Logged in and subscribed; all answers read. */
  static WireTap on(String... topics) {
    return connected().logIn().subscribe(topics);
  }

  WireTap logIn() {
    client.authenticate("key");
    client.nextText();
    return this;
  }

  WireTap subscribe(String... topics) {
    client.subscribe(String.join(",", topics));
    client.nextText();
    return this;
  }

  /** Another client of the same server, logged in and subscribed. */
  RawClient another(String... topics) {
    RawClient other = RawClient.upgraded(polygon.url());
    other.nextText();
    other.authenticate("key");
    other.nextText();
    if (topics.length > 0) {
      other.subscribe(String.join(",", topics));
      other.nextText();
    }
    return other;
  }

  WireTap order(String faults) {
    polygon.faults().order(faults);
    return this;
  }

  /** Moves the clock; this client answers no ping, so nobody waits for it. */
  WireTap advance(long ms) {
    polygon.clock().advance(Duration.ofMillis(ms), Delivery.QUEUED);
    return this;
  }

  /** The next frame that is no ping. */
  Frame next() {
    Frame frame = client.next();
    return frame.opcode() == RawClient.PING ? next() : frame;
  }

  String text() {
    return next().text();
  }

  /** All that fell due of a topic so far, as the wire has it. */
  List<String> due(String topic) {
    return polygon.tape().of(topic).elapsed().lines().toList();
  }

  @Override
  public void close() {
    client.close();
    polygon.close();
  }
}
