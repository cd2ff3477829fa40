package io.fakepolygon.benchmark;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import java.time.Duration;

/** Ours. */
final class FakePolygonStarter implements Starter {

  @Override
  public void startAndStop() {
    try (FakePolygonServer server = start()) {
      if (!server.url().startsWith("ws://127.0.0.1:")) {
        throw new IllegalStateException(server.url());
      }
    }
  }

  @Override
  public void oneEvent() throws Exception {
    try (FakePolygonServer server = start();
        StartClient client = new StartClient(server.url())) {
      client.subscribe();
      server.clock().advance(Duration.ofMillis(100));
      client.awaitEvent();
    }
  }

  private static FakePolygonServer start() {
    return FakePolygonServer.start(FakePolygonConfig.builder().build());
  }
}
