package io.fakepolygon.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * Counts how often the price of a stock rises to a threshold. A price that jitters around the
 * threshold is one alert: the next needs a fall of one percent first.
 */
public final class PriceAlerts implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double REARM_FACTOR = 0.99;

  private final OkHttpClient http = new OkHttpClient();
  private final AtomicInteger fired = new AtomicInteger();
  private final String apiKey;
  private final String topic;
  private final double threshold;
  private final WebSocket socket;

  /** Connects in the background, then watches the trades of a topic such as {@code T.AAPL}. */
  public PriceAlerts(String url, String apiKey, String topic, double threshold) {
    this.apiKey = apiKey;
    this.topic = topic;
    this.threshold = threshold;
    this.socket = http.newWebSocket(new Request.Builder().url(url).build(), new Feed());
  }

  /** How many alerts there have been. */
  public int fired() {
    return fired.get();
  }

  @Override
  public void close() {
    socket.close(1000, null);
    http.dispatcher().executorService().shutdown();
  }

  /** Called by one OkHttp thread, message after message. */
  private final class Feed extends WebSocketListener {
    private boolean armed = true;

    @Override
    public void onMessage(WebSocket socket, String frame) {
      for (JsonNode message : parse(frame)) {
        switch (message.path("ev").asText()) {
          case "status" -> onStatus(socket, message.path("status").asText());
          case "T" -> onPrice(message.path("p").asDouble());
          default -> {} // Not subscribed to anything else.
        }
      }
    }

    private void onStatus(WebSocket socket, String status) {
      switch (status) {
        case "connected" -> send(socket, "auth", apiKey);
        case "auth_success" -> send(socket, "subscribe", topic);
        default -> {} // "success" after the subscription.
      }
    }

    private void onPrice(double price) {
      if (armed && price >= threshold) {
        armed = false;
        fired.incrementAndGet();
      } else if (price < threshold * REARM_FACTOR) {
        armed = true;
      }
    }
  }

  private static void send(WebSocket socket, String action, String params) {
    socket.send(JSON.createObjectNode().put("action", action).put("params", params).toString());
  }

  private static JsonNode parse(String frame) {
    try {
      return JSON.readTree(frame);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
