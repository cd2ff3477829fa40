package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.server.MissedDeliveryException;
import io.fakepolygon.server.RawClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * P3: advance returns once every connected client's library has received every frame that fell due.
 */
class P3DeliveredMeansDeliveredTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(
          FakePolygonConfig.builder().deliveryTimeout(Duration.ofSeconds(1)).build());

  @Test
  void everythingDueIsThereWhenAdvanceReturns() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER", "A.*")) {
      polygon.clock().advance(MINUTE);

      assertThat(client.events()).isEqualTo(elapsed("T.FAKETICKER", "A.*")).hasSize(600 + 2 * 60);
    }
  }

  @Test
  void aClientWhoseListenerIsSlowHasHeardEverythingToo() {
    // Together the listener takes longer than the delivery timeout, but never without a sign of
    // life.
    Runnable slow = () -> LockSupport.parkNanos(3_000_000);
    try (TestClient client = TestClient.subscribed(polygon, slow, "T.*", "Q.*", "A.*", "AM.*")) {
      polygon.clock().advance(MINUTE);

      assertThat(client.events()).isEqualTo(elapsed("T.*", "Q.*", "A.*", "AM.*"));
    }
  }

  @Test
  void tenClientsAtOnceHaveAllReceivedTheirOwn() {
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(TestClient.subscribed(polygon, i % 2 == 0 ? "T.FAKETICKER" : "Q.TESTSTOCK"));
    }

    polygon.clock().advance(MINUTE);

    for (int i = 0; i < 10; i++) {
      assertThat(clients.get(i).events())
          .isEqualTo(elapsed(i % 2 == 0 ? "T.FAKETICKER" : "Q.TESTSTOCK"));
    }
    clients.forEach(TestClient::close);
  }

  @Test
  void aMarketOfAThousandSymbolsIsWaitedForAsLongAsItsClientReads() {
    List<String> symbols = IntStream.range(0, 1_000).mapToObj(i -> "S" + i).toList();
    FakePolygonConfig config = FakePolygonConfig.builder().symbols(symbols).build();
    try (FakePolygonServer large = FakePolygonServer.start(config);
        RawClient client = RawClient.upgraded(large.url())) {
      client.authenticate("key");
      client.subscribe("T.*,Q.*");
      Thread reader = new Thread(() -> answerPings(client));
      reader.start();
      large.awaitSubscribed("T.*", "Q.*");

      for (int i = 0; i < 4; i++) {
        large.clock().advance(MINUTE);
      }

      assertThat(large.connections().get(0).bytesQueued()).isZero();
    }
  }

  @Test
  void aQueuedMoveGoesOnAsSoonAsThereIsRoomAlthoughNoPingIsAnswered() {
    FakePolygonConfig config =
        FakePolygonConfig.builder().deliveryTimeout(Duration.ofSeconds(30)).build();
    try (FakePolygonServer patient = FakePolygonServer.start(config);
        RawClient client = RawClient.upgraded(patient.url())) {
      client.authenticate("key");
      client.subscribe("T.*,Q.*");
      patient.awaitSubscribed("T.*", "Q.*");

      CompletableFuture<Void> moved =
          CompletableFuture.runAsync(
              () -> patient.clock().advance(Duration.ofHours(2), Delivery.QUEUED));
      while (!moved.isDone() && patient.connections().get(0).bytesQueued() < 16 << 20) {
        Thread.onSpinWait();
      }
      Thread reader = new Thread(client::skipToEnd);
      reader.start();

      assertThat(moved).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void onlyTheClientThatGaveNoSignIsNamedNotOneThatIsSlow() {
    Runnable slow = () -> LockSupport.parkNanos(3_000_000);
    try (RawClient silent = RawClient.upgraded(polygon.url());
        TestClient alive = TestClient.subscribed(polygon, slow, "T.TESTSTOCK")) {
      silent.authenticate("key");
      silent.subscribe("T.FAKETICKER");
      polygon.awaitSubscribed("T.FAKETICKER");

      MissedDeliveryException missed =
          catchThrowableOfType(
              MissedDeliveryException.class, () -> polygon.clock().advance(MINUTE));

      assertThat(missed.laggards())
          .extracting(laggard -> laggard.connection().remoteAddress())
          .containsExactly(silent.localAddress());
      assertThat(alive.frames()).isNotEmpty();
    }
  }

  @Test
  void aClientThatNeverAnswersPingsIsNamed() {
    try (RawClient silent = RawClient.upgraded(polygon.url());
        TestClient other = TestClient.subscribed(polygon, "T.TESTSTOCK")) {
      silent.authenticate("key");
      silent.subscribe("T.FAKETICKER");
      polygon.awaitSubscribed("T.FAKETICKER");

      MissedDeliveryException missed =
          catchThrowableOfType(
              MissedDeliveryException.class, () -> polygon.clock().advance(SECOND));

      assertThat(missed)
          .hasMessage(
              """
              No sign of delivery within PT1S; the market clock stands at 2024-01-02T14:30:01Z.
                connection 1 from %s, holding [T.FAKETICKER], had not taken 13 frames with 13 messages sent since \
              2024-01-02T14:30:00Z
              Likely causes: a listener that blocks; a client whose library does not answer pings; a clock moved from the \
              thread that should read. For the last, use advance(amount, Delivery.QUEUED)."""
                  .formatted(silent.localAddress()));
      assertThat(missed.laggards()).hasSize(1);
      assertThat(other.events()).isEqualTo(elapsed("T.TESTSTOCK"));
    }
  }

  @Test
  void onlyWhatWasNotAnsweredCountsAsNotTaken() {
    try (RawClient lazy = RawClient.upgraded(polygon.url())) {
      lazy.authenticate("key");
      lazy.subscribe("T.FAKETICKER");
      polygon.awaitSubscribed("T.FAKETICKER");
      Thread answering = new Thread(() -> answerOnePing(lazy));
      answering.start();
      polygon.clock().advance(SECOND);

      MissedDeliveryException missed =
          catchThrowableOfType(
              MissedDeliveryException.class, () -> polygon.clock().advance(SECOND));

      assertThat(missed.laggards().get(0).framesOutstanding()).isEqualTo(10);
      assertThat(missed.laggards().get(0).sinceNs()).isEqualTo(1_704_205_801_000_000_000L);
    }
  }

  @Test
  void aClientThatLeavesIsNotWaitedFor() {
    RawClient silent = RawClient.upgraded(polygon.url());
    silent.authenticate("key");
    silent.subscribe("T.FAKETICKER");
    polygon.awaitSubscribed("T.FAKETICKER");
    silent.close();

    polygon.clock().advance(MINUTE);

    assertThat(polygon.clock().now()).isEqualTo(Instant.parse("2024-01-02T14:31:00Z"));
  }

  @Test
  void aClientThatCannotReadWhileItsCallerWaitsIsServedByQueuedDelivery() {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch advanced = new CountDownLatch(1);
    try (TestClient reader = TestClient.subscribed(polygon, "T.TESTSTOCK")) {
      Runnable advanceInsideListener =
          () -> {
            if (advanced.getCount() == 1) {
              advanceQueued(failure);
              advanced.countDown();
            }
          };
      try (TestClient client = connectWith(advanceInsideListener)) {
        client.authenticate("key");
        client.subscribe("T.FAKETICKER");

        assertThat(failure.get()).isNull();
        assertThat(polygon.clock().now()).isEqualTo(Instant.parse("2024-01-02T14:30:01Z"));
      }
      polygon.clock().advanceTo(polygon.clock().now());
      assertThat(reader.events()).isEqualTo(elapsed("T.TESTSTOCK"));
    }
  }

  @Test
  void aListenerThatMovesTheClockAndWaitsForItselfIsTold() {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch tried = new CountDownLatch(1);
    Runnable advanceInsideListener =
        () -> {
          try {
            if (tried.getCount() == 1) {
              polygon.clock().advance(SECOND);
            }
          } catch (MissedDeliveryException e) {
            failure.set(e);
          } finally {
            tried.countDown();
          }
        };

    try (TestClient client = connectWith(advanceInsideListener)) {
      client.nextFrame();

      assertThat(failure.get()).hasMessageContaining("use advance(amount, Delivery.QUEUED)");
    }
  }

  private TestClient connectWith(Runnable onFrame) {
    return TestClient.connecting(polygon.url(), onFrame);
  }

  private void advanceQueued(AtomicReference<Throwable> failure) {
    try {
      polygon.clock().advance(SECOND, Delivery.QUEUED);
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  private static void answerPings(RawClient client) {
    for (RawClient.Frame frame = client.next(); !frame.isEnd(); frame = client.next()) {
      if (frame.opcode() == RawClient.PING) {
        client.sendBytes(RawClient.frame(0x80 | RawClient.PONG, frame.payload()));
      }
    }
  }

  private static void answerOnePing(RawClient client) {
    RawClient.Frame frame = client.next();
    while (frame.opcode() != RawClient.PING) {
      frame = client.next();
    }
    client.sendBytes(RawClient.frame(0x80 | RawClient.PONG, frame.payload()));
  }

  private List<MarketEvent> elapsed(String... topics) {
    return polygon.tape().of(topics).elapsed().toList();
  }
}
