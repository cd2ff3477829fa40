package io.fakepolygon.benchmark;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** A client as a program under test has it: OkHttp's. It waits for each answer. */
final class StartClient extends WebSocketListener implements AutoCloseable {
  static final String TOPIC = "T.FAKETICKER";

  private static final OkHttpClient HTTP = new OkHttpClient();
  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  StartClient(String url) {
    socket = HTTP.newWebSocket(new Request.Builder().url(url).build(), this);
  }

  /** Authenticates and subscribes. */
  void subscribe() throws InterruptedException {
    await("\"connected\"");
    socket.send("{\"action\":\"auth\",\"params\":\"any-key\"}");
    await("\"auth_success\"");
    socket.send("{\"action\":\"subscribe\",\"params\":\"" + TOPIC + "\"}");
    await("subscribed to: " + TOPIC);
  }

  void awaitEvent() throws InterruptedException {
    await("\"ev\":\"T\"");
  }

  private void await(String expected) throws InterruptedException {
    String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (frame == null || !frame.contains(expected)) {
      throw new IllegalStateException("Not %s but %s".formatted(expected, frame));
    }
  }

  @Override
  public void onMessage(WebSocket webSocket, String text) {
    frames.add(text);
  }

  @Override
  public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
    frames.add(failure.toString());
  }

  @Override
  public void close() {
    socket.cancel();
  }
}
