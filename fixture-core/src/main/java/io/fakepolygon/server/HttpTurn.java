package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plain request and its answer. Made on the socket's thread; the answer is found and written on
 * another, which may wait.
 */
final class HttpTurn {
  private static final Logger LOG = LoggerFactory.getLogger(HttpTurn.class);

  private final Channel channel;
  private final HttpService.Request request;
  private final boolean knowsChunks;
  private volatile boolean last;
  // Both guarded by this.
  private boolean abandoned;
  private @Nullable Thread answering;

  /**
   * A turn.
   *
   * @param prefix what of the path is not the service's
   * @throws IllegalArgumentException if the query cannot be decoded
   */
  HttpTurn(Channel channel, FullHttpRequest request, String prefix) {
    this.channel = channel;
    this.request = read(request, prefix);
    knowsChunks = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    last = !knowsChunks || !HttpUtil.isKeepAlive(request);
  }

  /** {@return the path that the service knows it by} */
  String path() {
    return request.path();
  }

  /** The socket is closed behind this answer. */
  void isTheLast() {
    last = true;
  }

  /** The client has gone: what its request still waits for need not come. */
  synchronized void abandon() {
    last = true;
    abandoned = true;
    if (answering != null) {
      answering.interrupt();
    }
  }

  /**
   * Answers on a thread that may wait.
   *
   * @param next called on the socket's thread when the next request may come
   */
  void answer(HttpService service, Runnable next) {
    boolean sent = false;
    begin();
    try {
      HttpService.Answer answer = service.answer(request);
      HttpBody body = new HttpBody(channel, status(answer), headers(answer), knowsChunks);
      if (!request.method().equals("HEAD")) {
        answer.body().writeTo(body);
      }
      body.finish(() -> beforeTheEnd(next));
      sent = true;
    } catch (IOException | RuntimeException e) {
      // What has begun cannot become another answer: the client sees that it is cut off.
      LOG.debug("The answer to {} {} broke off", request.method(), request.path(), e);
    } finally {
      end();
      if (!sent || last) {
        channel.close();
      }
    }
  }

  // A client that has all of an answer may ask at once.
  private void beforeTheEnd(Runnable next) {
    if (!last) {
      next.run();
    }
  }

  /** Answers on the socket's thread, which does not wait. {@return whether the socket goes on} */
  boolean answerAtOnce(HttpService service) {
    HttpService.Answer answer = service.answer(request);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      answer.body().writeTo(body);
    } catch (IOException e) {
      throw new UncheckedIOException("An array in memory refused bytes", e);
    }
    ChannelFuture written =
        channel.writeAndFlush(
            HttpBody.whole(
                status(answer), headers(answer), Unpooled.wrappedBuffer(body.toByteArray())));
    if (last) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
    return !last;
  }

  private HttpHeaders headers(HttpService.Answer answer) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    answer.headers().forEach(headers::set);
    if (last) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return headers;
  }

  private static HttpResponseStatus status(HttpService.Answer answer) {
    return HttpResponseStatus.valueOf(answer.status());
  }

  private synchronized void begin() {
    answering = Thread.currentThread();
    if (abandoned) {
      answering.interrupt();
    }
  }

  // The thread goes on to another request, which nobody has abandoned.
  private synchronized void end() {
    answering = null;
    boolean unused = Thread.interrupted();
  }

  private static HttpService.Request read(FullHttpRequest request, String prefix) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach(field -> headers.putIfAbsent(lower(field.getKey()), field.getValue()));
    return new HttpService.Request(
        request.method().name(),
        uri.rawPath().substring(prefix.length()),
        uri.parameters(),
        headers,
        request.content().toString(UTF_8));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
