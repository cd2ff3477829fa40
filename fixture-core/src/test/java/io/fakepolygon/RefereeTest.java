package io.fakepolygon;

import static io.fakepolygon.server.RawClient.PING;
import static io.fakepolygon.server.RawClient.PONG;
import static io.fakepolygon.server.RawClient.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.LineHarm;
import io.fakepolygon.fault.TimeBase;
import io.fakepolygon.referee.Objection;
import io.fakepolygon.referee.Rule;
import io.fakepolygon.server.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the referee sees of clients on real sockets. Its words are in {@code JudgeTest}. */
class RefereeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose
  private FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().apiKeys("good-key").build());

  @Test
  void aGoodClientIsNotObjectedTo() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER", "Q.*")) {
      polygon.clock().advance(Duration.ofMinutes(1));
      client.frames();
      client.unsubscribe("Q.*");

      assertThat(polygon.referee().objections()).isEmpty();
    }
    TestClient.awaitNobodyConnectedTo(polygon);
    assertThat(polygon.referee().objectionsAtEnd()).isEmpty();
  }

  @Test
  void aSubscriptionRightBehindTheKeyIsEarlyEnough() {
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      client.authenticate("good-key");
      client.subscribe("T.FAKETICKER");
      polygon.awaitSubscribed("T.FAKETICKER");

      assertThat(polygon.referee().objections()).isEmpty();
    }
  }

  @Test
  void aSubscriptionBeforeTheKeyIsObjectedTo() {
    try (RawClient client = greeted()) {
      client.subscribe("T.FAKETICKER");
      client.nextText();
      client.say("{\"action\":\"unsubscribe\",\"params\":\"T.FAKETICKER\"}");
      client.nextText();

      assertRules(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION, Rule.SUBSCRIBED_BEFORE_AUTHENTICATION);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "[{\"action\":\"auth\",\"params\":\"good-key\"}]",
        "{\"action\":\"listen\",\"params\":\"good-key\"}",
        "{\"action\":\"auth\",\"params\":{\"key\":\"good-key\"}}"
      })
  void P8_nonsenseIsObjectedToWithoutShowingIt(String nonsense) {
    try (RawClient client = greeted()) {
      client.say(nonsense);
      client.authenticate("good-key");
      client.nextText();

      assertRules(Rule.MALFORMED_MESSAGE);
      assertThat(polygon.referee().objections().toString()).doesNotContain("good-key");
    }
  }

  @Test
  void aTopicThatCanNeverComeIsObjectedTo() {
    try (RawClient client = authenticated()) {
      client.subscribe("ZZ.FAKETICKER,T.NOTATICKER,T.,FAKETICKER,T.FAKETICKER");
      client.nextText();

      assertRules(Rule.UNKNOWN_TOPIC, Rule.UNKNOWN_TOPIC, Rule.UNKNOWN_TOPIC, Rule.UNKNOWN_TOPIC);
    }
  }

  @Test
  void whatThePlanHasNotIsNoUnknownTopic() {
    try (RawClient client = authenticated()) {
      client.subscribe("LULD.FAKETICKER");

      assertThat(client.nextText()).contains("not authorized");
      assertThat(polygon.referee().objections()).isEmpty();
    }
  }

  @Test
  void whereAnyTickerExistsNoneIsUnknown() {
    restart(FakePolygonConfig.builder().apiKeys("good-key").symbols("*"));
    try (RawClient client = authenticated()) {
      client.subscribe("T.ANYTHING,T.*");
      client.nextText();

      assertThat(polygon.referee().objections()).isEmpty();
    }
  }

  @Test
  void whoComesBackAndDoesNotAskAgainIsObjectedTo() {
    try (TestClient lost = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      polygon.dropConnections();
      lost.end();
    }
    try (TestClient back = TestClient.connect(polygon.url())) {
      back.authenticate("good-key");
      assertRules(Rule.NOT_RESUBSCRIBED);

      back.subscribe("T.FAKETICKER");
      assertThat(polygon.referee().objections()).isEmpty();
    }
  }

  @Test
  void whatSomebodyElseHoldsNeedNotBeAskedForAgain() {
    try (TestClient lost = TestClient.subscribed(polygon, "T.FAKETICKER");
        TestClient other = TestClient.subscribed(polygon, "T.*")) {
      lost.send("not JSON");
      lost.send("{\"action\":\"auth\",\"params\":\"bad-key\"}");
      lost.end();
      try (TestClient back = TestClient.connect(polygon.url())) {
        back.authenticate("good-key");

        assertRules(Rule.MALFORMED_MESSAGE);
      }
      assertThat(other.frames()).isEmpty();
    }
  }

  @Test
  void whoIsTurnedAwayAndComesAtOnceIsObjectedTo() {
    // The computer may take its time now and then; a storm does not end by itself.
    int attempts = 0;
    while (polygon.referee().objections().isEmpty() && ++attempts < 1_000) {
      try (RawClient client = greeted()) {
        client.authenticate("bad-key");
        client.skipToEnd();
      }
    }

    assertThat(attempts).isGreaterThanOrEqualTo(3);
    assertThat(rules()).containsOnly(Rule.RECONNECT_STORM);
    assertThat(polygon.referee().objections().toString()).contains("from the same host");
  }

  @Test
  void whoWaitsOnTheMarketsSchedulerHasWaited() {
    for (int i = 0; i < 5; i++) {
      try (RawClient client = greeted()) {
        client.authenticate("bad-key");
        client.skipToEnd();
      }
      polygon.clock().advance(Duration.ofMillis(100));
    }

    assertThat(polygon.referee().objections()).isEmpty();
  }

  @Test
  void aFenceThatIsNotAnsweredInTimeIsObjectedTo() {
    restart(FakePolygonConfig.builder().apiKeys("good-key").longestPong(Duration.ofMillis(1)));
    try (RawClient client = authenticated()) {
      client.subscribe("T.FAKETICKER");
      client.nextText();
      CompletableFuture<Void> delivered =
          CompletableFuture.runAsync(() -> polygon.clock().advance(SECOND));
      answerLate(client);
      delivered.join();

      awaitThat(() -> textsContain("Connection 1 answered a ping after"));
      assertThat(rules()).containsOnly(Rule.LATE_PONG);
    }
  }

  @Test
  void whatAFaultKeepsBackIsNoLatePong() {
    restart(FakePolygonConfig.builder().longestPong(Duration.ofMillis(1)));
    Duration delay = Duration.ofMillis(20);
    polygon.faults().order(Fault.of(new LineHarm.Latency(delay, Duration.ZERO, TimeBase.REAL)));
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      polygon.clock().advance(SECOND);

      assertThat(client.frames()).hasSize(10);
      assertThat(polygon.referee().objections()).isEmpty();
    }
  }

  @Test
  void aKeepAliveThatIsNotAnsweredInTimeIsObjectedTo() {
    restart(
        FakePolygonConfig.builder()
            .apiKeys("good-key")
            .pingPeriod(Duration.ofMillis(20))
            .longestPong(Duration.ofMillis(1)));
    try (RawClient client = authenticated()) {
      answerLate(client);

      awaitThat(() -> textsContain("Connection 1 answered a ping after"));
      assertThat(rules()).containsOnly(Rule.LATE_PONG);
    }
  }

  @Test
  void whoLetsTooMuchWaitIsObjectedTo() {
    restart(
        FakePolygonConfig.builder()
            .apiKeys("good-key")
            .longestPong(Duration.ofHours(1))
            .slowClientSoftBytes(10_000));
    try (RawClient client = RawClient.narrow(polygon.url())) {
      client.authenticate("good-key");
      client.subscribe("T.*,Q.*");
      polygon.awaitSubscribed("T.FAKETICKER");
      polygon.clock().run(100_000);

      awaitThat(() -> !polygon.referee().objections().isEmpty());
      assertRules(Rule.SLOW_READING);
    }
  }

  @Test
  void whatIsQueuedBecauseTheTestWantsItIsNotSlow() {
    restart(FakePolygonConfig.builder().apiKeys("good-key").slowClientSoftBytes(10_000));
    try (RawClient client = RawClient.narrow(polygon.url())) {
      client.authenticate("good-key");
      client.subscribe("T.*,Q.*");
      polygon.awaitSubscribed("T.FAKETICKER");
      polygon.clock().advance(Duration.ofMinutes(10), Delivery.QUEUED);

      assertThat(polygon.referee().objections()).isEmpty();
    }
  }

  @Test
  void whoIsStillConnectedIsObjectedToAtTheEnd() {
    try (RawClient client = authenticated()) {
      assertThat(polygon.referee().objections()).isEmpty();
      assertThat(polygon.referee().objectionsAtEnd())
          .extracting(Objection::rule)
          .containsExactly(Rule.LEFT_OPEN);
      assertThat(client.localAddress()).isNotEmpty();
    }
  }

  @Test
  void itCanBeAskedAfterTheServerHasClosed() {
    try (RawClient client = greeted()) {
      client.subscribe("T.FAKETICKER");
      client.nextText();
      polygon.close();

      assertThat(polygon.referee().objectionsAtEnd())
          .extracting(Objection::rule)
          .containsExactly(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION);
    }
  }

  @Test
  void aServerElsewhereHasItToo() {
    restart(FakePolygonConfig.builder().controlApi(true));
    FakePolygonServer world =
        RemoteHost.of(polygon.url()).start(FakePolygonConfig.builder().build());
    try (RawClient client = RawClient.upgraded(world.url())) {
      client.nextText();
      client.subscribe("T.FAKETICKER");
      client.nextText();

      List<Objection> now = world.referee().objections();
      assertThat(now)
          .extracting(Objection::rule)
          .containsExactly(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION);
      assertThat(world.referee().objectionsAtEnd())
          .extracting(Objection::rule)
          .containsExactly(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION, Rule.LEFT_OPEN);
      world.close();
      assertThat(world.referee().objectionsAtEnd()).isEqualTo(now);
    }
  }

  @Test
  void aTimeToThePongThatIsNoneIsRefused() {
    assertThatThrownBy(() -> FakePolygonConfig.builder().longestPong(Duration.ZERO).build())
        .hasMessage("The longest time to a pong PT0S is not above 0 and at most 365 days");
  }

  private void answerLate(RawClient client) {
    RawClient.Frame ping = client.next();
    while (ping.opcode() != PING) {
      ping = client.next();
    }
    awaitThat(() -> textsContain("Connection 1 has not answered a ping for"));
    client.sendBytes(frame(0x80 | PONG, ping.payload()));
  }

  private RawClient greeted() {
    RawClient client = RawClient.upgraded(polygon.url());
    client.nextText();
    return client;
  }

  private RawClient authenticated() {
    RawClient client = greeted();
    client.authenticate("good-key");
    client.nextText();
    return client;
  }

  private void restart(FakePolygonConfig.Builder config) {
    polygon.close();
    polygon = FakePolygonServer.start(config.build());
  }

  private boolean textsContain(String text) {
    return polygon.referee().objections().stream().anyMatch(one -> one.text().contains(text));
  }

  private Stream<Rule> rules() {
    return polygon.referee().objections().stream().map(Objection::rule);
  }

  private void assertRules(Rule... rules) {
    assertThat(rules()).containsExactly(rules);
  }

  private static void awaitThat(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
