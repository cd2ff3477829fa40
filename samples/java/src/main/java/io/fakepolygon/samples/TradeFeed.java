package io.fakepolygon.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * The trades of a topic, over one connection after the other: whenever one ends, the next is made,
 * to the next of the servers, and subscribed again. What is traded in between is not delivered.
 *
 * <p>Trades come from OkHttp's threads, one at a time.
 */
public final class TradeFeed implements AutoCloseable {
  private static final Logger LOG = System.getLogger(TradeFeed.class.getName());
  // Without it nobody would notice that the other side has gone without a word.
  private static final Duration PING_INTERVAL = Duration.ofSeconds(20);

  private final OkHttpClient http = new OkHttpClient.Builder().pingInterval(PING_INTERVAL).build();
  private final Backoff backoff = new Backoff();
  private final List<String> urls;
  private final String apiKey;
  private final String topic;
  private final ScheduledExecutorService timers;
  private final TradeListener listener;

  // Guarded by this.
  private int connections;
  private boolean closed;
  private WebSocket socket;

  /**
   * Connects in the background.
   *
   * @param urls servers of the same market, the preferred one first
   * @param topic such as {@code T.AAPL}
   * @param timers waits between the attempts to connect; {@link #close} shuts it down
   */
  public TradeFeed(
      List<String> urls,
      String apiKey,
      String topic,
      ScheduledExecutorService timers,
      TradeListener listener) {
    this.urls = List.copyOf(urls);
    this.apiKey = apiKey;
    this.topic = topic;
    this.timers = timers;
    this.listener = listener;
    synchronized (this) { // It may end, and the next be made, before this has returned.
      socket = connect();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    timers.shutdownNow();
    socket.close(1000, null);
    http.dispatcher().executorService().shutdown();
  }

  private WebSocket connect() {
    String url = urls.get(connections++ % urls.size());
    return http.newWebSocket(new Request.Builder().url(url).build(), new Connection());
  }

  private synchronized void connectAgain() {
    if (!closed) {
      socket = connect();
    }
  }

  private synchronized void connectLater() {
    if (!closed) {
      timers.schedule(this::connectAgain, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void onEnd() {
    listener.onConnectionLost();
    connectLater();
  }

  /** Called by one thread of OkHttp's, message after message. */
  private final class Connection extends WebSocketListener {

    @Override
    public void onMessage(WebSocket socket, String frame) {
      for (JsonNode message : Wire.messages(frame)) {
        switch (message.path("ev").asText()) {
          case "status" -> onStatus(socket, message);
          case "T" -> onTrade(Wire.print(message));
          default -> {} // Not subscribed to anything else.
        }
      }
    }

    private void onStatus(WebSocket socket, JsonNode status) {
      switch (status.path("status").asText()) {
        case "connected" -> socket.send(Wire.command("auth", apiKey));
        case "auth_success" -> socket.send(Wire.command("subscribe", topic));
        case "auth_failed" -> {
          LOG.log(Level.ERROR, "No trades of {0}: {1}", topic, status.path("message").asText());
          close(); // The key will not be better the next time.
        }
        default -> {} // "success" after the subscription; what ends the connection shows by that.
      }
    }

    // Only now is all well: a server of which an account has too many connections hangs up later
    // than it accepts the key.
    private void onTrade(Print trade) {
      backoff.reset();
      listener.onTrade(trade);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(1000, null);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
      onEnd();
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, Response response) {
      onEnd();
    }
  }
}
