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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * The listening socket, and the sockets it has accepted: for the server that listens, and for
 * others that are entered by paths of their own. Any thread may call.
 */
final class Acceptor implements Doorway {
  private static final int LARGEST_HTTP_BODY = 256 * 1024;
  private static final int BACKLOG = 1_024;

  private final Channel listening;
  private final ChannelGroup accepted;
  private final Entrances entrances;

  private Acceptor(Channel listening, ChannelGroup accepted, Entrances entrances) {
    this.listening = listening;
    this.accepted = accepted;
    this.entrances = entrances;
  }

  static Acceptor bind(ServerOptions options, MarketThread thread, Hub hub) throws IOException {
    EventLoopGroup loops = SocketLoops.acquire();
    ChannelGroup accepted = new DefaultChannelGroup(loops.next(), true);
    Entrances entrances = new Entrances(new Entrance("", options, thread, hub, accepted));
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
            .childHandler(new Pipeline(entrances, accepted))
            .bind(options.host(), options.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      SocketLoops.release();
      throw new IOException(
          "Cannot listen on %s:%d: %s"
              .formatted(options.host(), options.port(), reason(bound.cause())),
          bound.cause());
    }
    return new Acceptor(bound.channel(), accepted, entrances);
  }

  private static String reason(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** {@return the entrance of the server that listens} */
  @Override
  public Entrance entrance() {
    return entrances.main();
  }

  /**
   * {@return a new entrance, to a server that does not listen itself}
   *
   * @param prefix what its paths begin with: two segments, such as {@code /worlds/7}
   */
  Entrance open(String prefix, ServerOptions options, MarketThread thread, Hub hub) {
    ChannelGroup inside = new DefaultChannelGroup(listening.eventLoop(), true);
    Entrance side = new Entrance(prefix, options, thread, hub, inside);
    entrances.add(side);
    return side;
  }

  /** Nobody finds this entrance any more. */
  void remove(Entrance side) {
    entrances.remove(side);
  }

  @Override
  public void stopAccepting() {
    listening.close().awaitUninterruptibly();
    awaitNextSelect();
    entrance().stopAccepting();
  }

  @Override
  public void close() {
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
    private final Entrances entrances;
    private final Entrance main;
    private final ChannelGroup accepted;

    Pipeline(Entrances entrances, ChannelGroup accepted) {
      this.entrances = entrances;
      this.main = entrances.main();
      this.accepted = accepted;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      accepted.add(channel);
      if (accepted.size() > mostSockets()) {
        channel.close();
        main.thread().execute(main.hub()::socketRefused);
        return;
      }
      SSLContext tls = main.options().tls();
      if (tls != null) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        channel.pipeline().addLast(new SslHandler(engine));
      }
      HttpGate gate = new HttpGate();
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              gate,
              new HttpObjectAggregator(LARGEST_HTTP_BODY),
              new HttpDoor(entrances, gate));
    }

    private int mostSockets() {
      int connections = main.options().limits().mostConnections();
      return connections + Math.max(connections, Limits.FEWEST_SPARE_SOCKETS);
    }
  }
}
