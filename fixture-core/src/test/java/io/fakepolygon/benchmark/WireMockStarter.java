package io.fakepolygon.benchmark;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/** WireMock, which speaks HTTP alone. */
final class WireMockStarter implements Starter {

  @Override
  public void startAndStop() {
    WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.start();
    if (server.port() == 0) {
      throw new IllegalStateException("It does not listen");
    }
    server.stop();
  }

  @Override
  public void oneEvent() {
    throw new UnsupportedOperationException("WireMock has no WebSocket");
  }
}
