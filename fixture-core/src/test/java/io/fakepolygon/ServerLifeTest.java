package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.server.RawClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** How a server begins and ends. */
@Isolated("looks for threads by their names")
class ServerLifeTest {
  private static final FakePolygonConfig CONFIG = FakePolygonConfig.builder().build();

  @Test
  void aTakenPortIsSaid() {
    try (FakePolygonServer polygon = FakePolygonServer.start(CONFIG)) {
      int port = java.net.URI.create(polygon.url()).getPort();

      assertThatThrownBy(
              () -> FakePolygonServer.start(FakePolygonConfig.builder().port(port).build()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("Cannot listen on 127.0.0.1:" + port + ": ");
    }
  }

  @Test
  void whatNoServerCouldRunWithIsRefusedBeforeOneStarts() {
    assertThatThrownBy(() -> FakePolygonConfig.builder().scaledClock(2_000_000).build())
        .hasMessage("The speed 2000000.0 is not above 0 and at most 1000000");
    assertThatThrownBy(() -> FakePolygonConfig.builder().pingPeriod(Duration.ofNanos(1)).build())
        .hasMessage(
            "The ping period PT0.000000001S is neither zero nor at least 1 ms and at most 365 days");
    assertThatThrownBy(
            () -> FakePolygonConfig.builder().deliveryTimeout(Duration.ofDays(366)).build())
        .hasMessage("The delivery timeout PT8784H is not above 0 and at most 365 days");
    assertThatThrownBy(
            () -> FakePolygonConfig.builder().start(Instant.parse("1969-01-01T00:00:00Z")).build())
        .hasMessageStartingWith("1969-01-01T00:00:00Z is no market time.");
  }

  @Test
  void aPortIsFreeAgainWhenItsServerHasClosed() {
    FakePolygonServer first = FakePolygonServer.start(CONFIG);
    int port = java.net.URI.create(first.url()).getPort();
    RawClient client = RawClient.upgraded(first.url());
    first.close();

    try (FakePolygonServer second =
        FakePolygonServer.start(FakePolygonConfig.builder().port(port).build())) {
      assertThat(second.url()).isEqualTo("ws://127.0.0.1:" + port + "/stocks");
    }
    client.close();
  }

  @Test
  void whoeverWaitsForASubscriptionInVainIsToldWhoIsThere() {
    try (FakePolygonServer polygon = FakePolygonServer.start(CONFIG);
        TestClient client = TestClient.subscribed(polygon, "Q.FAKETICKER")) {
      assertThatThrownBy(() -> polygon.awaitSubscribed(Duration.ofMillis(10), "T.X", "Q.*"))
          .isInstanceOf(IllegalStateException.class)
          .message()
          .matches(
              "Nobody subscribed to all of \\[T.X, Q.\\*] within PT0.01S\\."
                  + " Connected: connection 1 from 127.0.0.1:[0-9]+, holding \\[Q.FAKETICKER]");
      assertThat(client.frames()).isEmpty();
    }
  }

  @Test
  void whoeverWaitsForASubscriptionInVainIsToldWhyNobodyIsThere() {
    try (FakePolygonServer polygon =
            FakePolygonServer.start(FakePolygonConfig.builder().apiKeys("good").build());
        RawClient client = RawClient.upgraded(polygon.url())) {
      client.authenticate("bad");
      TestClient.awaitNobodyConnectedTo(polygon);

      assertThatThrownBy(() -> polygon.awaitSubscribed(Duration.ofMillis(10), "T.FAKETICKER"))
          .hasMessage(
              "Nobody subscribed to all of [T.FAKETICKER] within PT0.01S."
                  + " Connected: nobody. Ended: connection 1, dropped by the server: authentication failed");
    }
  }

  @Test
  void droppedConnectionsAreGoneAndMayComeBack() {
    try (FakePolygonServer polygon = FakePolygonServer.start(CONFIG);
        TestClient first = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      polygon.clock().advance(Duration.ofSeconds(1));
      Instant now = polygon.clock().now();

      polygon.dropConnections();

      assertThat(polygon.connections()).isEmpty();
      assertThat(first.end()).isEqualTo("failed");
      assertThat(polygon.clock().now()).isEqualTo(now);
      try (TestClient second = TestClient.subscribed(polygon, "T.FAKETICKER")) {
        polygon.clock().advance(Duration.ofSeconds(1));

        assertThat(second.events())
            .isEqualTo(polygon.tape().of("T.FAKETICKER").between(now, now.plusSeconds(1)).toList());
      }
    }
  }

  @Test
  void connectionsCanBeDroppedWhileTheClockMoves() throws Exception {
    try (FakePolygonServer polygon = FakePolygonServer.start(CONFIG);
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      Future<?> drop =
          polygon
              .clock()
              .scheduler()
              .schedule(polygon::dropConnections, 3_550, TimeUnit.MILLISECONDS);

      polygon.clock().advance(Duration.ofMinutes(1));

      drop.get();
      assertThat(client.end()).isEqualTo("failed");
      assertThat(client.events()).hasSize(35);
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    FakePolygonServer polygon = FakePolygonServer.start(CONFIG);
    polygon.close();
    polygon.close();

    assertThatThrownBy(() -> polygon.clock().advance(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The server is closed");
  }

  @Test
  void closingEndsAMoveOfTheClockThatWaits() throws InterruptedException {
    FakePolygonServer polygon = FakePolygonServer.start(CONFIG);
    try (RawClient silent = RawClient.upgraded(polygon.url())) {
      silent.authenticate("key");
      silent.subscribe("T.*");
      polygon.awaitSubscribed("T.*");
      Throwable[] thrown = new Throwable[1];
      Thread mover =
          new Thread(
              () -> {
                try {
                  polygon.clock().advance(Duration.ofSeconds(1));
                } catch (RuntimeException e) {
                  thrown[0] = e;
                }
              });
      mover.start();
      // Its ping shows that the move waits for us.
      RawClient.Frame frame = silent.next();
      while (frame.opcode() != RawClient.PING) {
        frame = silent.next();
      }
      polygon.close();
      mover.join(TimeUnit.SECONDS.toMillis(10));

      assertThat(thrown[0]).hasMessage("The server was closed while its clock moved");
    }
  }

  @Test
  void noThreadOutlivesTheLastServerForLong() {
    try (FakePolygonServer polygon = FakePolygonServer.start(CONFIG);
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      ScheduledExecutorService scheduler = polygon.clock().scheduler();
      scheduler.execute(() -> {});
      polygon.clock().advance(Duration.ofSeconds(1));
      assertThat(client.frames()).hasSize(10);
      assertThat(ourThreads()).contains("fake-polygon-market", "fake-polygon-scheduler");
    }

    assertThat(ourThreads()).doesNotContain("fake-polygon-market", "fake-polygon-scheduler");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!ourThreads().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(ourThreads()).isEmpty();
  }

  private static Set<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith("fake-polygon"))
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }
}
