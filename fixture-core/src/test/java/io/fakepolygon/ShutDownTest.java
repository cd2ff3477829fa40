package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.server.RawClient;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The polite end: what was queued, then 1001, and nobody is waited for longer than was said. */
@Timeout(60)
class ShutDownTest {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration LITTLE_PATIENCE = Duration.ofMillis(200);
  private static final String CLOSED = "closed by the server with 1001: it shut down";
  private static final String CUT = "cut: the server was closed before the client had left";

  private FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().build());

  @AfterEach
  void close() {
    polygon.close();
  }

  @Test
  void aClientSeesAllThatWasQueuedAndThen1001() {
    try (TestClient client = TestClient.subscribed(polygon, "T.*", "Q.*")) {
      polygon.clock().advance(Duration.ofMinutes(10), Delivery.QUEUED);

      polygon.shutDown(PATIENCE);

      assertThat(client.end()).isEqualTo("closed 1001");
      assertThat(client.events()).isEqualTo(polygon.tape().of("T.*", "Q.*").elapsed().toList());
      assertThat(ends()).containsExactly(CLOSED);
    }
  }

  @Test
  void aClientOfARunningClockSeesAllThatWasDueToIt() {
    restart(FakePolygonConfig.builder().scaledClock(200));
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      List<MarketEvent> received = new ArrayList<>(TestClient.eventsIn(client.nextFrame()));
      Instant before = polygon.clock().now();

      polygon.shutDown(PATIENCE);

      assertThat(client.end()).isEqualTo("closed 1001");
      received.addAll(client.events());
      Instant first = at(received.get(0));
      Instant last = at(received.get(received.size() - 1));
      assertThat(received)
          .isEqualTo(
              polygon.tape().of("T.FAKETICKER").between(first.minusMillis(1), last).toList());
      assertThat(last).isAfter(before.minusMillis(100));
    }
  }

  @Test
  void aClientWithTlsSeesItToo() throws Exception {
    Tls tls = Tls.selfSigned();
    restart(FakePolygonConfig.builder().tls(tls));
    try (TestClient client = TestClient.connect(TlsTest.trusting(tls), polygon.url())) {
      client.authenticate("key");

      polygon.shutDown(PATIENCE);

      assertThat(client.end()).isEqualTo("closed 1001");
    }
  }

  @Test
  void aClientWithoutAKeyIsClosedToo() {
    CompletableFuture<Void> shutDown;
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      assertThat(client.nextText()).contains("connected");
      shutDown = CompletableFuture.runAsync(this::shutDownPatiently);

      assertThat(client.next().closeCode()).isEqualTo(1001);
      assertThat(client.next().isEnd()).isTrue();
    }
    shutDown.join();
    assertThat(ends()).containsExactly(CLOSED);
  }

  @Test
  void aClientThatNeverAnswersTheCloseFrameIsNotWaitedForForLong() {
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      client.nextText();

      polygon.shutDown(PATIENCE);

      assertThat(ends()).containsExactly(CLOSED);
      assertThat(client.next().closeCode()).isEqualTo(1001);
    }
  }

  @Test
  void aFrozenClientIsCutWhenThePatienceIsOver() {
    try (RawClient frozen = frozen();
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      long start = System.nanoTime();

      polygon.shutDown(LITTLE_PATIENCE);

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(LITTLE_PATIENCE, PATIENCE.dividedBy(2));
      assertThat(client.end()).isEqualTo("closed 1001");
      assertThat(polygon.journal().entries(Kind.ENDED))
          .extracting(entry -> entry.connection() + " " + entry.text())
          .containsExactlyInAnyOrder("1 " + CUT, "2 " + CLOSED);
      assertThat(frozen.localAddress()).isNotEmpty();
    }
  }

  @Test
  void aSocketThatIsNoConnectionYetIsClosedAtOnce() {
    try (RawClient silent = RawClient.open(polygon.url());
        RawClient halfWay = RawClient.open(polygon.url())) {
      halfWay.sendText(
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      halfWay.readHead();

      polygon.shutDown(PATIENCE);

      assertThat(halfWay.readToEnd()).isEmpty();
      assertThat(silent.readToEnd()).isEmpty();
    }
  }

  @Test
  void nobodyCanConnectWhileOthersLeave() {
    CompletableFuture<Void> shutDown;
    try (RawClient frozen = frozen()) {
      shutDown = CompletableFuture.runAsync(this::shutDownPatiently);
      TestClient.awaitNobodyConnectedTo(polygon);

      URI uri = URI.create(polygon.url());
      assertThatThrownBy(() -> new Socket(uri.getHost(), uri.getPort()).close())
          .isInstanceOf(ConnectException.class);
      assertThat(frozen.localAddress()).isNotEmpty();
    }
    shutDown.join();
  }

  @Test
  void closingEndsTheWait() {
    try (RawClient frozen = frozen()) {
      CompletableFuture<Void> shutDown = CompletableFuture.runAsync(this::shutDownPatiently);
      TestClient.awaitNobodyConnectedTo(polygon);

      polygon.close();

      shutDown.join();
      assertThat(ends()).containsExactly(CUT);
      assertThat(frozen.localAddress()).isNotEmpty();
    }
  }

  @Test
  void aSecondOneWithLessPatienceEndsTheFirst() {
    try (RawClient frozen = frozen()) {
      CompletableFuture<Void> shutDown = CompletableFuture.runAsync(this::shutDownPatiently);
      TestClient.awaitNobodyConnectedTo(polygon);

      polygon.shutDown(Duration.ZERO);

      shutDown.join();
      assertThat(frozen.localAddress()).isNotEmpty();
    }
  }

  @Test
  void anInterruptedCallerWaitsForNobody() {
    try (RawClient frozen = frozen()) {
      Thread.currentThread().interrupt();

      polygon.shutDown(PATIENCE);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(polygon.journal().entries(Kind.ENDED)).hasSize(1);
      assertThat(frozen.localAddress()).isNotEmpty();
    }
  }

  @Test
  void aMoveOfTheClockThatWaitsForAClientIsEnded() {
    try (RawClient silent = RawClient.upgraded(polygon.url())) {
      silent.authenticate("key");
      silent.subscribe("T.*");
      polygon.awaitSubscribed("T.*");
      CompletableFuture<Void> move =
          CompletableFuture.runAsync(() -> polygon.clock().advance(Duration.ofSeconds(1)));
      // Its ping shows that the move waits for us.
      RawClient.Frame frame = silent.next();
      while (frame.opcode() != RawClient.PING) {
        frame = silent.next();
      }

      polygon.shutDown(PATIENCE);

      assertThat(move)
          .satisfiesAnyOf(
              done -> assertThat(done).succeedsWithin(10, TimeUnit.SECONDS),
              done ->
                  assertThatThrownBy(done::join)
                      .hasRootCauseMessage("The server was closed while its clock moved"));
    }
  }

  @Test
  void onceMoreIsHarmless() {
    polygon.shutDown(PATIENCE);
    polygon.shutDown(PATIENCE);
    polygon.close();
    polygon.shutDown(Duration.ZERO);

    assertThatThrownBy(() -> polygon.connections()).hasMessage("The server is closed");
  }

  @Test
  void thePortIsFreeAgain() {
    int port = URI.create(polygon.url()).getPort();

    polygon.shutDown(PATIENCE);

    restart(FakePolygonConfig.builder().port(port));
    assertThat(polygon.url()).isEqualTo("ws://127.0.0.1:" + port + "/stocks");
  }

  @Test
  void aPatienceBelowZeroIsRefused() {
    assertThatThrownBy(() -> polygon.shutDown(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The patience PT-1S is not between 0 and 365 days");
  }

  /** More is queued for it than a socket takes, and it reads nothing. */
  private RawClient frozen() {
    RawClient client = RawClient.upgraded(polygon.url());
    client.authenticate("key");
    client.subscribe("T.*,Q.*");
    polygon.awaitSubscribed("T.*", "Q.*");
    polygon.clock().advance(Duration.ofMinutes(45), Delivery.QUEUED);
    return client;
  }

  private static Instant at(MarketEvent trade) {
    return Instant.ofEpochMilli(((Trade) trade).sipTimestampMs());
  }

  private void shutDownPatiently() {
    polygon.shutDown(PATIENCE);
  }

  private List<String> ends() {
    return polygon.journal().entries(Kind.ENDED).stream().map(JournalEntry::text).toList();
  }

  private void restart(FakePolygonConfig.Builder config) {
    polygon.close();
    polygon = FakePolygonServer.start(config.build());
  }
}
