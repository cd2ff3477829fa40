package io.fakepolygon.launcher;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.RecordingClient;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The proxy as an operator runs it, in a process of its own, between a feed of 50 symbols whose
 * clock stands until it is moved, and 20 clients that come to topics and leave them as chance has
 * it. The feed drops the proxy ten times.
 */
class ProxyProcessTest {
  private static final String VENDOR_KEY = "vendor-secret-7c1f";
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");
  private static final int CLIENTS = 20;
  private static final int ROUNDS = 60;
  private static final int DROPS = 10;
  private static final List<String> SYMBOLS =
      IntStream.range(0, 50).mapToObj(i -> "SYM" + i).toList();
  private static final List<String> CHANNELS = List.of("T", "Q", "A", "AM");

  private final Random random = new Random(20_261_126);
  private final FakePolygonServer feed =
      FakePolygonServer.start(
          FakePolygonConfig.builder()
              .symbols(SYMBOLS)
              .apiKeys(VENDOR_KEY)
              .start(START)
              .journalBytes(0)
              .build());
  private final LauncherProcess proxy =
      LauncherProcess.start(
          Map.of(
              "POLYGON_API_KEY", VENDOR_KEY,
              "POLYGON_UPSTREAM_URL", feed.url(),
              "PROXY_API_KEYS", "ours",
              "UPSTREAM_LINGER_SECS", "0.001",
              "UPSTREAM_LONGEST_RETRY_SECS", "0.05"));
  private final List<Client> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(client -> client.socket.close());
    proxy.close();
    feed.close();
  }

  @Test
  void everyClientReceivesItsTopicsTapeMinusOnlyWhatFellIntoAGap() {
    connectClients();

    Set<Integer> roundsWithDrop = roundsWithDrop();
    for (int round = 0; round < ROUNDS; round++) {
      changeSomeSubscriptions();
      if (roundsWithDrop.contains(round)) {
        feed.dropConnections();
        feed.clock().advance(randomTime());
        feed.awaitSubscribed(topicsHeld().toArray(String[]::new));
      }
      feed.clock().advance(randomTime());
    }

    List<Due> tape = tape();
    Collection<Holding> feedHeld = holdingsOfTheFeed();
    long missed = 0;
    for (Client client : clients) {
      List<String> due = linesOf(tape, client.holdings);
      List<String> expected =
          linesOf(tape.stream().filter(event -> event.isIn(feedHeld)).toList(), client.holdings);
      missed += due.size() - expected.size();
      assertThat(client.eventLines()).as(client.name).isEqualTo(expected);
    }
    assertThat(missed).as("events in gaps, or the drops prove nothing").isPositive();
    assertGapsAreReported();
    System.out.printf(
        "Proxy in a process of its own: %,d events to %d clients, %,d more fell into %d gaps%n",
        clients.stream().mapToLong(client -> client.eventLines().size()).sum(),
        CLIENTS,
        missed,
        DROPS);
    assertNothingShowsTheVendorsKey();
  }

  private void connectClients() {
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(
          new Client(
              "client " + i, new RecordingClient().connect(proxy.url()).authenticate("ours")));
    }
  }

  private Set<Integer> roundsWithDrop() {
    Set<Integer> rounds = new TreeSet<>();
    while (rounds.size() < DROPS) {
      rounds.add(2 + random.nextInt(ROUNDS - 2));
    }
    return rounds;
  }

  private void changeSomeSubscriptions() {
    for (int i = 0; i < 4; i++) {
      Client client = clients.get(random.nextInt(CLIENTS));
      if (!client.held.isEmpty() && random.nextInt(3) == 0) {
        List<String> held = List.copyOf(client.held.keySet());
        client.leave(held.get(random.nextInt(held.size())), nowNs());
      } else {
        client.take(randomTopics(), nowNs());
      }
    }
  }

  private List<String> randomTopics() {
    return Stream.generate(this::randomTopic).limit(1 + random.nextInt(5)).distinct().toList();
  }

  private String randomTopic() {
    String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
    boolean wildcard = random.nextInt(20) == 0;
    return channel + "." + (wildcard ? "*" : SYMBOLS.get(random.nextInt(SYMBOLS.size())));
  }

  private Duration randomTime() {
    return Duration.ofMillis(100L + random.nextInt(1_500));
  }

  private Set<String> topicsHeld() {
    Set<String> topics = new LinkedHashSet<>();
    clients.forEach(client -> topics.addAll(client.held.keySet()));
    return topics;
  }

  private long nowNs() {
    return toNs(feed.clock().now());
  }

  private List<Due> tape() {
    String[] everything = CHANNELS.stream().map(channel -> channel + ".*").toArray(String[]::new);
    return feed.tape().of(everything).between(START, feed.clock().now()).stream()
        .map(event -> new Due(event, dueNs(event), event.toJson()))
        .toList();
  }

  /** What the feed sent to the proxy over its eleven connections, one after the other. */
  private Collection<Holding> holdingsOfTheFeed() {
    return Stream.concat(feed.endedConnections().stream(), feed.connections().stream())
        .map(ConnectionInfo::holdings)
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> linesOf(List<Due> tape, Collection<Holding> holdings) {
    return tape.stream().filter(event -> event.isIn(holdings)).map(Due::line).toList();
  }

  private void assertGapsAreReported() {
    assertThat(proxy.printed().lines().filter(line -> line.contains("back after a gap of")))
        .hasSize(DROPS);
  }

  private void assertNothingShowsTheVendorsKey() {
    proxy.terminate();
    proxy.awaitExit();
    assertThat(proxy.printed()).contains("Connect to").doesNotContain(VENDOR_KEY);
    assertThat(clients)
        .allSatisfy(
            client ->
                assertThat(client.socket.rawFrames())
                    .isNotEmpty()
                    .noneMatch(frame -> frame.contains(VENDOR_KEY)));
  }

  /** Its instant is a step's at this interval, and a bar's end is. */
  private static long dueNs(MarketEvent event) {
    if (event instanceof Trade trade) {
      return MILLISECONDS.toNanos(trade.sipTimestampMs());
    }
    if (event instanceof Quote quote) {
      return MILLISECONDS.toNanos(quote.sipTimestampMs());
    }
    return MILLISECONDS.toNanos(((Aggregate) event).endMs());
  }

  private static long toNs(Instant instant) {
    return MILLISECONDS.toNanos(instant.toEpochMilli());
  }

  /** An event, when it falls due, and how the wire has it. */
  private record Due(MarketEvent event, long atNs, String line) {
    boolean isIn(Collection<Holding> holdings) {
      return holdings.stream()
          .anyMatch(holding -> holding.spans(atNs) && event.belongsTo(holding.topic()));
    }
  }

  /** One client, and what it has held. */
  private static final class Client {
    private final String name;
    private final RecordingClient socket;
    private final Map<String, Long> held = new LinkedHashMap<>();
    private final List<Holding> holdings = new ArrayList<>();

    Client(String name, RecordingClient socket) {
      this.name = name;
      this.socket = socket;
    }

    void take(List<String> topics, long nowNs) {
      socket.subscribe(topics.toArray(String[]::new));
      for (String topic : topics) {
        if (held.putIfAbsent(topic, nowNs) == null) {
          holdings.add(new Holding(Topic.parse(topic), nowNs, Holding.STILL_HELD));
        }
      }
    }

    void leave(String topic, long nowNs) {
      socket.unsubscribe(topic);
      held.remove(topic);
      holdings.replaceAll(
          holding ->
              holding.topic().equals(Topic.parse(topic)) && holding.toNs() == Holding.STILL_HELD
                  ? new Holding(holding.topic(), holding.fromNs(), nowNs)
                  : holding);
    }

    /** The events that have come, each as it came; the acknowledgement is sent behind them. */
    List<String> eventLines() {
      socket.unsubscribe("LULD.NOTHELD");
      return socket.rawFrames().stream()
          .filter(frame -> !frame.startsWith("[{\"ev\":\"status\""))
          .flatMap(frame -> Arrays.stream(frame.substring(1, frame.length() - 1).split("(?<=}),")))
          .toList();
    }
  }
}
