package io.fakepolygon.server;

import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a socket that was accepted becomes Netty's.
 *
 * @param accepted all that have come
 * @param entrances where they may go
 */
record Reception(Sockets accepted, Entrances entrances) {
  private static final int LARGEST_HTTP_BODY = 256 * 1024;

  /** Gives a socket its thread, and opens it there. */
  void receive(SocketChannel socket) {
    EventLoop loop = SocketLoops.acquire().next();
    loop.execute(() -> open(socket, loop));
  }

  private void open(SocketChannel socket, EventLoop loop) {
    NioSocketChannel channel;
    try {
      channel = new NioSocketChannel(socket);
    } catch (ChannelException e) {
      log().debug("A socket failed as it was accepted", e);
      SocketLoops.release();
      return;
    }
    channel.closeFuture().addListener(gone -> SocketLoops.release());
    loop.register(channel);
    accepted.add(channel);
    if (accepted.size() > mostSockets()) {
      channel.close();
      entrances.main().thread().execute(entrances.main().hub()::socketRefused);
    } else {
      configure(channel);
      addHandlers(channel);
    }
  }

  private static void configure(NioSocketChannel channel) {
    SocketChannelConfig config = channel.config();
    try {
      config.setAllowHalfClosure(true);
      config.setWriteBufferWaterMark(
          new WriteBufferWaterMark(Limits.MANUAL_CLOCK_WINDOW / 2, Limits.MANUAL_CLOCK_WINDOW));
      config.setTcpNoDelay(true);
      config.setSendBufferSize(Limits.SOCKET_SEND_BUFFER);
    } catch (ChannelException e) {
      // Gone already, as reading it is about to show.
      log().debug("A socket does not take its options", e);
    }
  }

  /** What stands between a socket and the hub until the upgrade. */
  private void addHandlers(NioSocketChannel channel) {
    SSLContext tls = entrances.main().options().tls();
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
    int connections = entrances.main().options().limits().mostConnections();
    return connections + Math.max(connections, Limits.FEWEST_SPARE_SOCKETS);
  }

  // Asked for when there is something to say: the first question has SLF4J search the class path.
  private static Logger log() {
    return LoggerFactory.getLogger(Reception.class);
  }
}
