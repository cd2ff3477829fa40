package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A server that runs for a test or class, which JUnit's store closes when that is over.
 *
 * @param declaration what it was started from
 * @param server the server, running
 * @param where {@code in a container of fakepolygon/fake-polygon:1.0.0, on http://localhost:32768};
 *     empty in process
 * @param log what its host wrote last
 * @param injected the connections of clients that were injected, of which the referee says nothing
 */
record TestMarket(
    Declaration declaration,
    FakePolygonServer server,
    String where,
    Supplier<List<String>> log,
    Set<Integer> injected)
    implements Stored {

  TestMarket(
      Declaration declaration, FakePolygonServer server, String where, Supplier<List<String>> log) {
    this(declaration, server, where, log, ConcurrentHashMap.newKeySet());
  }

  /** {@return what starts the market as it is now, with the scenarios that the test has added} */
  Declaration asItStands() {
    return declaration.withScenarios(server.scenarios());
  }

  @Override
  public void close() {
    server.close();
  }
}
