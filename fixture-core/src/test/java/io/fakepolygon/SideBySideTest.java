package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A proxy that fakes FAKETICKER, in front of a feed that has FAKETICKER too, of another seed, and
 * AAPL and MSFT.
 */
class SideBySideTest {
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");
  private static final String VENDOR_KEY = "vendor-key";

  private final FakePolygonServer feed =
      FakePolygonServer.start(
          FakePolygonConfig.builder()
              .seed(7)
              .symbols("AAPL", "FAKETICKER", "MSFT")
              .apiKeys(VENDOR_KEY)
              .build());
  private final FakePolygonServer proxy =
      FakePolygonServer.start(
          FakePolygonConfig.builder()
              .symbols("FAKETICKER")
              .upstream(UpstreamOptions.of(URI.create(feed.url()), VENDOR_KEY))
              .build());
  private final List<TestClient> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(TestClient::close);
    proxy.close();
    feed.close();
  }

  @Test
  void realSymbolsAreAskedOfTheFeedAndFakeOnesNever() {
    TestClient client = client();
    client.subscribe("T.FAKETICKER");
    client.subscribe("T.AAPL");

    assertThat(askedOfTheFeed()).containsExactly("T.AAPL");
  }

  @Test
  void oneMessageMayMixBoth() {
    TestClient client = client();
    client.send("{\"action\":\"subscribe\",\"params\":\"T.AAPL,T.FAKETICKER,Q.MSFT\"}");

    assertThat(Stream.of(client.nextMessages(), client.nextMessages()).flatMap(List::stream))
        .containsExactlyInAnyOrder(
            Status.subscribedTo("T.AAPL"),
            Status.subscribedTo("T.FAKETICKER"),
            Status.subscribedTo("Q.MSFT"));
    assertThat(askedOfTheFeed()).containsExactlyInAnyOrder("T.AAPL", "Q.MSFT");
  }

  @Test
  void realEventsComeAsTheFeedSentThemAndFakeOnesAsTheMarketHasThem() {
    TestClient client = client();
    client.subscribe("T.FAKETICKER");
    client.subscribe("T.AAPL");

    feed.clock().advance(Duration.ofSeconds(2));
    proxy.clock().advance(Duration.ofSeconds(2));

    List<MarketEvent> events = settled(client);
    assertThat(events)
        .filteredOn(event -> event.symbol().equals("AAPL"))
        .containsExactlyElementsOf(tape(feed, "T.AAPL"));
    assertThat(events)
        .filteredOn(event -> event.symbol().equals("FAKETICKER"))
        .containsExactlyElementsOf(tape(proxy, "T.FAKETICKER"));
  }

  @Test
  void aWildcardMeansBothAndWhatIsFakeIsNeverTheFeeds() {
    TestClient client = client();
    client.subscribe("T.*");

    feed.clock().advance(Duration.ofSeconds(2));
    proxy.clock().advance(Duration.ofSeconds(2));

    List<MarketEvent> events = settled(client);
    assertThat(events)
        .filteredOn(event -> event.symbol().equals("FAKETICKER"))
        .containsExactlyElementsOf(tape(proxy, "T.FAKETICKER"));
    assertThat(events)
        .filteredOn(event -> !event.symbol().equals("FAKETICKER"))
        .containsExactlyElementsOf(tape(feed, "T.AAPL", "T.MSFT"));
  }

  @Test
  void realSymbolsAreNeverFaked() {
    TestClient client = client();
    client.subscribe("T.AAPL");

    proxy.clock().advance(Duration.ofMinutes(1));

    assertThat(settled(client)).isEmpty();
  }

  @Test
  void manyClientsAreOneConnectionAndOneSubscription() {
    TestClient first = client();
    TestClient second = client();
    first.subscribe("T.AAPL");
    second.subscribe("T.AAPL");

    feed.clock().advance(Duration.ofSeconds(1));

    assertThat(feed.connections()).hasSize(1);
    assertThat(settled(first)).containsExactlyElementsOf(tape(feed, "T.AAPL"));
    assertThat(settled(second)).containsExactlyElementsOf(tape(feed, "T.AAPL"));
  }

  @Test
  void anEventOfSeveralHeldTopicsComesOnce() {
    TestClient client = client();
    client.subscribe("T.AAPL");
    client.subscribe("T.*");

    feed.clock().advance(Duration.ofSeconds(1));

    assertThat(settled(client)).containsExactlyElementsOf(tape(feed, "T.AAPL", "T.MSFT"));
  }

  @Test
  void whatTheFeedRefusesIsRefusedToWhoeverAsksAndToNobodyElse() {
    TestClient bystander = client();
    bystander.subscribe("T.AAPL");
    TestClient first = client();
    TestClient second = client();

    first.send("{\"action\":\"subscribe\",\"params\":\"NOI.AAPL\"}");
    assertThat(first.nextMessages()).containsExactly(Status.NOT_AUTHORIZED);
    second.send("{\"action\":\"subscribe\",\"params\":\"NOI.AAPL\"}");
    assertThat(second.nextMessages()).containsExactly(Status.NOT_AUTHORIZED);

    assertThat(settled(bystander)).isEmpty();
    assertThat(proxy.connections()).flatExtracting(ConnectionInfo::topics).hasSize(1);
  }

  @Test
  void clientsStayConnectedWhenTheFeedIsLostAndGoOnWhenItIsBack() {
    TestClient client = client();
    client.subscribe("T.AAPL");
    feed.clock().advance(Duration.ofSeconds(1));

    feed.dropConnections();
    feed.awaitSubscribed("T.AAPL");
    feed.clock().advance(Duration.ofSeconds(1));

    assertThat(settled(client)).containsExactlyElementsOf(tape(feed, "T.AAPL"));
    assertThat(proxy.upstream().orElseThrow().gaps()).isEqualTo(1);
    assertThat(proxy.endedConnections()).isEmpty();
  }

  @Test
  void whatNobodyHoldsAnyMoreIsWithdrawnAfterAWhile() {
    try (FakePolygonServer hasty =
        FakePolygonServer.start(
            FakePolygonConfig.builder()
                .symbols()
                .upstream(
                    UpstreamOptions.of(URI.create(feed.url()), VENDOR_KEY)
                        .withLinger(Duration.ZERO))
                .build())) {
      TestClient client = clientOf(hasty);
      client.subscribe("T.AAPL");
      client.subscribe("T.MSFT");
      client.unsubscribe("T.AAPL");
      // Behind the withdrawal, on the one connection.
      client.subscribe("Q.AAPL");

      assertThat(askedOfTheFeed()).containsExactlyInAnyOrder("T.MSFT", "Q.AAPL");
    }
  }

  @Test
  void theFeedGoesOnWhileTheClockWaitsForATaskThatWaitsForTheFeed() {
    TestClient client = client();
    CompletableFuture<String> heard = new CompletableFuture<>();
    proxy
        .clock()
        .scheduler()
        .schedule(
            () -> {
              client.subscribe("T.AAPL");
              feed.clock().advance(Duration.ofMillis(100));
              heard.complete(client.nextFrame());
            },
            1,
            TimeUnit.SECONDS);

    proxy.clock().advance(Duration.ofSeconds(1));

    assertThat(heard).isCompletedWithValueMatching(frame -> frame.contains("AAPL"));
  }

  @Test
  void noClientsKeyGoesUpAndNoVendorsKeyComesDown() {
    TestClient client = clientOf(proxy);
    client.subscribe("T.AAPL");
    TestClient.connect(proxy.url()).authenticate(VENDOR_KEY);

    assertThat(feed.journal().toString() + feed.journal().entries()).doesNotContain("client-key");
    assertThat(proxy.journal().entries().toString()).doesNotContain(VENDOR_KEY);
  }

  private TestClient client() {
    return clientOf(proxy);
  }

  private TestClient clientOf(FakePolygonServer server) {
    TestClient client = TestClient.connect(server.url());
    clients.add(client);
    client.authenticate("client-key");
    return client;
  }

  /** The events that have come. The acknowledgement is sent behind all that came before. */
  private static List<MarketEvent> settled(TestClient client) {
    client.send("{\"action\":\"unsubscribe\",\"params\":\"LULD.NOTHELD\"}");
    List<MarketEvent> events = new ArrayList<>();
    for (String frame = client.nextFrame();
        !frame.contains("NOTHELD");
        frame = client.nextFrame()) {
      events.addAll(TestClient.eventsIn(frame));
    }
    return events;
  }

  private static List<MarketEvent> tape(FakePolygonServer server, String... topics) {
    return server.tape().of(topics).between(START, server.clock().now()).toList();
  }

  private Set<String> askedOfTheFeed() {
    return feed.connections().stream()
        .flatMap(connection -> connection.topics().stream())
        .map(Object::toString)
        .collect(Collectors.toSet());
  }
}
