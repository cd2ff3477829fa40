package io.fakepolygon.junit5;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.ServedClient;
import io.fakepolygon.assertions.Messages;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.ConnectionInfo;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A client on OkHttp's WebSocket that keeps every frame it is sent. As a parameter of a test with
 * {@link FakePolygon} it comes connected and authenticated, and is closed after the test:
 *
 * <pre>{@code
 * @Test
 * void everyTradeArrivesOnce(RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
 *   client.subscribe("T.FAKETICKER");
 *
 *   clock.advance(Duration.ofMinutes(1));
 *
 *   assertThat(client.received()).trades("FAKETICKER").hasSize(600);
 *   assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
 * }
 * }</pre>
 *
 * <p>Elsewhere it is made by {@link #connectedTo}, or step by step:
 *
 * <pre>{@code
 * try (var client = RecordingClient.of(polygon).connect(polygon.url()).authenticate("key")) {
 *   client.subscribe("T.FAKETICKER");
 * }
 * }</pre>
 *
 * <p>What it asks for it waits for: {@link #connect}, {@link #authenticate}, {@link #subscribe} and
 * {@link #unsubscribe} return when the server has answered. What does not come in time is an {@link
 * ConditionTimeoutException} that tells what was awaited, what came instead, and who is connected.
 *
 * <p>A client has one connection in its life. Any thread may call.
 */
public final class RecordingClient implements ServedClient, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(1);
  private static final int NORMAL_CLOSURE = 1000;
  private static final int NO_CODE = 1005;
  private static final int LONGEST_SHOWN = 300;

  private final @Nullable FakePolygonServer server;
  private final Recording recording = new Recording();
  private final RememberedSockets sockets = new RememberedSockets();
  // Held by the caller from a request to its answer, so that no two wait for each other's.
  private final ReentrantLock request = new ReentrantLock();
  // Such as "seed 42, "; empty where nobody told.
  private volatile String seed = "";
  private volatile Duration patience = PATIENCE;
  private volatile @Nullable OkHttpClient http;
  private volatile String url = "";
  private volatile @Nullable WebSocket socket;
  private volatile String localAddress = "";
  private volatile @Nullable ConnectionInfo lastKnown;
  private volatile String farewell = "";

  /** A client for a server that is not ours: {@link #connection} is not known. */
  public RecordingClient() {
    this(null);
  }

  private RecordingClient(@Nullable FakePolygonServer server) {
    this.server = server;
  }

  /** {@return a client that knows the server it is going to be connected to} */
  public static RecordingClient of(FakePolygonServer server) {
    return new RecordingClient(Objects.requireNonNull(server));
  }

  /** {@return a client that is connected to a server, and authenticated with its key} */
  public static RecordingClient connectedTo(FakePolygonServer server) {
    return of(server).connect(server.url()).authenticate(server.apiKey());
  }

  /**
   * Connects with an OkHttp client of yours instead of the one that all share. Of yours are its
   * threads too, which end when you end them. Its socket factory alone is replaced.
   */
  public RecordingClient using(OkHttpClient yours) {
    http = yours;
    return this;
  }

  /** Trusts a server that shows this certificate, as {@code Tls.selfSigned().certificate()}. */
  public RecordingClient trusting(X509Certificate certificate) {
    return using(ClientHttp.trusting(certificate));
  }

  /** How long to wait for anything, in real time. Default 10 s. */
  public RecordingClient patience(Duration longest) {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("The patience %s is not above 0".formatted(longest));
    }
    patience = longest;
    return this;
  }

  /**
   * Connects, and returns when the server has greeted.
   *
   * @param url such as {@link FakePolygonServer#url()}
   * @throws IllegalStateException if the connection is refused; if this client has been connected
   *     before
   */
  public RecordingClient connect(String url) {
    request.lock();
    try {
      if (socket != null) {
        throw new IllegalStateException(
            "This client has been connected to %s before. Make another for another connection"
                .formatted(this.url));
      }
      Request upgrade = new Request.Builder().url(url).build();
      this.url = url;
      socket =
          httpFor(url).newBuilder().socketFactory(sockets).build().newWebSocket(upgrade, new Ear());
      awaitAnswer("the greeting", () -> recording.statusCount() > 0);
      remember();
      return this;
    } finally {
      request.unlock();
    }
  }

  /**
   * Gives a key, and returns when it has been accepted.
   *
   * @throws IllegalStateException if the server refuses it
   */
  public RecordingClient authenticate(String key) {
    List<Status> answers = ask("auth", key, 1, "auth_success");
    requireAll("auth_success", answers, "the key '%s'".formatted(key));
    return this;
  }

  /**
   * Subscribes, and returns when each topic has been acknowledged.
   *
   * @param topics such as {@code T.FAKETICKER} or {@code A.*}
   * @throws IllegalArgumentException if one is not a topic
   * @throws IllegalStateException if the server refuses one
   */
  public RecordingClient subscribe(String... topics) {
    return askForTopics("subscribe", topics);
  }

  /** Gives topics up, and returns when each has been acknowledged. */
  public RecordingClient unsubscribe(String... topics) {
    return askForTopics("unsubscribe", topics);
  }

  /**
   * Sends a text frame as it is, and waits for nothing.
   *
   * @throws IllegalStateException if the connection is not open
   */
  public RecordingClient send(String frame) {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException(
          "This client is not connected. Call connect(polygon.url()) first");
    }
    recording.said(frame);
    if (!open.send(frame)) {
      throw new IllegalStateException(
          "The connection has ended, so this cannot be sent: %s%n%s".formatted(frame, story()));
    }
    return this;
  }

  /**
   * {@return what has been received so far, for the assertions of {@link
   * io.fakepolygon.assertions.PolygonAssertions}} Their failures tell the market time, and the seed
   * of a server that {@link FakePolygon} started.
   */
  public Messages received() {
    Messages received = Messages.parse(rawFrames());
    FakePolygonServer known = server;
    return known == null
        ? received
        : received.describedBy(() -> seed + "market time " + known.clock().now());
  }

  /** {@return every text frame received so far, statuses included, in order} */
  public List<String> rawFrames() {
    return recording.received();
  }

  /** {@return every text frame sent so far, in order} */
  public List<String> sentFrames() {
    return recording.sent();
  }

  /**
   * {@return this client's connection as the server has it, or as it stood at its end} It is found
   * by the address of this client's socket.
   *
   * @throws IllegalStateException if this client does not know its server, or has not been
   *     connected
   */
  @Override
  public ConnectionInfo connection() {
    if (server == null) {
      throw new IllegalStateException(
          "This client does not know its server. Make it by RecordingClient.of(polygon)");
    }
    remember();
    ConnectionInfo known = lastKnown;
    if (known == null) {
      throw new IllegalStateException(
          "The server knows no connection of this client.%n%s".formatted(story()));
    }
    return known;
  }

  /** Waits until so many frames have been received altogether, statuses included. */
  public RecordingClient awaitFrames(int count) {
    await(count + " frames", () -> recording.receivedCount() >= count);
    return this;
  }

  /**
   * Waits until what has been received fulfils a condition.
   *
   * @param what says it in words, for whoever waits in vain: {@code ten trades}
   */
  public RecordingClient awaitReceived(String what, Predicate<? super Messages> condition) {
    await(what, () -> condition.test(received()));
    return this;
  }

  /** Waits until a status of a kind has been received, such as {@code max_connections}. */
  public RecordingClient awaitStatus(String kind) {
    await(
        "a status '%s'".formatted(kind),
        () -> recording.statuses().stream().anyMatch(status -> status.status().equals(kind)));
    return this;
  }

  /**
   * Waits for the end of the connection.
   *
   * @return how it ended: {@code closed by the server with 1008}, {@code failed:
   *     java.io.EOFException}, {@code closed by the client}, {@code cut by the client}
   */
  public String awaitEnd() {
    await("the end of the connection", recording::hasEnded);
    return recording.end();
  }

  /**
   * Closes the connection as RFC 6455 has it, and returns when the server has answered. Harmless
   * when repeated, or when there is no connection.
   */
  @Override
  public void close() {
    WebSocket open = socket;
    if (open == null) {
      return;
    }
    farewell = "closed by the client";
    open.close(NORMAL_CLOSURE, null);
    awaitFarewell();
    open.cancel();
    remember();
  }

  /**
   * Cuts the connection without a close frame, as when a cable is pulled, and returns when the
   * server has noticed, if it is known.
   */
  public void drop() {
    WebSocket open = socket;
    if (open == null) {
      return;
    }
    farewell = "cut by the client";
    open.cancel();
    awaitFarewell();
    if (server != null && lastKnown != null) {
      poll("the server's notice of the cut", () -> !isServed());
    }
    remember();
  }

  /** The seed of its server, which the server does not tell. */
  RecordingClient withSeed(long value) {
    seed = "seed %d, ".formatted(value);
    return this;
  }

  /** {@return what a person wants to know of this client: {@code ws://…, open}} */
  String describe() {
    return url.isEmpty()
        ? "not connected"
        : "%s, %s".formatted(url, recording.hasEnded() ? recording.end() : "open");
  }

  private OkHttpClient httpFor(String url) {
    OkHttpClient given = http;
    if (given != null) {
      return given;
    }
    return url.startsWith("wss:") || url.startsWith("https:")
        ? ClientHttp.overTls()
        : ClientHttp.plain();
  }

  private RecordingClient askForTopics(String action, String... topics) {
    if (topics.length == 0) {
      throw new IllegalArgumentException("No topics. Name at least one, such as T.FAKETICKER");
    }
    Arrays.stream(topics).forEach(Topic::parse);
    List<Status> answers = ask(action, String.join(",", topics), topics.length, "success");
    requireAll("success", answers, action + " " + String.join(", ", topics));
    remember();
    return this;
  }

  /** Sends a command, and waits for so many good answers or one that is not. */
  private List<Status> ask(String action, String parameters, int answers, String good) {
    request.lock();
    try {
      int before = recording.statusCount();
      send(
          "{\"action\":\"%s\",\"params\":\"%s\"}"
              .formatted(
                  action,
                  String.valueOf(JsonStringEncoder.getInstance().quoteAsString(parameters))));
      awaitAnswer(
          answers == 1
              ? "the answer to %s %s".formatted(action, parameters)
              : "the %d answers to %s %s".formatted(answers, action, parameters),
          () ->
              recording.statusCount() >= before + answers
                  || since(before).stream().anyMatch(status -> !status.status().equals(good)));
      return since(before);
    } finally {
      request.unlock();
    }
  }

  private List<Status> since(int before) {
    List<Status> statuses = recording.statuses();
    return statuses.subList(before, statuses.size());
  }

  private void requireAll(String good, List<Status> answers, String what) {
    answers.stream()
        .filter(status -> !status.status().equals(good))
        .findFirst()
        .ifPresent(
            refusal -> {
              throw new IllegalStateException(
                  "The server answered %s with %s: %s%n%s"
                      .formatted(what, refusal.status(), refusal.message(), story()));
            });
  }

  // The answers to what we ask are waited for without polling: a millisecond each would be most of
  // what a client costs.
  private void awaitAnswer(String what, BooleanSupplier condition) {
    try {
      if (!recording.await(condition, patience)) {
        throw recording.hasEnded() ? endedBefore(what) : new ConditionTimeoutException(late(what));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for " + what);
    }
  }

  private void awaitFarewell() {
    try {
      if (!recording.await(recording::hasEnded, LONGEST_FAREWELL)) {
        recording.ended(farewell);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(String what, BooleanSupplier condition) {
    poll(
        what,
        () -> {
          boolean over = recording.hasEnded();
          boolean holds = condition.getAsBoolean();
          if (over && !holds) {
            throw endedBefore(what);
          }
          return holds;
        });
  }

  private void poll(String what, BooleanSupplier condition) {
    try {
      Awaitility.await(what)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL_INTERVAL)
          .atMost(patience)
          .until(condition::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      throw new ConditionTimeoutException(late(what), e);
    }
  }

  private IllegalStateException endedBefore(String what) {
    return new IllegalStateException(
        "The connection ended before it came: %s%n%s".formatted(what, story()));
  }

  private String late(String what) {
    return "Did not come within %s: %s%n%s".formatted(patience, what, story());
  }

  /** {@return what happened so far, for whoever waited in vain} */
  private String story() {
    return "  client: %s%n  sent: %s%n  received: %s%s"
        .formatted(
            describe(),
            countAndLast(recording.sent()),
            countAndLast(recording.received()),
            server == null ? "" : "%n  server: %s".formatted(who(server)));
  }

  private static String who(FakePolygonServer server) {
    try {
      List<ConnectionInfo> connections = server.connections();
      return connections.isEmpty()
          ? "nobody is connected"
          : connections.stream().map(ConnectionInfo::describe).collect(Collectors.joining("; "));
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String countAndLast(List<String> frames) {
    return frames.isEmpty()
        ? "nothing"
        : "%d frames, the last: %s"
            .formatted(frames.size(), shortened(frames.get(frames.size() - 1)));
  }

  static String shortened(String frame) {
    return frame.length() <= LONGEST_SHOWN
        ? frame
        : "%s… (%d characters)".formatted(frame.substring(0, LONGEST_SHOWN), frame.length());
  }

  private boolean isServed() {
    ConnectionInfo known = lastKnown;
    FakePolygonServer asked = server;
    return known != null
        && asked != null
        && asked.connections().stream().anyMatch(connection -> connection.id() == known.id());
  }

  /** Takes down how the server sees this client, for the time when it cannot be asked any more. */
  private void remember() {
    FakePolygonServer asked = server;
    if (asked == null || localAddress.isEmpty()) {
      return;
    }
    try {
      find(asked.connections());
      find(asked.endedConnections());
    } catch (IllegalStateException e) {
      // The server is closed: what was known last stays true, for its clock stands too.
      return;
    }
  }

  private void find(List<ConnectionInfo> connections) {
    ConnectionInfo known = lastKnown;
    for (ConnectionInfo connection : connections) {
      if (known == null
          ? connection.remoteAddress().equals(localAddress)
          : connection.id() == known.id()) {
        lastKnown = connection;
      }
    }
  }

  /** Hears what the socket's thread has to tell. */
  private final class Ear extends WebSocketListener {

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      localAddress = sockets.localAddress();
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      recording.heard(text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      webSocket.close(NORMAL_CLOSURE, null);
      recording.ended(
          farewell.isEmpty()
              ? "closed by the server" + (code == NO_CODE ? "" : " with " + code)
              : farewell);
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
      if (!farewell.isEmpty()) {
        recording.ended(farewell);
      } else if (response != null) {
        recording.ended("refused with HTTP " + response.code());
      } else {
        recording.ended("failed: " + failure);
      }
    }
  }
}
