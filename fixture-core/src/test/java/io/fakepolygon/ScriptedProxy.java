package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.ScriptedConnection;
import io.fakepolygon.upstream.ScriptedUpstream;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamOptions;
import io.fakepolygon.upstream.UpstreamState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A proxy that fakes nothing, in front of a feed that a test scripts, and its clients.
 *
 * <pre>
 *   ScriptedProxy proxy = ScriptedProxy.start(Manners.ofTheVendor());
 *   ScriptedConnection feed = proxy.feed.next();
 *   TestClient client = proxy.client("T.AAPL");
 *   feed.send(…);
 *   feed.awaitRead();
 *   assertThat(ScriptedProxy.framesOf(client)).containsExactly(…);
 * </pre>
 */
final class ScriptedProxy implements AutoCloseable {
  static final String VENDOR_KEY = "vendor-key-7c1f";
  static final String CLIENT_KEY = "client-key-2b9e";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final ScriptedUpstream feed = new ScriptedUpstream(VENDOR_KEY);
  final FakePolygonServer server;

  private final List<TestClient> clients = new ArrayList<>();

  private ScriptedProxy(
      UnaryOperator<UpstreamOptions> change,
      UnaryOperator<FakePolygonConfig.Builder> configured,
      Manners... manners) {
    feed.behave(manners);
    UpstreamOptions options =
        UpstreamOptions.of(feed.url(), VENDOR_KEY)
            .withLinger(Duration.ZERO)
            .withLongestRetryWait(Duration.ofMillis(50));
    server =
        FakePolygonServer.start(
            configured
                .apply(FakePolygonConfig.builder())
                .symbols()
                .apiKeys(CLIENT_KEY)
                .upstream(change.apply(options))
                .build());
  }

  /** In front of a feed with these manners; it is in a hurry to connect again. */
  static ScriptedProxy start(Manners... manners) {
    return start(options -> options, manners);
  }

  /** The same, dealing with the feed in another way. */
  static ScriptedProxy start(UnaryOperator<UpstreamOptions> change, Manners... manners) {
    return new ScriptedProxy(change, config -> config, manners);
  }

  /** In front of a feed with the vendor's manners, and configured beyond what all these are. */
  static ScriptedProxy configured(UnaryOperator<FakePolygonConfig.Builder> configured) {
    return new ScriptedProxy(options -> options, configured, Manners.ofTheVendor());
  }

  /** A client that is let in and holds topics, as the feed has acknowledged. */
  TestClient client(String... topics) {
    TestClient client = TestClient.connect(server.url());
    clients.add(client);
    client.authenticate(CLIENT_KEY);
    if (topics.length > 0) {
      client.subscribe(topics);
    }
    return client;
  }

  /** A client that is let in and has asked for topics, whatever becomes of that. */
  TestClient clientAskingFor(String... topics) {
    TestClient client = client();
    ask(client, topics);
    return client;
  }

  /** Asks for topics, and does not wait for an answer. */
  static void ask(TestClient client, String... topics) {
    client.send(subscribe(topics));
  }

  static String subscribe(String... topics) {
    return "{\"action\":\"subscribe\",\"params\":\"" + String.join(",", topics) + "\"}";
  }

  /**
   * The frames that a client has been sent and that have not been taken, and takes them. Its last
   * question is answered behind all that the proxy has read of the feed by then.
   */
  static List<String> framesOf(TestClient client) {
    client.send("{\"action\":\"unsubscribe\",\"params\":\"LULD.NOTHELD\"}");
    List<String> frames = new ArrayList<>();
    for (String frame = client.nextFrame();
        !frame.contains("NOTHELD");
        frame = client.nextFrame()) {
      frames.add(frame);
    }
    return frames;
  }

  /** A frame without its brackets. */
  static String inside(String frame) {
    String stripped = frame.strip();
    assertThat(stripped).startsWith("[").endsWith("]");
    return stripped.substring(1, stripped.length() - 1);
  }

  /** All that several frames hold, as one frame would. */
  static String inOneFrame(List<String> frames) {
    return frames.stream().map(ScriptedProxy::inside).collect(Collectors.joining(",", "[", "]"));
  }

  UpstreamInfo info() {
    return server.upstream().orElseThrow();
  }

  /** How it stands with the feed as soon as a condition holds, waited for. */
  UpstreamInfo await(Predicate<UpstreamInfo> condition) {
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    UpstreamInfo info = info();
    while (!condition.test(info)) {
      assertThat(System.nanoTime()).as("still %s", info).isLessThan(deadlineNs);
      Thread.onSpinWait();
      info = info();
    }
    return info;
  }

  UpstreamInfo awaitState(UpstreamState state) {
    return await(info -> info.state() == state);
  }

  /** The trouble, waited for. */
  String awaitTrouble() {
    return await(info -> !info.trouble().isEmpty()).trouble();
  }

  /** The next connection, when what clients hold has been asked for there. */
  ScriptedConnection nextWith(String... topics) {
    ScriptedConnection connection = feed.next();
    connection.awaitSubscribed(topics);
    return connection;
  }

  void assertThatAllClientsAreStillConnected() {
    assertThat(server.endedConnections()).isEmpty();
    assertThat(server.connections()).hasSameSizeAs(clients);
  }

  @Override
  public void close() {
    clients.forEach(TestClient::close);
    server.close();
    feed.close();
  }
}
