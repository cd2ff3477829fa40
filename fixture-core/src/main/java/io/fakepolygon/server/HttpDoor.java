package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of a socket: an upgrade to WebSocket (RFC 6455, section 4.2) on a path that is
 * served, which is the last; or plain requests, one after the other, which are answered by the
 * {@link HttpService} whose path it is, and otherwise get a sentence. Owned by the socket's thread.
 */
final class HttpDoor extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
  private static final String WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;
  private static final String WHAT_THIS_IS =
      "This is FakePolygon, a market-data server for WebSocket clients. Connect to %s://%s%s";

  // A client that keeps its socket for the next request; browsers and HTTP libraries do.
  private static final long IDLE_MS = 75_000;

  private final Entrances entrances;
  private final HttpGate gate;
  private @Nullable Future<?> patience;
  private @Nullable HttpTurn turn;

  /**
   * A door.
   *
   * @param gate what stands before it, to let one request through at a time
   */
  HttpDoor(Entrances entrances, HttpGate gate) {
    this.entrances = entrances;
    this.gate = gate;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    // Whoever connects and says nothing is not waited for longer than for a key.
    waitFor(ctx, entrances.main().options().authenticationTimeout().toMillis());
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    waitNoLonger();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    String path = new QueryStringDecoder(request.uri()).rawPath();
    if (request.decoderResult().isFailure()) {
      refuse(ctx, HttpResponseStatus.BAD_REQUEST, "This is not HTTP/1.1.");
    } else {
      enter(ctx, entrances.of(path), request, path);
    }
  }

  private void enter(
      ChannelHandlerContext ctx, Entrance entrance, FullHttpRequest request, String rawPath) {
    String path = rawPath.substring(entrance.prefix().length());
    HttpService http = entrance.http();
    entrance.used();
    ServerOptions options = entrance.options();
    boolean isForClients = options.paths().contains(path) && isUpgrade(request);
    if (http != null && !isForClients && http.serves(path)) {
      serve(ctx, http, request, entrance.prefix());
    } else if (!options.paths().contains(path)) {
      refuse(
          ctx,
          HttpResponseStatus.NOT_FOUND,
          "Nothing is served at %s. Connect to %s.".formatted(rawPath, connectTo(entrance)));
    } else if (!request.method().equals(HttpMethod.GET)) {
      refuse(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "Use GET.");
    } else if (!isUpgrade(request)) {
      String host = request.headers().get(HttpHeaderNames.HOST, "localhost");
      refuse(
          ctx,
          HttpResponseStatus.UPGRADE_REQUIRED,
          WHAT_THIS_IS.formatted(scheme(), host, rawPath));
    } else if (!"13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      refuse(ctx, HttpResponseStatus.UPGRADE_REQUIRED, "Only WebSocket version 13 is spoken here.");
    } else if (!isKey(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY))) {
      refuse(ctx, HttpResponseStatus.BAD_REQUEST, "Sec-WebSocket-Key is not 16 bytes in Base64.");
    } else {
      upgrade(ctx, entrance, request.headers());
    }
  }

  private void serve(
      ChannelHandlerContext ctx, HttpService http, FullHttpRequest request, String prefix) {
    HttpTurn mine;
    try {
      mine = new HttpTurn(ctx.channel(), request, prefix);
    } catch (IllegalArgumentException e) {
      refuse(ctx, HttpResponseStatus.BAD_REQUEST, "The query cannot be read: " + e.getMessage());
      return;
    }
    if (http.answersAtOnce(mine.path())) {
      if (mine.answerAtOnce(http)) {
        waitNoLonger();
        waitFor(ctx, IDLE_MS);
      }
    } else if (HttpWorkers.execute(() -> mine.answer(http, () -> goOn(ctx)))) {
      waitNoLonger();
      runs(mine);
    } else {
      refuse(
          ctx,
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "Too many requests at once. Try again soon.");
    }
  }

  private void goOn(ChannelHandlerContext ctx) {
    runs(null);
    if (ctx.channel().isActive()) {
      waitFor(ctx, IDLE_MS);
    }
  }

  private void runs(@Nullable HttpTurn running) {
    turn = running;
    gate.runs(running);
  }

  private void waitFor(ChannelHandlerContext ctx, long ms) {
    patience = ctx.executor().schedule(() -> ctx.close(), ms, TimeUnit.MILLISECONDS);
  }

  private void waitNoLonger() {
    if (patience != null) {
      patience.cancel(false);
    }
  }

  private static String connectTo(Entrance entrance) {
    return entrance.options().paths().stream()
        .map(entrance.prefix()::concat)
        .collect(Collectors.joining(" or "));
  }

  private String scheme() {
    return entrances.main().options().tls() == null ? "ws" : "wss";
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      if (turn == null) {
        ctx.close();
      } else {
        turn.abandon();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    if (turn != null) {
      turn.abandon();
    }
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("A socket failed before its upgrade", cause);
    ctx.close();
  }

  private static boolean isUpgrade(FullHttpRequest request) {
    return request
            .headers()
            .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  private static boolean isKey(@Nullable String key) {
    try {
      return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void refuse(
      ChannelHandlerContext ctx, HttpResponseStatus status, String sentence) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(sentence + "\n", UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
      response
          .headers()
          .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
          .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
    }
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  // By hand rather than with Netty's handshaker: that one loses frames which came in one packet
  // with the request.
  private static void upgrade(ChannelHandlerContext ctx, Entrance entrance, HttpHeaders request) {
    if (entrance.hub().isDown()) {
      ctx.close();
      return;
    }
    ServerOptions options = entrance.options();
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
    response
        .headers()
        .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
        .set(
            HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
            accept(request.get(HttpHeaderNames.SEC_WEBSOCKET_KEY)));
    ChannelPipeline pipeline = ctx.pipeline();
    pipeline.addLast(
        new WebSocket13FrameDecoder(
            WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(options.limits().largestMessageBytes())
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build()),
        new Utf8FrameValidator(false),
        // Before the aggregator, which reads on by itself until its message is whole.
        new Turnstile(),
        new WebSocketFrameAggregator(options.limits().largestMessageBytes()),
        new WebSocketDoor(
            options,
            entrance.thread(),
            entrance.hub(),
            request.get(HttpHeaderNames.USER_AGENT, ""),
            System::nanoTime));
    // A client that has read this is a connection, also for a server that shuts down meanwhile.
    ctx.writeAndFlush(response);
    pipeline.remove(HttpGate.class);
    pipeline.remove(HttpObjectAggregator.class);
    pipeline.remove(HttpDoor.class);
    pipeline.remove(HttpServerCodec.class);
    entrance.admit(ctx.channel());
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest((key + WEBSOCKET_GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
