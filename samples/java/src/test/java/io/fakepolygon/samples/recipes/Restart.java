package io.fakepolygon.samples.recipes;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** A server that goes down, and comes back later at the same address. */
final class Restart {
  private Restart() {}

  /** Cuts all connections; the one that comes back serves the same market, {@code outage} later. */
  static FakePolygonServer of(FakePolygonServer polygon, Duration outage) {
    Instant back = polygon.clock().now().plus(outage);
    int port = URI.create(polygon.url()).getPort();
    polygon.close();
    return FakePolygonServer.start(
        FakePolygonConfig.builder().symbols("FAKETICKER").port(port).start(back).build());
  }
}
