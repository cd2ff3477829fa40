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
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
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
  private static final int LONGEST_SHOWN = 300;
  private static final Pattern SEVERAL = Pattern.compile(",");

  private final @Nullable ServerView server;
  private final Recording recording = new Recording();
  private final ClientSocket socket = new ClientSocket(recording);
  private final Patience patience = new Patience(recording, this::story);
  // Held by the caller from a request to its answer, so that no two wait for each other's.
  private final ReentrantLock request = new ReentrantLock();
  // Such as "seed 42, "; empty where nobody told.
  private volatile String seed = "";
  private volatile @Nullable OkHttpClient http;

  /** A client for a server that is not ours: {@link #connection} is not known. */
  public RecordingClient() {
    this(null);
  }

  private RecordingClient(@Nullable FakePolygonServer server) {
    this.server = server == null ? null : new ServerView(server);
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
   * threads too, which end when you end them.
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
    patience.setLongest(longest);
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
      socket.open(httpFor(url), url);
      awaitGreeting();
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
    ask(
        "auth",
        key,
        "the key '%s'".formatted(key),
        status -> status.status().equals(Status.AUTHENTICATED.status()),
        1);
    return this;
  }

  /**
   * Subscribes, and returns when each topic has been acknowledged.
   *
   * @param topics such as {@code T.FAKETICKER} or {@code A.*}, or several with commas between them
   * @throws IllegalArgumentException if one is not a topic
   * @throws IllegalStateException if the server refuses one
   */
  public RecordingClient subscribe(String... topics) {
    return askForTopics("subscribe", Status::subscribedTo, topics);
  }

  /** Gives topics up, and returns when each has been acknowledged. */
  public RecordingClient unsubscribe(String... topics) {
    return askForTopics("unsubscribe", Status::unsubscribedTo, topics);
  }

  /**
   * Sends a text frame as it is, and waits for nothing.
   *
   * @throws IllegalStateException if the connection is not open
   */
  public RecordingClient send(String frame) {
    if (!socket.send(frame)) {
      throw new IllegalStateException(
          "The connection has ended, so this cannot be sent: %s%n%s".formatted(frame, story()));
    }
    recording.said(frame);
    return this;
  }

  /**
   * {@return what has been received so far, for the assertions of {@link
   * io.fakepolygon.assertions.PolygonAssertions}} Their failures tell the market time, and the seed
   * of a server that {@link FakePolygon} started.
   */
  public Messages received() {
    Messages received = Messages.parse(rawFrames());
    ServerView view = server;
    return view == null
        ? received
        : received.describedBy(() -> seed + "market time " + view.server().clock().now());
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
   * by the {@code User-Agent} that this client alone sends.
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
    return server
        .lastKnown()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The server knows no connection of this client.%n%s".formatted(story())));
  }

  /** Waits until so many frames have been received altogether, statuses included. */
  public RecordingClient awaitFrames(int count) {
    patience.await(count + " frames", () -> recording.receivedCount() >= count);
    return this;
  }

  /**
   * Waits until what has been received fulfils a condition.
   *
   * @param what says it in words, for whoever waits in vain: {@code ten trades}
   */
  public RecordingClient awaitReceived(String what, Predicate<? super Messages> condition) {
    patience.await(what, () -> condition.test(received()));
    return this;
  }

  /** Waits until a status of a kind has been received, such as {@code max_connections}. */
  public RecordingClient awaitStatus(String kind) {
    patience.await(
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
    patience.await("the end of the connection", recording::hasEnded);
    return recording.end();
  }

  /**
   * Closes the connection as RFC 6455 has it, and returns when the server has answered. Harmless
   * when repeated, or when there is no connection.
   */
  @Override
  public void close() {
    socket.close();
    remember();
  }

  /**
   * Cuts the connection without a close frame, as when a cable is pulled, and returns when the
   * server has noticed, if it is known.
   */
  public void drop() {
    socket.cut();
    ServerView view = server;
    if (view != null) {
      patience.awaitEvenAfterTheEnd("the server's notice of the cut", () -> !view.isServed());
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
    return socket.describe();
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

  private void awaitGreeting() {
    try {
      patience.await("the greeting", () -> recording.statusCount() > 0);
    } catch (RuntimeException e) {
      // Whoever is given no client cannot close it.
      socket.cut();
      throw e;
    }
  }

  private RecordingClient askForTopics(
      String action, Function<String, Status> acknowledgement, String... topics) {
    List<String> each = Arrays.stream(topics).flatMap(SEVERAL::splitAsStream).distinct().toList();
    if (each.isEmpty()) {
      throw new IllegalArgumentException("No topics. Name at least one, such as T.FAKETICKER");
    }
    each.forEach(Topic::parse);
    Set<Status> acknowledgements = each.stream().map(acknowledgement).collect(Collectors.toSet());
    ask(
        action,
        String.join(",", topics),
        action + " " + String.join(", ", topics),
        acknowledgements::contains,
        each.size());
    remember();
    return this;
  }

  /** Sends a command, and waits until all parts of it have been answered. */
  private void ask(
      String action, String parameters, String what, Predicate<Status> isGood, int parts) {
    request.lock();
    try {
      int before = recording.statusCount();
      send(
          "{\"action\":\"%s\",\"params\":\"%s\"}"
              .formatted(
                  action,
                  String.valueOf(JsonStringEncoder.getInstance().quoteAsString(parameters))));
      Supplier<Answers> answers = () -> new Answers(recording.statusesSince(before), isGood, parts);
      String awaited =
          parts == 1
              ? "the answer to %s %s".formatted(action, parameters)
              : "the %d answers to %s %s".formatted(parts, action, parameters);
      awaitAll(awaited, answers);
      answers.get().refusal().ifPresent(refusal -> refuse(what, refusal));
    } finally {
      request.unlock();
    }
  }

  private void awaitAll(String what, Supplier<Answers> answers) {
    try {
      patience.await(what, () -> answers.get().areComplete());
    } catch (ConditionTimeoutException e) {
      // Of a server that refuses several parts in one answer, the refusal is to be told.
      if (answers.get().refusal().isEmpty()) {
        throw e;
      }
    }
  }

  private void refuse(String what, Status refusal) {
    throw new IllegalStateException(
        "The server answered %s with %s: %s%n%s"
            .formatted(what, refusal.status(), refusal.message(), story()));
  }

  /** {@return what happened so far, for whoever waited in vain} */
  private String story() {
    return "  client: %s%n  sent: %s%n  received: %s%s"
        .formatted(
            describe(),
            countAndLast(recording.sent()),
            countAndLast(recording.received()),
            server == null ? "" : "%n  server: %s".formatted(server.describe()));
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

  private void remember() {
    ServerView view = server;
    if (view != null) {
      view.look(socket.name());
    }
  }
}
