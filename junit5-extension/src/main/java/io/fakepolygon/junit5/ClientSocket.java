package io.fakepolygon.junit5;

import java.util.UUID;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * The one WebSocket in the life of a client: opens it, writes down what it hears, and ends it. Any
 * thread may call, but only one may open.
 */
final class ClientSocket {
  private static final long LONGEST_FAREWELL_NS = 2_000_000_000;
  private static final int NORMAL_CLOSURE = 1000;
  private static final int NO_CODE = 1005;

  private final Recording recording;
  // Whoever is behind a container's network is not known by address and port.
  private final String name = "fake-polygon-recording-client/" + UUID.randomUUID();
  private volatile String url = "";
  private volatile @Nullable WebSocket socket;
  // How the connection will have ended if we end it.
  private volatile String farewell = "";

  ClientSocket(Recording recording) {
    this.recording = recording;
  }

  void open(OkHttpClient http, String address) {
    if (socket != null) {
      throw new IllegalStateException(
          "This client has been connected to %s before. Make another for another connection"
              .formatted(url));
    }
    Request upgrade = new Request.Builder().url(address).header("User-Agent", name).build();
    url = address;
    socket = http.newWebSocket(upgrade, new Ear());
  }

  /**
   * {@return whether the connection took it}
   *
   * @throws IllegalStateException if there has been no connection
   */
  boolean send(String frame) {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException(
          "This client is not connected. Call connect(polygon.url()) first");
    }
    return open.send(frame);
  }

  /** Closes as RFC 6455 has it, and returns when the other side has answered, or is given up. */
  void close() {
    WebSocket open = socket;
    if (open != null) {
      farewell = "closed by the client";
      open.close(NORMAL_CLOSURE, null);
      awaitFarewell();
      open.cancel();
    }
  }

  /** Ends the connection without a close frame. */
  void cut() {
    WebSocket open = socket;
    if (open != null) {
      farewell = "cut by the client";
      open.cancel();
      awaitFarewell();
    }
  }

  /** {@return what it alone calls itself in its upgrade; empty before it is opened} */
  String name() {
    return url.isEmpty() ? "" : name;
  }

  /** {@return what a person wants to know of it: {@code ws://…, open}} */
  String describe() {
    return url.isEmpty()
        ? "not connected"
        : "%s, %s".formatted(url, recording.hasEnded() ? recording.end() : "open");
  }

  private void awaitFarewell() {
    try {
      long start = System.nanoTime();
      while (!recording.holdsSoon(recording::hasEnded)) {
        if (System.nanoTime() - start > LONGEST_FAREWELL_NS) {
          recording.ended(farewell);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended(String how) {
    recording.ended(farewell.isEmpty() ? how : farewell);
  }

  /** Hears what the socket's thread has to tell. */
  private final class Ear extends WebSocketListener {

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      recording.heard(text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      webSocket.close(NORMAL_CLOSURE, null);
      ended("closed by the server" + (code == NO_CODE ? "" : " with " + code));
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
      ended(response == null ? "failed: " + failure : "refused with HTTP " + response.code());
    }
  }
}
