package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.server.ConnectionInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a server sees one client. Once found by the client's name in the upgrade, the connection is
 * known by its id, and remembered for the time when the server cannot be asked any more.
 */
final class ServerView {
  private final FakePolygonServer server;
  private volatile @Nullable ConnectionInfo lastKnown;

  ServerView(FakePolygonServer server) {
    this.server = server;
  }

  FakePolygonServer server() {
    return server;
  }

  /** {@return the client's connection as it was last seen} */
  Optional<ConnectionInfo> lastKnown() {
    return Optional.ofNullable(lastKnown);
  }

  /**
   * Looks how the server sees the client now.
   *
   * @param name what the client calls itself in its upgrade; empty if it has not been connected
   */
  void look(String name) {
    if (name.isEmpty()) {
      return;
    }
    try {
      if (!find(name, server.connections())) {
        find(name, server.endedConnections());
      }
    } catch (IllegalStateException e) {
      // The server is closed: what was known last stays true, for its clock stands too.
      return;
    }
  }

  /** {@return whether the client's connection is open on the server's side} */
  boolean isServed() {
    try {
      return server.connections().stream().anyMatch(this::isKnown);
    } catch (IllegalStateException e) {
      // The server is closed, and with it all connections.
      return false;
    }
  }

  /** {@return who is connected, in words} */
  String describe() {
    try {
      List<ConnectionInfo> connections = server.connections();
      return connections.isEmpty()
          ? "nobody is connected"
          : connections.stream().map(ConnectionInfo::describe).collect(Collectors.joining("; "));
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private boolean find(String name, List<ConnectionInfo> connections) {
    Optional<ConnectionInfo> mine =
        connections.stream()
            .filter(
                connection ->
                    lastKnown == null ? connection.userAgent().equals(name) : isKnown(connection))
            .findFirst();
    mine.ifPresent(found -> lastKnown = found);
    return mine.isPresent();
  }

  private boolean isKnown(ConnectionInfo connection) {
    ConnectionInfo known = lastKnown;
    return known != null && known.id() == connection.id();
  }
}
