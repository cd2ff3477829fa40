package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Connections made by OkHttp. Certificates are verified, against those that the JVM trusts.
 *
 * <p>OkHttp pings, and fails a connection whose pong is not there when the next ping is due: hence
 * two pings in a stall timeout. It follows no redirect: the key is for one host.
 */
final class OkHttpDialer implements Line.Dialer {
  private static final int NORMAL_END = 1000;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int IDLE_SECONDS = 1;

  private final OkHttpClient http;
  private final Request request;

  OkHttpDialer(UpstreamOptions options) {
    http =
        new OkHttpClient.Builder()
            .dispatcher(new Dispatcher(threads()))
            .connectionPool(new ConnectionPool(0, IDLE_SECONDS, TimeUnit.SECONDS))
            // How long a log-in may take is for the owner to say, who cuts the line: a second
            // deadline here would now and then be the first, and end it in other words.
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(options.loginTimeout())
            .pingInterval(halfOf(options.stallTimeout()))
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    request = new Request.Builder().url(options.url().toString()).build();
  }

  @Override
  public Line dial(Line.Listener listener) {
    return new OkHttpLine(http.newWebSocket(request, new Ear(listener)));
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static Duration halfOf(Duration stallTimeout) {
    return stallTimeout.dividedBy(2);
  }

  private static ThreadPoolExecutor threads() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "fake-polygon-upstream");
          thread.setDaemon(true);
          return thread;
        });
  }

  private record OkHttpLine(WebSocket socket) implements Line {
    @Override
    public boolean send(String frame) {
      return socket.send(frame);
    }

    @Override
    public void close() {
      socket.close(NORMAL_END, null);
    }

    @Override
    public void cut() {
      socket.cancel();
    }
  }

  /** Hears what OkHttp tells, on its threads. */
  private static final class Ear extends WebSocketListener {
    private final Line.Listener listener;

    Ear(Line.Listener listener) {
      this.listener = listener;
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      listener.said(text.getBytes(UTF_8));
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      // A binary frame is read as text. By way of a string, which replaces what is no UTF-8.
      listener.said(bytes.utf8().getBytes(UTF_8));
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(NORMAL_END, null);
      listener.closed(code, reason);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
      listener.ended(
          response == null || response.code() == SWITCHING_PROTOCOLS
              ? inWords(failure)
              : "the feed answered the upgrade with HTTP " + response.code());
    }

    private static String inWords(Throwable failure) {
      if (failure instanceof EOFException) {
        return "the feed ended it without a close frame";
      }
      String kind = failure.getClass().getSimpleName();
      return failure.getMessage() == null ? kind : kind + ": " + failure.getMessage();
    }
  }
}
