package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
  private volatile boolean last;

  /**
   * A turn.
   *
   * @param prefix what of the path is not the service's
   * @throws IllegalArgumentException if the query cannot be decoded
   */
  HttpTurn(Channel channel, FullHttpRequest request, String prefix) {
    this.channel = channel;
    this.request = read(request, prefix);
    last = !HttpUtil.isKeepAlive(request);
  }

  /** The socket is closed behind this answer. */
  void isTheLast() {
    last = true;
  }

  /**
   * Answers.
   *
   * @param next called when the socket may be read on
   */
  void answer(HttpService service, Runnable next) {
    HttpService.Answer answer = service.answer(request);
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    answer.headers().forEach(headers::set);
    if (last) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    HttpBody body = new HttpBody(channel, HttpResponseStatus.valueOf(answer.status()), headers);
    try {
      answer.body().writeTo(body);
      body.finish();
    } catch (IOException | RuntimeException e) {
      // What has begun cannot become another answer: the client sees that it is cut off.
      LOG.debug("The answer to {} {} broke off", request.method(), request.path(), e);
      last = true;
    }
    if (last) {
      channel.close();
    } else {
      next.run();
    }
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
