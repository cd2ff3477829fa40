package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;

/**
 * A server that runs for a test or class, which JUnit's store closes when that is over.
 *
 * @param declaration what it was started from
 * @param server the server, running
 */
record TestMarket(Declaration declaration, FakePolygonServer server) implements Stored {

  static TestMarket open(Declaration declaration) {
    return new TestMarket(declaration, FakePolygonServer.start(declaration.config()));
  }

  @Override
  public void close() {
    server.close();
  }
}
