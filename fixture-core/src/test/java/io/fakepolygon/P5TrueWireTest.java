package io.fakepolygon;

import static io.fakepolygon.server.RawClient.CLOSE;
import static io.fakepolygon.server.RawClient.PING;
import static io.fakepolygon.server.RawClient.PONG;
import static io.fakepolygon.server.RawClient.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.AcknowledgementFraming;
import io.fakepolygon.server.ConnectionCapPolicy;
import io.fakepolygon.server.RawClient;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P5: every frame is one the real service could have sent, and silence where it is silent. */
class P5TrueWireTest {
  private static final String GREETING =
      "[{\"ev\":\"status\",\"status\":\"connected\",\"message\":\"Connected Successfully\"}]";
  private static final String AUTHENTICATED =
      "[{\"ev\":\"status\",\"status\":\"auth_success\",\"message\":\"authenticated\"}]";
  private static final String MAX_CONNECTIONS =
      "[{\"ev\":\"status\",\"status\":\"max_connections\",\"message\":\"Maximum number of websocket connections exceeded."
          + " You have reached the connection limit for your account. Please contact support at"
          + " https://polygon.io/contact to increase your limit.\"}]";

  private FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().build());

  @AfterEach
  void close() {
    polygon.close();
  }

  @Test
  void theGreetingComesUnaskedAndAlone() {
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      assertThat(client.nextText()).isEqualTo(GREETING);

      client.authenticate("key");

      assertThat(client.nextText()).isEqualTo(AUTHENTICATED);
    }
  }

  @Test
  void oneAcknowledgementForEachParameterInOneFrame() {
    try (RawClient client = authenticated()) {
      client.subscribe("T.FAKETICKER,A.NOTATICKER, Q.*");

      assertThat(client.nextText())
          .isEqualTo(
              "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.FAKETICKER\"},"
                  + "{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: A.NOTATICKER\"},"
                  + "{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: Q.*\"}]");
    }
  }

  @Test
  void oneFrameForEachAcknowledgementOnRequest() {
    restart(
        FakePolygonConfig.builder()
            .acknowledgementFraming(AcknowledgementFraming.FRAME_PER_PARAMETER));
    try (RawClient client = authenticated()) {
      client.subscribe("T.A,T.B");

      assertThat(client.nextText()).isEqualTo(success("subscribed to: T.A"));
      assertThat(client.nextText()).isEqualTo(success("subscribed to: T.B"));
    }
  }

  @Test
  void aTickerLongerThanAnyIsMetWithSilenceAndNotRemembered() {
    try (RawClient client = authenticated()) {
      client.subscribe("T." + "A".repeat(101) + ",T." + "A".repeat(100));

      assertThat(client.nextText()).isEqualTo(success("subscribed to: T." + "A".repeat(100)));
      assertThat(polygon.connections().get(0).topics()).hasSize(1);
    }
  }

  @Test
  void unsubscribingIsAcknowledgedWithTheWordToWhetherHeldOrNot() {
    try (RawClient client = authenticated()) {
      client.say("{\"action\":\"unsubscribe\",\"params\":\"T.FAKETICKER\"}");

      assertThat(client.nextText()).isEqualTo(success("unsubscribed to: T.FAKETICKER"));
    }
  }

  @Test
  void authenticationAndSubscriptionMayBePipelined() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendUpgrade("/stocks");
      client.readHead();
      client.authenticate("key");
      client.subscribe("T.FAKETICKER");

      assertThat(client.nextText()).isEqualTo(GREETING);
      assertThat(client.nextText()).isEqualTo(AUTHENTICATED);
      assertThat(client.nextText()).isEqualTo(success("subscribed to: T.FAKETICKER"));
    }
  }

  @Test
  void whatCameInOnePacketWithTheUpgradeIsNotLost() {
    try (RawClient client = RawClient.open(polygon.url())) {
      byte[] auth = frame(0x81, "{\"action\":\"auth\",\"params\":\"key\"}".getBytes(UTF_8));
      client.sendUpgrade("/stocks", auth);
      client.readHead();

      assertThat(client.nextText()).isEqualTo(GREETING);
      assertThat(client.nextText()).isEqualTo(AUTHENTICATED);
    }
  }

  @Test
  void aBadKeyIsToldAndTheConnectionDroppedWithoutACloseFrame() {
    restart(FakePolygonConfig.builder().apiKeys("good"));
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      client.authenticate("bad");
      client.subscribe("T.FAKETICKER");

      assertThat(client.nextText()).isEqualTo(GREETING);
      assertThat(client.nextText())
          .isEqualTo(
              "[{\"ev\":\"status\",\"status\":\"auth_failed\",\"message\":\"authentication failed\"}]");
      assertThat(client.next().isEnd()).isTrue();
    }
  }

  @Test
  void anEmptyKeyIsBadEvenWhereAnyKeyIsGood() {
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      client.authenticate("");
      client.nextText();

      assertThat(client.nextText()).contains("auth_failed");
    }
  }

  @Test
  void aSecondKeyIsAnsweredByTheSameRules() {
    try (RawClient client = authenticated()) {
      client.authenticate("another");

      assertThat(client.nextText()).isEqualTo(AUTHENTICATED);
    }
  }

  @Test
  void noKeyInTimeIsToldAndClosed() {
    restart(FakePolygonConfig.builder().authenticationTimeout(Duration.ofMillis(50)));
    try (RawClient client = RawClient.upgraded(polygon.url())) {
      assertThat(client.nextText()).isEqualTo(GREETING);
      assertThat(client.nextText())
          .isEqualTo(
              "[{\"ev\":\"status\",\"status\":\"auth_timeout\",\"message\":\"No authentication request received.\"}]");
      assertThat(client.next().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void aChannelThatThePlanDoesNotIncludeIsRefusedWithoutNamingIt() {
    restart(FakePolygonConfig.builder().channels(Channel.T));
    try (RawClient client = authenticated()) {
      client.subscribe("T.FAKETICKER,NOI.AAPL,Q.FAKETICKER");

      String refused = "{\"ev\":\"status\",\"status\":\"error\",\"message\":\"not authorized\"}";
      assertThat(client.nextText())
          .isEqualTo(
              "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.FAKETICKER\"},"
                  + refused
                  + ","
                  + refused
                  + "]");
    }
  }

  @Test
  void unknownPrefixesAndWhatMakesNoSenseAreMetWithSilence() {
    try (RawClient client = authenticated()) {
      client.subscribe("ZZ.AAPL");
      client.subscribe("*");
      client.subscribe("T.");
      client.subscribe("");
      client.subscribe("XT.BTC-USD");
      client.say("{\"action\":\"subscribe\",\"params\":[\"T.AAPL\"]}");
      client.say("{\"action\":\"dance\",\"params\":\"T.AAPL\"}");
      client.say("no JSON");
      client.say("[]");
      client.subscribe("ZZ.AAPL,T.FAKETICKER");

      assertThat(client.nextText()).isEqualTo(success("subscribed to: T.FAKETICKER"));
    }
  }

  @Test
  void aBinaryFrameIsReadAsText() {
    try (RawClient client = authenticated()) {
      client.sendBytes(
          frame(0x82, "{\"action\":\"subscribe\",\"params\":\"T.A\"}".getBytes(UTF_8)));

      assertThat(client.nextText()).isEqualTo(success("subscribed to: T.A"));
    }
  }

  @Test
  void moreTopicsThanAConnectionMayHoldAreRefusedTogether() {
    String many = topics("T.X%d", 60_000);
    try (RawClient client = authenticated()) {
      client.subscribe(many);
      assertThat(client.nextText()).contains("subscribed to: T.X0\"");
      while (!client.nextText().endsWith("subscribed to: T.X59999\"}]")) {}

      client.subscribe(topics("Q.Y%d", 50_000));

      assertThat(client.nextText())
          .startsWith(
              "[{\"ev\":\"status\",\"status\":\"error\",\"message\":\"Subscription limit reached for feed. Please remove"
                  + " some subscriptions and try again.\"},");
      assertThat(polygon.connections().get(0).topics()).hasSize(60_000);
    }
  }

  @Test
  void noFrameIsLargerThanOfficialClientsRead() {
    try (RawClient client = authenticated()) {
      client.subscribe(topics("T.X%d", 60_000));

      String last = "";
      while (!last.endsWith("subscribed to: T.X59999\"}]")) {
        last = client.nextText();
        assertThat(last.length()).isLessThanOrEqualTo(900_000);
      }
    }
  }

  @Test
  void tickersMixInsideOneFrame() {
    try (TestClient client = TestClient.subscribed(polygon, "T.*", "Q.*")) {
      polygon.clock().advance(Duration.ofMillis(100));

      assertThat(client.events())
          .extracting(event -> event.channel() + "." + event.symbol())
          .containsExactly("Q.FAKETICKER", "T.FAKETICKER", "Q.TESTSTOCK", "T.TESTSTOCK");
    }
  }

  @Test
  void aDataFrameIsAnArrayWithTheKeyOrderOfTheWire() {
    try (TestClient client = TestClient.subscribed(polygon, "A.FAKETICKER")) {
      polygon.clock().advance(Duration.ofSeconds(1));

      assertThat(client.nextFrame())
          .matches(
              "\\[\\{\"ev\":\"A\",\"sym\":\"FAKETICKER\",\"v\":\\d+,\"av\":\\d+,\"op\":[0-9.]+,\"vw\":[0-9.]+,\"o\":[0-9.]+,"
                  + "\"c\":[0-9.]+,\"h\":[0-9.]+,\"l\":[0-9.]+,\"a\":[0-9.]+,\"z\":\\d+,\"s\":1704205800000,"
                  + "\"e\":1704205801000,\"dv\":\"\\d+\\.0\",\"dav\":\"\\d+\\.0\"}]");
    }
  }

  @Test
  void aPingIsAnsweredWithItsOwnPayload() {
    try (RawClient client = authenticated()) {
      client.sendBytes(frame(0x80 | PING, "are you there".getBytes(UTF_8)));

      RawClient.Frame answer = client.next();
      assertThat(answer.opcode()).isEqualTo(PONG);
      assertThat(answer.payload()).asString(UTF_8).isEqualTo("are you there");
    }
  }

  @Test
  void theServerPingsAsLongAsTheConnectionLives() {
    restart(FakePolygonConfig.builder().pingPeriod(Duration.ofMillis(20)));
    try (RawClient client = authenticated()) {
      assertThat(client.next().opcode()).isEqualTo(PING);
      assertThat(client.next().opcode()).isEqualTo(PING);
    }
  }

  @Test
  void aConnectionThatIsAboutToBeRefusedTakesNobodysPlace() {
    restart(FakePolygonConfig.builder().connectionCap(1, ConnectionCapPolicy.REFUSE_NEWEST));
    RawClient first = authenticated();
    try (RawClient refused = authenticated()) {
      first.close();
      while (polygon.connections().size() > 1) {
        Thread.onSpinWait();
      }

      try (RawClient next = authenticated()) {
        assertThat(refused.nextText()).isEqualTo(MAX_CONNECTIONS);
        next.subscribe("T.FAKETICKER");
        assertThat(next.nextText()).isEqualTo(success("subscribed to: T.FAKETICKER"));
        next.subscribe("Q.FAKETICKER");
        assertThat(next.nextText()).isEqualTo(success("subscribed to: Q.FAKETICKER"));
      }
    }
  }

  @Test
  void theNewestConnectionBeyondTheCapIsRefusedLate() {
    restart(FakePolygonConfig.builder().connectionCap(1, ConnectionCapPolicy.REFUSE_NEWEST));
    try (RawClient first = authenticated();
        RawClient second = authenticated()) {
      second.subscribe("T.FAKETICKER");

      assertThat(second.nextText()).isEqualTo(success("subscribed to: T.FAKETICKER"));
      assertThat(second.nextText()).isEqualTo(MAX_CONNECTIONS);
      assertThat(second.next().closeCode()).isEqualTo(1008);
      first.subscribe("T.FAKETICKER");
      assertThat(first.nextText()).isEqualTo(success("subscribed to: T.FAKETICKER"));
    }
  }

  @Test
  void aRefusedConnectionThatSubscribesToNothingIsToldAllTheSame() {
    restart(FakePolygonConfig.builder().connectionCap(1, ConnectionCapPolicy.REFUSE_NEWEST));
    try (RawClient first = authenticated();
        RawClient second = authenticated()) {
      assertThat(second.nextText()).isEqualTo(MAX_CONNECTIONS);
      assertThat(second.next().closeCode()).isEqualTo(1008);
      assertThat(first.localAddress()).isEqualTo(polygon.connections().get(0).remoteAddress());
    }
  }

  @Test
  void theOldestConnectionBeyondTheCapIsEvicted() {
    restart(FakePolygonConfig.builder().connectionCap(1, ConnectionCapPolicy.EVICT_OLDEST));
    try (RawClient first = authenticated();
        RawClient second = authenticated()) {
      assertThat(first.nextText()).isEqualTo(MAX_CONNECTIONS);
      assertThat(first.next().closeCode()).isEqualTo(1008);
      second.subscribe("T.A");
      assertThat(second.nextText()).isEqualTo(success("subscribed to: T.A"));
    }
  }

  @Test
  void theCapCountsEachKeyByItself() {
    restart(FakePolygonConfig.builder().connectionCap(1, ConnectionCapPolicy.EVICT_OLDEST));
    try (RawClient one = authenticated("one");
        RawClient other = authenticated("other")) {
      one.subscribe("T.A");
      other.subscribe("T.A");

      assertThat(one.nextText()).isEqualTo(success("subscribed to: T.A"));
      assertThat(other.nextText()).isEqualTo(success("subscribed to: T.A"));
    }
  }

  @Test
  void aClosingClientGetsItsOwnCodeBackAndTheEnd() {
    try (RawClient client = authenticated()) {
      client.sendBytes(frame(0x80 | CLOSE, new byte[] {3, (byte) 0xe8}));

      assertThat(client.next().closeCode()).isEqualTo(1000);
      assertThat(client.next().isEnd()).isTrue();
    }
  }

  @Test
  void theServersEndIsADropWithoutAWord() {
    try (RawClient client = authenticated()) {
      polygon.close();

      assertThat(client.next().isEnd()).isTrue();
    }
  }

  private RawClient authenticated() {
    return authenticated("key");
  }

  private RawClient authenticated(String key) {
    RawClient client = RawClient.upgraded(polygon.url());
    client.authenticate(key);
    assertThat(client.nextText()).isEqualTo(GREETING);
    assertThat(client.nextText()).isEqualTo(AUTHENTICATED);
    return client;
  }

  private void restart(FakePolygonConfig.Builder config) {
    polygon.close();
    polygon = FakePolygonServer.start(config.build());
  }

  private static String success(String message) {
    return "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"" + message + "\"}]";
  }

  private static String topics(String pattern, int count) {
    return IntStream.range(0, count).mapToObj(pattern::formatted).collect(Collectors.joining(","));
  }
}
