package io.fakepolygon.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** The listening socket, and the sockets it has accepted. Any thread may call. */
final class Acceptor {
  private static final int LARGEST_HTTP_BODY = 64 * 1024;
  private static final int BACKLOG = 1_024;

  private final Channel listening;
  private final ChannelGroup accepted;

  private Acceptor(Channel listening, ChannelGroup accepted) {
    this.listening = listening;
    this.accepted = accepted;
  }

  static Acceptor bind(ServerOptions options, MarketThread thread, Hub hub) throws IOException {
    EventLoopGroup loops = SocketLoops.acquire();
    ChannelGroup accepted = new DefaultChannelGroup(loops.next(), true);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.SO_SNDBUF, Limits.SOCKET_SEND_BUFFER)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(
                    Limits.MANUAL_CLOCK_WINDOW / 2, Limits.MANUAL_CLOCK_WINDOW))
            .childHandler(new Pipeline(options, thread, hub, accepted))
            .bind(options.host(), options.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      SocketLoops.release();
      throw new IOException(
          "Cannot listen on %s:%d: %s"
              .formatted(options.host(), options.port(), reason(bound.cause())),
          bound.cause());
    }
    return new Acceptor(bound.channel(), accepted);
  }

  private static String reason(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Takes no more sockets, and closes those that are not connections yet. */
  void stopAccepting() {
    listening.close().awaitUninterruptibly();
    awaitNextSelect();
    // From here on the group closes by itself whoever still joins it.
    accepted.close(channel -> channel.pipeline().get(WebSocketDoor.class) == null);
  }

  /**
   * Waits until all sockets are closed, or for so long.
   *
   * @throws CancellationException if the calling thread is interrupted; its interrupt flag stays
   *     set
   */
  void awaitEmpty(Duration longest) {
    try {
      accepted.newCloseFuture().await(longest.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for clients to leave");
    }
  }

  void close() {
    listening.close().awaitUninterruptibly();
    awaitNextSelect();
    accepted.close().awaitUninterruptibly();
    SocketLoops.release();
  }

  // The JDK gives the port back when the selector is next used. What a loop plans for itself it
  // looks at only after that.
  private void awaitNextSelect() {
    EventLoop loop = listening.eventLoop();
    Promise<Void> selected = loop.newPromise();
    loop.execute(() -> loop.schedule(() -> selected.setSuccess(null), 1, TimeUnit.NANOSECONDS));
    selected.awaitUninterruptibly();
  }

  /** What stands between a socket and the hub until the upgrade. */
  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    private final ServerOptions options;
    private final MarketThread thread;
    private final Hub hub;
    private final ChannelGroup accepted;

    Pipeline(ServerOptions options, MarketThread thread, Hub hub, ChannelGroup accepted) {
      this.options = options;
      this.thread = thread;
      this.hub = hub;
      this.accepted = accepted;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      accepted.add(channel);
      if (accepted.size() > mostSockets()) {
        channel.close();
        thread.execute(hub::socketRefused);
        return;
      }
      SSLContext tls = options.tls();
      if (tls != null) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        channel.pipeline().addLast(new SslHandler(engine));
      }
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(LARGEST_HTTP_BODY),
              new HttpDoor(options, thread, hub));
    }

    private int mostSockets() {
      int connections = options.limits().mostConnections();
      return connections + Math.max(connections, Limits.FEWEST_SPARE_SOCKETS);
    }
  }
}
