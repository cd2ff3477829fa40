package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import java.util.List;
import java.util.function.Supplier;

/**
 * A server that runs for a test or class, which JUnit's store closes when that is over.
 *
 * @param declaration what it was started from
 * @param server the server, running
 * @param where {@code in a container of fakepolygon/fake-polygon:1.0.0, on http://localhost:32768};
 *     empty in process
 * @param log what its host wrote last
 */
record TestMarket(
    Declaration declaration, FakePolygonServer server, String where, Supplier<List<String>> log)
    implements Stored {

  @Override
  public void close() {
    server.close();
  }
}
