package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.protocol.ClientAction;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's frames on their way in: whole messages become commands for the market thread, pings
 * are answered, and what breaks RFC 6455 is closed with the code it names. Owned by the socket's
 * thread.
 */
final class WebSocketDoor extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketDoor.class);

  private final ServerOptions options;
  private final MarketThread thread;
  private final Hub hub;
  private final String userAgent;
  private final LongSupplier nanoTime;
  private @Nullable NettyWire wire;
  private boolean everHeldBack;

  /**
   * A door for one client.
   *
   * @param userAgent what the client calls itself
   * @param nanoTime real time, by which it is seen whether the client sends too fast
   */
  WebSocketDoor(
      ServerOptions options,
      MarketThread thread,
      Hub hub,
      String userAgent,
      LongSupplier nanoTime) {
    this.options = options;
    this.thread = thread;
    this.hub = hub;
    this.userAgent = userAgent;
    this.nanoTime = nanoTime;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    MessageAllowance allowance =
        new MessageAllowance(options.limits().mostMessagesPerSecond(), nanoTime);
    NettyWire newWire = new NettyWire(ctx.channel(), userAgent, allowance);
    wire = newWire;
    thread.execute(() -> hub.connected(newWire));
    ctx.channel()
        .closeFuture()
        .addListener(closed -> thread.execute(() -> hub.disconnected(newWire)));
    if (!options.pingPeriod().isZero()) {
      newWire.keepAlive(
          options.pingPeriod(),
          token -> {
            long sentNs = System.nanoTime();
            thread.execute(() -> hub.pinged(newWire, token, sentNs));
          });
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      NettyWire from = wire();
      thread.execute(() -> hub.hungUp(from));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    wire().readIfPossible();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (message instanceof Turnstile.Violation violation) {
      exceptionCaught(ctx, violation.cause());
    } else {
      super.channelRead(ctx, message);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    NettyWire from = wire();
    if (from.isClosing()) {
      if (frame instanceof CloseWebSocketFrame) {
        ctx.close();
      }
    } else if (frame instanceof PingWebSocketFrame) {
      if (from.answersPings()) {
        ctx.writeAndFlush(Frames.pong(frame.content().retain()));
      }
      spend(from);
    } else if (frame instanceof PongWebSocketFrame) {
      QuickAck.acknowledge(ctx.channel());
      String token = frame.content().toString(US_ASCII);
      // Here, for the market thread may be busy: that is not the client's fault.
      long cameNs = System.nanoTime();
      handOver(from, frame, () -> hub.pong(from, token, cameNs));
    } else if (frame instanceof CloseWebSocketFrame close) {
      int code = close.statusCode() == -1 ? 0 : close.statusCode();
      from.listenNoMore();
      thread.execute(() -> hub.closedBy(from, code));
    } else {
      // A binary frame is read as text.
      String text = frame.content().toString(UTF_8);
      ClientAction action = ClientAction.read(text);
      handOver(from, frame, () -> hub.receive(from, text, action));
      spend(from);
    }
  }

  /** What a client has waiting for the market thread is bounded, pongs included. */
  private void handOver(NettyWire from, WebSocketFrame frame, Runnable command) {
    int bytes = frame.content().readableBytes();
    from.commandWaits(bytes);
    thread.execute(
        () -> {
          try {
            command.run();
          } finally {
            from.commandDone(bytes);
          }
        });
  }

  /** Pongs do not count: they are as many as the server's own pings. */
  private void spend(NettyWire from) {
    if (from.spend() && !everHeldBack) {
      everHeldBack = true;
      thread.execute(() -> hub.heldBack(from));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (isTooLarge(cause)) {
      violated(hub::saidTooMuch);
    } else if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      int code = corrupted.closeStatus().code();
      violated(violator -> hub.violatedBy(violator, code));
    } else if (cause instanceof IOException || cause instanceof CodecException) {
      LOG.debug("A client's socket failed", cause);
      ctx.close();
    } else {
      thread.failed("A client's socket is closed after an unexpected failure", cause);
      ctx.close();
    }
  }

  // By way of the market thread, like every answer: nothing follows a close frame.
  private void violated(Consumer<Wire> answer) {
    NettyWire violator = wire();
    violator.listenNoMore();
    thread.execute(() -> answer.accept(violator));
  }

  // One frame may be too large, or several that are fragments of one message.
  private static boolean isTooLarge(Throwable cause) {
    return cause instanceof TooLongFrameException
        || (cause instanceof CorruptedWebSocketFrameException corrupted
            && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG));
  }

  private NettyWire wire() {
    if (wire == null) {
      throw new IllegalStateException("Not yet added to a pipeline");
    }
    return wire;
  }
}
