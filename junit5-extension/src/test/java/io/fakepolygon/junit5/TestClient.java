package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** A client that says what it is told to and hears nothing. */
final class TestClient implements AutoCloseable {
  private final OkHttpClient http = new OkHttpClient();
  private final WebSocket socket;

  /** Connects and authenticates. */
  TestClient(FakePolygonServer polygon) {
    Request request = new Request.Builder().url(polygon.url()).build();
    socket = http.newWebSocket(request, new WebSocketListener() {});
    send("auth", polygon.apiKey());
  }

  void subscribe(String topics) {
    send("subscribe", topics);
  }

  @Override
  public void close() {
    socket.cancel();
    http.dispatcher().executorService().shutdown();
  }

  private void send(String action, String params) {
    socket.send("{\"action\":\"%s\",\"params\":\"%s\"}".formatted(action, params));
  }
}
