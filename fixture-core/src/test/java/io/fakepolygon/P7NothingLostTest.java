package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P7: in order, exactly once, to every client that keeps up; one that does not never slows another.
 */
class P7NothingLostTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void holdingATickerAndTheWildcardDeliversEachEventOnce() {
    try (FakePolygonServer polygon = manual();
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER", "T.*")) {
      polygon.clock().advance(SECOND);

      assertThat(client.events()).isEqualTo(polygon.tape().of("T.*").elapsed().toList());
    }
  }

  @Test
  void aTopicAskedForTwiceIsDeliveredOnce() {
    try (FakePolygonServer polygon = manual();
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER", "T.FAKETICKER")) {
      polygon.clock().advance(SECOND);

      assertThat(client.events()).isEqualTo(polygon.tape().of("T.FAKETICKER").elapsed().toList());
    }
  }

  @Test
  void whereAnyTickerExistsAWildcardIsAcknowledgedAndStaysSilent() {
    FakePolygonConfig config = FakePolygonConfig.builder().symbols("*").build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        TestClient wildcard = TestClient.subscribed(polygon, "T.*", "T.ABC");
        TestClient other = TestClient.subscribed(polygon, "T.XYZ")) {
      polygon.clock().advance(SECOND);

      assertThat(wildcard.events()).isEqualTo(polygon.tape().of("T.ABC").elapsed().toList());
      assertThat(other.events()).isEqualTo(polygon.tape().of("T.XYZ").elapsed().toList());
    }
  }

  @Test
  void givingUpTheWildcardLeavesTheSingleTopics() {
    try (FakePolygonServer polygon = manual();
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER", "T.*")) {
      client.unsubscribe("T.*");

      polygon.clock().advance(SECOND);

      assertThat(client.events()).isEqualTo(polygon.tape().of("T.FAKETICKER").elapsed().toList());
    }
  }

  @Test
  void whoeverSubscribesAndLeavesOnTheWayGetsExactlyTheStretchBetween() {
    try (FakePolygonServer polygon = manual();
        TestClient client = TestClient.subscribed(polygon, "Q.TESTSTOCK")) {
      Random random = new Random(7);
      List<MarketEvent> received = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String topic =
            List.of("T.FAKETICKER", "Q.*", "A.TESTSTOCK", "AM.*", "T.*").get(random.nextInt(5));
        if (random.nextBoolean()) {
          client.subscribe(topic);
        } else {
          client.unsubscribe(topic);
        }
        polygon.clock().advance(Duration.ofMillis(1 + random.nextInt(2_000)));
        received.addAll(client.events());
      }

      ConnectionInfo connection = polygon.connections().get(0);
      assertThat(received)
          .isEqualTo(polygon.tape().dueTo(connection).toList())
          .hasSizeGreaterThan(1_000);
    }
  }

  @Test
  void twentyClientsOfARunningClockLoseNothing() {
    FakePolygonConfig config = FakePolygonConfig.builder().scaledClock(200).build();
    List<List<MarketEvent>> received = new ArrayList<>();
    try (FakePolygonServer polygon = FakePolygonServer.start(config)) {
      List<TestClient> clients =
          IntStream.range(0, 20)
              .mapToObj(i -> TestClient.subscribed(polygon, i % 2 == 0 ? "T.*" : "Q.FAKETICKER"))
              .toList();
      // Each has been sent something: the market runs.
      for (TestClient client : clients) {
        received.add(new ArrayList<>(TestClient.eventsIn(client.nextFrame())));
      }
      polygon.clock().pause();
      polygon.clock().advance(SECOND);

      List<ConnectionInfo> connections = polygon.connections();
      for (int i = 0; i < 20; i++) {
        received.get(i).addAll(clients.get(i).events());
        assertThat(received.get(i)).isEqualTo(polygon.tape().dueTo(connections.get(i)).toList());
      }
      clients.forEach(TestClient::close);
    }
  }

  @Test
  void aFrozenClientOfARunningClockIsDroppedAndTheOthersLoseNothing() {
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .symbols(IntStream.range(0, 100).mapToObj("S%d"::formatted).toList())
            .scaledClock(200)
            .build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        RawClient frozen = RawClient.upgraded(polygon.url())) {
      frozen.authenticate("key");
      frozen.subscribe("T.*,Q.*");
      polygon.awaitSubscribed("T.*", "Q.*");
      try (TestClient client = TestClient.subscribed(polygon, "T.S7")) {
        List<MarketEvent> received = new ArrayList<>();
        while (polygon.connections().size() == 2) {
          received.addAll(TestClient.eventsIn(client.nextFrame()));
        }
        polygon.clock().pause();
        polygon.clock().advance(SECOND);
        received.addAll(client.events());

        ConnectionInfo connection = polygon.connections().get(0);
        assertThat(received).isEqualTo(polygon.tape().dueTo(connection).toList());
      }
    }
  }

  @Test
  @Timeout(20)
  void aClientOfManyTopicsThatChangesItsMindAllTheTimeDoesNotSlowTheOthers() {
    String topics =
        IntStream.range(0, 90_000).mapToObj(i -> "T." + i).collect(Collectors.joining(","));
    FakePolygonConfig config = FakePolygonConfig.builder().realTimeClock().build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        RawClient restless = RawClient.upgraded(polygon.url())) {
      restless.authenticate("key");
      restless.readAndForget();
      restless.subscribe(topics);
      for (int i = 0; i < 2_000; i++) {
        restless.subscribe("Q.1");
        restless.say("{\"action\":\"unsubscribe\",\"params\":\"Q.1\"}");
      }
      restless.subscribe("Q.LAST");

      polygon.awaitSubscribed("Q.LAST");
    }
  }

  @Test
  void aFrozenClientOfAManualClockDoesNotMakeTheServerHoardFrames() {
    FakePolygonConfig config = FakePolygonConfig.builder().deliveryTimeout(SECOND).build();
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        RawClient frozen = RawClient.upgraded(polygon.url())) {
      frozen.authenticate("key");
      frozen.subscribe("T.*,Q.*,A.*");
      polygon.awaitSubscribed("A.*");

      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> polygon.clock().advance(Duration.ofDays(1))))
          .hasMessageContaining("No sign of delivery within PT1S");

      assertThat(polygon.connections().get(0).bytesQueued()).isLessThan(2 << 20);
    }
  }

  private static FakePolygonServer manual() {
    return FakePolygonServer.start(FakePolygonConfig.builder().build());
  }
}
