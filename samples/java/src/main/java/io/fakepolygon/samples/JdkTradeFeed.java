package io.fakepolygon.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The trades of a topic on the JDK's own WebSocket, without a library. One connection: when it
 * ends, {@link #end} is completed, and that is all.
 */
public final class JdkTradeFeed implements AutoCloseable {
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final String apiKey;
  private final String topic;
  private final TradeListener listener;
  private final CompletableFuture<WebSocket> socket;

  /** Connects in the background, then listens to a topic such as {@code T.AAPL}. */
  public JdkTradeFeed(String url, String apiKey, String topic, TradeListener listener) {
    this.apiKey = apiKey;
    this.topic = topic;
    this.listener = listener;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(url), new Connection());
    socket.whenComplete((open, refusal) -> endWith(refusal));
  }

  /** {@return what is completed when the connection ends, by the reason if there is one} */
  public CompletableFuture<Void> end() {
    return end.copy();
  }

  @Override
  public void close() {
    socket.thenCompose(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  private void endWith(Throwable reason) {
    if (reason != null && end.completeExceptionally(reason)) {
      listener.onConnectionLost();
    }
  }

  /** The JDK calls one method at a time. */
  private final class Connection implements WebSocket.Listener {
    private final StringBuilder frame = new StringBuilder();
    // A command may not be sent before the one before it has gone.
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      frame.append(part);
      if (last) {
        String whole = frame.toString();
        frame.setLength(0);
        Wire.messages(whole).forEach(message -> onMessage(socket, message));
      }
      return WebSocket.Listener.super.onText(socket, part, last); // Asks for the next part.
    }

    private void onMessage(WebSocket socket, JsonNode message) {
      switch (message.path("ev").asText()) {
        case "status" -> onStatus(socket, message);
        case "T" -> listener.onTrade(Wire.print(message));
        default -> {} // Not subscribed to anything else.
      }
    }

    private void onStatus(WebSocket socket, JsonNode status) {
      switch (status.path("status").asText()) {
        case "connected" -> send(socket, Wire.command("auth", apiKey));
        case "auth_success" -> send(socket, Wire.command("subscribe", topic));
        case "auth_failed", "max_connections" ->
            endWith(new IllegalStateException(status.path("message").asText()));
        default -> {} // "success" after the subscription.
      }
    }

    private void send(WebSocket socket, String command) {
      sent = sent.thenCompose(before -> socket.sendText(command, true));
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      endWith(new IllegalStateException("The connection was closed with " + code));
      return WebSocket.Listener.super.onClose(socket, code, reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      endWith(failure);
    }
  }
}
