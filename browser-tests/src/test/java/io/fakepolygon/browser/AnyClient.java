package io.fakepolygon.browser;

import io.fakepolygon.FakePolygonServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client of the market that is none of the page's: the JDK's. */
final class AnyClient implements WebSocket.Listener, AutoCloseable {
  final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final WebSocket socket;

  private AnyClient(String url) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("User-Agent", "a test's client")
            .buildAsync(URI.create(url), this)
            .join();
  }

  /** Connects, sends a key and subscribes. */
  static AnyClient of(FakePolygonServer polygon, String key, String topics) {
    AnyClient client = new AnyClient(polygon.url());
    client.say("{\"action\":\"auth\",\"params\":\"%s\"}".formatted(key));
    client.subscribe(topics);
    return client;
  }

  void subscribe(String topics) {
    say("{\"action\":\"subscribe\",\"params\":\"%s\"}".formatted(topics));
  }

  private void say(String text) {
    socket.sendText(text, true).join();
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closeCode.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closeCode.complete(1006);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
