package io.fakepolygon.samples.bugs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * Writes down what a feed tells of some topics: how many shares were traded, the latest values of
 * each second bar, and when price bands were set. It outlives its connections.
 *
 * <p>Each method that may be overridden is a decision that clients have been seen to get wrong.
 */
public class Diary implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OkHttpClient http = new OkHttpClient();
  private final String url;
  private final String apiKey;
  private final String topics;
  private final ScheduledExecutorService timers;

  // Guarded by this.
  private int trades;
  private BigDecimal shares = BigDecimal.ZERO;
  private final Map<Long, BigDecimal> closes = new TreeMap<>();
  private final List<Instant> bands = new ArrayList<>();
  private int connections;
  private int attempts;
  private boolean closed;
  private Optional<WebSocket> socket = Optional.empty();

  /**
   * A diary in which nothing is written.
   *
   * @param topics such as {@code T.AAPL,A.AAPL}
   * @param timers waits between the attempts to connect; the caller shuts it down
   */
  public Diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
    this.url = url;
    this.apiKey = apiKey;
    this.topics = topics;
    this.timers = timers;
  }

  /** Connects in the background. */
  public synchronized Diary open() {
    connect();
    return this;
  }

  /** How many trades there were. */
  public final synchronized int trades() {
    return trades;
  }

  /** How many shares were traded, to the last fraction. */
  public final synchronized BigDecimal shares() {
    return shares;
  }

  /** The latest close of each second, by the ms since the Unix epoch at which the second begins. */
  public final synchronized Map<Long, BigDecimal> closes() {
    return new TreeMap<>(closes);
  }

  /** When price bands were set. */
  public final synchronized List<Instant> bands() {
    return List.copyOf(bands);
  }

  @Override
  public synchronized void close() {
    closed = true;
    socket.ifPresent(open -> open.close(1000, null));
    http.dispatcher().executorService().shutdown();
  }

  /** A frame is an array of any number of events. */
  protected Iterable<JsonNode> eventsIn(JsonNode frame) {
    return frame;
  }

  /** New kinds of events come unannounced, and are none of ours. */
  protected void onUnknown(String ev) {}

  /** Whether to count a trade. All, in whatever order: what is late is a trade as well. */
  protected boolean counts(JsonNode trade) {
    return true;
  }

  /** {@code ds} is exact; without it, as before 2026, {@code s} is all there is. */
  protected BigDecimal sizeOf(JsonNode trade) {
    return new BigDecimal(trade.path("ds").asText(trade.path("s").asText()));
  }

  /** Whether a bar is written down: a bar that comes again has better values. */
  protected boolean replaces(long start, Map<Long, BigDecimal> known) {
    return true;
  }

  /** A band's time is in nanoseconds, whatever the documentation says. */
  protected Instant timeOf(JsonNode band) {
    long ns = band.path("t").asLong();
    return Instant.ofEpochSecond(ns / 1_000_000_000, ns % 1_000_000_000);
  }

  /** What was heard stays true when a connection ends. */
  protected void onConnectionLost() {}

  /** Each connection begins without subscriptions. */
  protected boolean subscribesTo(int connection) {
    return true;
  }

  /** At once, then 1, 2, 4 … seconds, 30 at most, until there is data again. */
  protected long pauseMsBefore(int attempt) {
    return attempt == 1 ? 0 : Math.min(30_000, 1_000L << Math.min(attempt - 2, 5));
  }

  /** Forgets what was written down. */
  protected final synchronized void forget() {
    trades = 0;
    shares = BigDecimal.ZERO;
    closes.clear();
  }

  private synchronized void connect() {
    if (!closed) {
      connections++;
      Request request = new Request.Builder().url(url).build();
      socket = Optional.of(http.newWebSocket(request, new Connection()));
    }
  }

  private synchronized int connectionsSoFar() {
    return connections;
  }

  private synchronized void connectLater() {
    if (!closed) {
      onConnectionLost();
      attempts++;
      timers.schedule(this::connect, pauseMsBefore(attempts), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void onTrade(JsonNode trade) {
    attempts = 0;
    if (counts(trade)) {
      trades++;
      shares = shares.add(sizeOf(trade));
    }
  }

  private synchronized void onBar(JsonNode bar) {
    long start = bar.path("s").asLong();
    if (replaces(start, closes)) {
      closes.put(start, bar.path("c").decimalValue());
    }
  }

  private synchronized void onBand(JsonNode band) {
    bands.add(timeOf(band));
  }

  /** Called by one thread of OkHttp's, message after message. */
  private final class Connection extends WebSocketListener {

    @Override
    public void onMessage(WebSocket socket, String text) {
      JsonNode frame;
      try {
        frame = JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return; // What is no JSON tells nothing, and the next frame may be good.
      }
      for (JsonNode event : eventsIn(frame)) {
        switch (event.path("ev").asText()) {
          case "status" -> onStatus(socket, event);
          case "T" -> onTrade(event);
          case "A" -> onBar(event);
          case "LULD" -> onBand(event);
          default -> onUnknown(event.path("ev").asText());
        }
      }
    }

    private void onStatus(WebSocket socket, JsonNode status) {
      switch (status.path("status").asText()) {
        case "connected" -> say(socket, "auth", apiKey);
        case "auth_success" -> {
          if (subscribesTo(connectionsSoFar())) {
            say(socket, "subscribe", topics);
          }
        }
        default -> {} // What ends the connection shows by that.
      }
    }

    private void say(WebSocket socket, String action, String params) {
      socket.send(JSON.createObjectNode().put("action", action).put("params", params).toString());
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(1000, null);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
      connectLater();
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, Response response) {
      connectLater();
    }
  }
}
