package io.fakepolygon.server;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One server's share of a listening socket: what stands behind the paths that begin with its
 * prefix, and the sockets that have gone through. Any thread may call.
 */
final class Entrance {
  private final String prefix;
  private final ServerOptions options;
  private final MarketThread thread;
  private final Hub hub;
  private final Sockets inside;
  private volatile @Nullable HttpService http;
  private volatile long lastUsed = System.nanoTime();

  /**
   * An entrance.
   *
   * @param prefix what its paths begin with, {@code /worlds/7} for one; empty for the server that
   *     listens
   * @param inside where its sockets are put
   */
  Entrance(String prefix, ServerOptions options, MarketThread thread, Hub hub, Sockets inside) {
    this.prefix = prefix;
    this.options = options;
    this.thread = thread;
    this.hub = hub;
    this.inside = inside;
  }

  String prefix() {
    return prefix;
  }

  ServerOptions options() {
    return options;
  }

  MarketThread thread() {
    return thread;
  }

  Hub hub() {
    return hub;
  }

  @Nullable HttpService http() {
    return http;
  }

  void serve(HttpService service) {
    http = service;
  }

  /** A socket has become a connection of this server. */
  void admit(Channel socket) {
    inside.add(socket);
    socket.closeFuture().addListener(closed -> used());
  }

  /** Somebody has asked for something. */
  void used() {
    lastUsed = System.nanoTime();
  }

  /** {@return for how many real nanoseconds nobody has asked for anything, or left} */
  long unusedNs() {
    return System.nanoTime() - lastUsed;
  }

  /** Closes the sockets that are not connections yet, and from here on whoever still comes. */
  void stopAccepting() {
    inside.end(socket -> socket.pipeline().get(WebSocketDoor.class) == null);
  }

  /**
   * Waits until all sockets are closed, or for so long.
   *
   * @throws CancellationException if the calling thread is interrupted; its interrupt flag stays
   *     set
   */
  void awaitEmpty(Duration longest) {
    inside.awaitEmpty(longest);
  }

  void close() {
    inside.close();
  }
}
