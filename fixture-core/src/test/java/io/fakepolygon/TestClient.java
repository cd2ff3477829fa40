package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Message;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** An OkHttp client that keeps every frame it is sent. */
public final class TestClient extends WebSocketListener implements AutoCloseable {
  private static final OkHttpClient HTTP = new OkHttpClient();
  private static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final Runnable onFrame;
  private final WebSocket socket;

  private TestClient(OkHttpClient http, String url, Runnable onFrame) {
    this.onFrame = onFrame;
    socket = http.newWebSocket(new Request.Builder().url(url).build(), this);
  }

  /** Waits until a server has noticed that all its clients have gone. */
  public static void awaitNobodyConnectedTo(FakePolygonServer server) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!server.connections().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  /** Connects, and does nothing else. */
  public static TestClient connect(String url) {
    return connect(HTTP, url);
  }

  /** Connects, with a listener that does something at every frame. */
  public static TestClient connecting(String url, Runnable onFrame) {
    return new TestClient(HTTP, url, onFrame);
  }

  public static TestClient connect(OkHttpClient http, String url) {
    return new TestClient(http, url, () -> {});
  }

  /** Connects, authenticates and subscribes; the statuses on the way are taken out. */
  public static TestClient subscribed(FakePolygonServer server, String... topics) {
    return subscribed(server, () -> {}, topics);
  }

  /** The same, with a listener that does something at every frame. */
  public static TestClient subscribed(
      FakePolygonServer server, Runnable onFrame, String... topics) {
    TestClient client = connecting(server.url(), onFrame);
    client.authenticate(server.apiKey());
    client.subscribe(topics);
    return client;
  }

  public void authenticate(String key) {
    assertThat(nextMessages()).containsExactly(Status.CONNECTED);
    send("{\"action\":\"auth\",\"params\":\"" + key + "\"}");
    assertThat(nextMessages()).containsExactly(Status.AUTHENTICATED);
  }

  public void subscribe(String... topics) {
    send("{\"action\":\"subscribe\",\"params\":\"" + String.join(",", topics) + "\"}");
    assertThat(nextMessages())
        .containsExactlyElementsOf(Stream.of(topics).map(Status::subscribedTo).toList());
  }

  public void unsubscribe(String... topics) {
    send("{\"action\":\"unsubscribe\",\"params\":\"" + String.join(",", topics) + "\"}");
    assertThat(nextMessages())
        .containsExactlyElementsOf(Stream.of(topics).map(Status::unsubscribedTo).toList());
  }

  public void send(String text) {
    assertThat(socket.send(text)).isTrue();
  }

  /** The next frame, waited for. */
  public String nextFrame() {
    try {
      String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(frame).as("a frame; the connection's end: %s", end.getNow("open")).isNotNull();
      return frame;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The messages of the next frame, waited for. */
  public List<Message> nextMessages() {
    return FrameReader.read(nextFrame()).stream().map(ReceivedMessage::message).toList();
  }

  /** Frames that are here now and have not been taken, and takes them. */
  public List<String> frames() {
    List<String> here = new ArrayList<>();
    frames.drainTo(here);
    return here;
  }

  /** Events that are here now and have not been taken, and takes them. */
  public List<MarketEvent> events() {
    return frames().stream().flatMap(frame -> eventsIn(frame).stream()).toList();
  }

  public static List<MarketEvent> eventsIn(String frame) {
    return FrameReader.read(frame).stream()
        .map(received -> (MarketEvent) received.message())
        .toList();
  }

  /** How the connection ended, waited for: {@code closed 1008} or {@code failed}. */
  public String end() {
    try {
      return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("The connection has not ended", e);
    }
  }

  @Override
  public void onMessage(WebSocket webSocket, String text) {
    onFrame.run();
    frames.add(text);
  }

  @Override
  public void onClosing(WebSocket webSocket, int code, String reason) {
    webSocket.close(code == 1005 ? 1000 : code, null);
    end.complete("closed " + code + reason);
  }

  @Override
  public void onFailure(WebSocket webSocket, Throwable t, Response response) {
    end.complete(response == null ? "failed" : "refused " + response.code());
  }

  @Override
  public void close() {
    socket.cancel();
  }
}
