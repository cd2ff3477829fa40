package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.server.ConnectionInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server of one test, which JUnit's store closes when the test is over.
 *
 * @param config what the server was started with
 * @param server the server, running
 */
record TestMarket(FakePolygonConfig config, FakePolygonServer server) implements AutoCloseable {

  static TestMarket open(FakePolygonConfig config) {
    return new TestMarket(config, FakePolygonServer.start(config));
  }

  /** {@return what one has to know to see a failure again, as entries of a test report} */
  Map<String, String> describe() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("fakepolygon.seed", Long.toString(config.market().seed()));
    entries.put("fakepolygon.marketTime", server.clock().now().toString());
    entries.put("fakepolygon.connections", describeConnections());
    return entries;
  }

  @Override
  public void close() {
    server.close();
  }

  private String describeConnections() {
    List<ConnectionInfo> connections;
    try {
      connections = server.connections();
    } catch (IllegalStateException e) {
      // The test closed its server, or was interrupted: a second failure would hide the first.
      return "unknown: " + e.getMessage();
    }
    return connections.isEmpty()
        ? "none"
        : connections.stream().map(ConnectionInfo::describe).collect(Collectors.joining("; "));
  }
}
