package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.RawClient;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.server.SlowClientPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * P7: a client that does not keep up is dealt with by the stated policy, in bounded memory, and the
 * others lose nothing.
 */
@Timeout(120)
class P7SlowClientsTest {
  private static final int SOFT_BYTES = 256 * 1024;
  private static final int HARD_BYTES = 1024 * 1024;
  // A batch that is handed over is no larger.
  private static final int BATCH_BYTES = 128 * 1024;
  private static final String LAST_WORD = "A.S1";

  @Test
  void aFrozenClientIsDisconnected() {
    try (FakePolygonServer polygon = running(SlowClientPolicy.DISCONNECT);
        RawClient frozen = frozen(polygon, "T.*,Q.*");
        TestClient healthy = TestClient.subscribed(polygon, "T.S7", "Q.S8")) {
      List<MarketEvent> received = readWhile(polygon, healthy, c -> c.connectionsOpen() == 2);

      frozen.skipToEnd();
      ServerCounters counters = polygon.counters();
      assertThat(counters.slowClientsDisconnected()).isEqualTo(1);
      assertThat(counters.connectionsAccepted()).isEqualTo(2);
      assertThat(counters.eventsDropped() + counters.quotesConflated()).isZero();
      // What it was sent counts on, without the four statuses.
      assertThat(counters.eventsSent())
          .isGreaterThanOrEqualTo(polygon.endedConnections().get(0).messagesSent() - 4);
      assertLostNothing(polygon, healthy, received);
    }
  }

  @Test
  void underAnOrderAFrozenClientIsDisconnectedAllTheSame() {
    try (FakePolygonServer polygon = running(SlowClientPolicy.DISCONNECT);
        RawClient frozen = frozen(polygon, "T.*,Q.*");
        TestClient healthy = TestClient.subscribed(polygon, "T.S7", "Q.S8")) {
      polygon.faults().order("DUPLICATE_EVENT on T.S1 always connection 1");
      List<MarketEvent> received = readWhile(polygon, healthy, c -> c.connectionsOpen() == 2);

      frozen.skipToEnd();
      assertThat(polygon.counters().slowClientsDisconnected()).isEqualTo(1);
      assertLostNothing(polygon, healthy, received);
    }
  }

  @Test
  void theQuotesOfAFrozenClientAreConflated() {
    try (FakePolygonServer polygon = running(SlowClientPolicy.CONFLATE_QUOTES);
        RawClient frozen = frozen(polygon, "Q.*,AM.S7");
        TestClient healthy = TestClient.subscribed(polygon, "T.S7", "Q.S8")) {
      List<MarketEvent> read =
          readWhile(polygon, healthy, counters -> counters.quotesConflated() < 20_000);
      polygon.clock().pause();

      List<MarketEvent> received = eventsUpToAnswer(frozen);
      List<MarketEvent> due = dueToFirst(polygon);
      assertThat(due.size() - received.size())
          .isEqualTo((int) polygon.connections().get(0).quotesConflated())
          .isEqualTo((int) polygon.counters().quotesConflated());
      assertThat(notQuotes(received)).isEqualTo(notQuotes(due));
      assertThat(lastOfEach(received)).isEqualTo(lastOfEach(due));
      assertThat(of("S3", due)).containsSubsequence(of("S3", received));
      assertLostNothing(polygon, healthy, read);
    }
  }

  @Test
  void aFrozenClientWhoseTradesAreTooManyIsDisconnectedUnderConflationToo() {
    try (FakePolygonServer polygon = running(SlowClientPolicy.CONFLATE_QUOTES);
        RawClient frozen = frozen(polygon, "T.*,Q.*");
        TestClient healthy = TestClient.subscribed(polygon, "T.S7", "Q.S8")) {
      List<MarketEvent> read = readWhile(polygon, healthy, c -> c.connectionsOpen() == 2);

      frozen.skipToEnd();
      assertThat(polygon.counters().slowClientsDisconnected()).isEqualTo(1);
      assertLostNothing(polygon, healthy, read);
    }
  }

  @Test
  void theOldestEventsOfAFrozenClientAreDropped() {
    try (FakePolygonServer polygon = running(SlowClientPolicy.DROP_OLDEST);
        RawClient frozen = frozen(polygon, "T.*,Q.*");
        TestClient healthy = TestClient.subscribed(polygon, "T.S7", "Q.S8")) {
      List<MarketEvent> read =
          readWhile(polygon, healthy, counters -> counters.eventsDropped() < 20_000);
      polygon.clock().pause();

      List<MarketEvent> received = eventsUpToAnswer(frozen);
      List<MarketEvent> due = dueToFirst(polygon);
      assertThat(due.size() - received.size())
          .isEqualTo((int) polygon.connections().get(0).eventsDropped())
          .isEqualTo((int) polygon.counters().eventsDropped());
      assertThat(received).endsWith(due.get(due.size() - 1)).startsWith(due.get(0));
      assertThat(of("S3", due)).containsSubsequence(of("S3", received));
      assertLostNothing(polygon, healthy, read);
    }
  }

  @ParameterizedTest
  @EnumSource(value = SlowClientPolicy.class, names = "DISCONNECT", mode = Mode.EXCLUDE)
  void aClientThatWakesUpIsWaitedForByAClockThatIsMovedByHand(SlowClientPolicy policy) {
    Semaphore ice = new Semaphore(1);
    Runnable onFrame =
        () -> {
          ice.acquireUninterruptibly();
          ice.release();
        };
    try (FakePolygonServer polygon = running(policy);
        TestClient sleeper = TestClient.subscribed(polygon, onFrame, "Q.*")) {
      ice.acquireUninterruptibly();
      while (polygon.counters().quotesConflated() + polygon.counters().eventsDropped() == 0) {
        Thread.onSpinWait();
      }
      ice.release();
      polygon.clock().pause();
      polygon.clock().advance(Duration.ofSeconds(1));

      List<MarketEvent> due = dueToFirst(polygon);
      List<MarketEvent> received = sleeper.events();
      int unfenced = due.size() - 1_000;
      assertThat(received).endsWith(due.subList(unfenced, due.size()).toArray(MarketEvent[]::new));
      ServerCounters counters = polygon.counters();
      assertThat(counters.quotesConflated() + counters.eventsDropped())
          .isEqualTo(due.size() - received.size());
      assertThat(counters.eventsSent()).isEqualTo(received.size());
      assertThat(counters.bytesQueued()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(SlowClientPolicy.class)
  void aClockThatIsMovedByHandWaitsWhateverThePolicy(SlowClientPolicy policy) {
    FakePolygonConfig config = config(policy).manualClock().build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        TestClient client = TestClient.subscribed(polygon, "T.*", "Q.*")) {
      polygon.clock().advance(Duration.ofSeconds(5));
      polygon.clock().advance(Duration.ofSeconds(10), Delivery.QUEUED);
      polygon.clock().advance(Duration.ofSeconds(1));

      assertThat(client.events()).isEqualTo(polygon.tape().of("T.*", "Q.*").elapsed().toList());
      assertThat(polygon.counters().eventsSent()).isEqualTo(16 * 10 * 200);
    }
  }

  @Test
  void whatWasCountedOutlivesItsConnection() {
    try (FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().build())) {
      try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
        polygon.clock().advance(Duration.ofSeconds(1));
        assertThat(client.events()).hasSize(10);
      }
      TestClient.awaitNobodyConnectedTo(polygon);

      // A key and a subscription; ten frames of events, and those that answered.
      assertThat(polygon.counters())
          .isEqualTo(new ServerCounters(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 13, 10, 0, 0));
    }
  }

  private static FakePolygonServer running(SlowClientPolicy policy) {
    return FakePolygonServer.start(config(policy).scaledClock(200).build());
  }

  private static FakePolygonConfig.Builder config(SlowClientPolicy policy) {
    return FakePolygonConfig.builder()
        .symbols(IntStream.range(0, 100).mapToObj("S%d"::formatted).toList())
        .slowClients(policy)
        .slowClientLimits(SOFT_BYTES, Duration.ofSeconds(5), HARD_BYTES);
  }

  /** Connected first, and reads nothing. */
  private static RawClient frozen(FakePolygonServer polygon, String topics) {
    RawClient frozen = RawClient.upgraded(polygon.url());
    frozen.authenticate(polygon.apiKey());
    frozen.subscribe(topics);
    polygon.awaitSubscribed(topics.split(","));
    return frozen;
  }

  /** What a client is sent while something holds. */
  private static List<MarketEvent> readWhile(
      FakePolygonServer polygon, TestClient client, Predicate<ServerCounters> goesOn) {
    List<MarketEvent> received = new ArrayList<>();
    ServerCounters counters = polygon.counters();
    while (goesOn.test(counters)) {
      received.addAll(TestClient.eventsIn(client.nextFrame()));
      counters = polygon.counters();
      assertThat(counters.bytesQueued()).isLessThan(HARD_BYTES + BATCH_BYTES);
    }
    return received;
  }

  private static void assertLostNothing(
      FakePolygonServer polygon, TestClient healthy, List<MarketEvent> readAlready) {
    polygon.clock().pause();
    List<MarketEvent> received = new ArrayList<>(readAlready);
    healthy.send(subscribe());
    received.addAll(eventsUpToAnswer(healthy::nextFrame));
    List<ConnectionInfo> connections = polygon.connections();
    ConnectionInfo last = connections.get(connections.size() - 1);
    assertThat(received).isEqualTo(polygon.tape().dueTo(last).toList());
  }

  private static List<MarketEvent> eventsUpToAnswer(RawClient client) {
    client.say(subscribe());
    for (int statuses = 0; statuses < 3; statuses++) {
      client.nextText();
    }
    return eventsUpToAnswer(client::nextText);
  }

  private static List<MarketEvent> eventsUpToAnswer(Supplier<String> frames) {
    List<MarketEvent> received = new ArrayList<>();
    for (String frame = frames.get(); !frame.contains(LAST_WORD); frame = frames.get()) {
      received.addAll(TestClient.eventsIn(frame));
    }
    return received;
  }

  private static String subscribe() {
    return "{\"action\":\"subscribe\",\"params\":\"" + LAST_WORD + "\"}";
  }

  private static List<MarketEvent> dueToFirst(FakePolygonServer polygon) {
    return polygon.tape().dueTo(polygon.connections().get(0)).toList();
  }

  private static List<MarketEvent> notQuotes(List<MarketEvent> events) {
    return events.stream().filter(event -> event.channel() != Channel.Q).toList();
  }

  private static List<MarketEvent> of(String symbol, List<MarketEvent> events) {
    return events.stream().filter(event -> event.symbol().equals(symbol)).toList();
  }

  private static Map<String, MarketEvent> lastOfEach(List<MarketEvent> events) {
    Map<String, MarketEvent> last = new LinkedHashMap<>();
    events.forEach(event -> last.put(event.channel() + "." + event.symbol(), event));
    return last;
  }
}
