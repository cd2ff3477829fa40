package io.fakepolygon;

import static io.fakepolygon.server.RawClient.PING;
import static io.fakepolygon.server.RawClient.PONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.fault.Absence;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.RawClient;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a client is sent, byte for byte, when faults strike its connection or its requests. */
class FaultsOfConnectionsOnTheWireTest {
  private static final String AUTHENTICATED =
      "[{\"ev\":\"status\",\"status\":\"auth_success\",\"message\":\"authenticated\"}]";
  private static final String TOO_MANY =
      "[{\"ev\":\"status\",\"status\":\"max_connections\",\"message\":\"Maximum number of websocket connections exceeded."
          + " You have reached the connection limit for your account. Please contact support at"
          + " https://polygon.io/contact to increase your limit.\"}]";

  @Test
  void dropEndsTheConnectionBehindTheLastEventAndWithoutACloseFrame() {
    try (WireTap tap = WireTap.on("T.FAKETICKER").order("DROP after 2 on T.FAKETICKER")) {
      tap.advance(1_000);

      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(0) + "]");
      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(1) + "]");
      assertThat(tap.next().isEnd()).isTrue();
      assertThat(tap.polygon.journal().entries(Kind.ENDED).get(0).at())
          .isEqualTo("2024-01-02T14:30:00.200Z");
    }
  }

  @Test
  void closeSendsItsCode() {
    try (WireTap tap = WireTap.on("T.FAKETICKER").order("CLOSE code 1012")) {
      assertThat(tap.next().closeCode()).isEqualTo(1012);
      assertThat(tap.next().isEnd()).isTrue();
    }
  }

  @Test
  void atAMarketTimeWhatWasDueBeforeComesAndNothingAfter() {
    try (WireTap tap = WireTap.on("T.FAKETICKER").order("CLOSE at 300ms")) {
      tap.advance(1_000);

      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(0) + "]");
      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(1) + "]");
      assertThat(tap.next().closeCode()).isEqualTo(1001);
    }
  }

  @Test
  void restartCutsAllAndLetsNobodyInUntilItsMarketTimeIsOver() {
    try (WireTap tap = WireTap.on("T.FAKETICKER");
        RawClient other = RawClient.upgraded(tap.polygon.url())) {
      other.nextText();

      tap.order("RESTART down 2s");

      assertThat(tap.next().isEnd()).isTrue();
      assertThat(other.next().isEnd()).isTrue();
      try (RawClient late = asking(tap)) {
        assertThat(late.readToEnd()).isEmpty();
      }
      tap.advance(2_000);
      try (RawClient late = asking(tap)) {
        assertThat(late.readHead()).startsWith("HTTP/1.1 101 ");
      }
    }
  }

  private static RawClient asking(WireTap tap) {
    RawClient late = RawClient.open(tap.polygon.url());
    late.sendUpgrade(URI.create(tap.polygon.url()).getPath());
    return late;
  }

  @Test
  void authFailureRefusesAGoodKeyAndDrops() {
    try (WireTap tap =
        WireTap.connected().order("AUTH_FAILURE message 'No websockets in your plan.'")) {
      tap.client.authenticate("key");

      assertThat(tap.text())
          .isEqualTo(
              "[{\"ev\":\"status\",\"status\":\"auth_failed\",\"message\":\"No websockets in your plan.\"}]");
      assertThat(tap.next().isEnd()).isTrue();
    }
  }

  @Test
  void authTimeoutSaysThatNoKeyCame() {
    try (WireTap tap = WireTap.connected().order("AUTH_TIMEOUT")) {
      tap.client.authenticate("key");

      assertThat(tap.text())
          .isEqualTo(
              "[{\"ev\":\"status\",\"status\":\"auth_timeout\",\"message\":\"No authentication request received.\"}]");
      assertThat(tap.next().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void slowAuthAnswersLateAndKeepsWhatWasSaidMeanwhile() {
    try (WireTap tap = WireTap.connected().order("SLOW_AUTH delay 3s")) {
      tap.client.authenticate("key");
      tap.client.subscribe("T.FAKETICKER");
      tap.client.sendBytes(RawClient.frame(0x80 | PING, new byte[] {'?'}));
      assertThat(tap.client.next().opcode()).isEqualTo(PONG);

      tap.advance(3_000);

      assertThat(tap.text()).isEqualTo(AUTHENTICATED);
      assertThat(tap.text()).isEqualTo("[" + subscribedTo("T.FAKETICKER") + "]");
    }
  }

  @Test
  void connectionCapIsToldAfterTheAcknowledgement() {
    try (WireTap tap = WireTap.connected().order("CONNECTION_CAP")) {
      tap.client.authenticate("key");
      tap.client.subscribe("T.FAKETICKER");

      assertThat(tap.text()).isEqualTo(AUTHENTICATED);
      assertThat(tap.text()).isEqualTo("[" + subscribedTo("T.FAKETICKER") + "]");
      assertThat(tap.text()).isEqualTo(TOO_MANY);
      assertThat(tap.next().closeCode()).isEqualTo(1008);
    }
  }

  @Test
  void connectionCapIsNamedInTheJournalAndAbsentFromThenOn() {
    try (WireTap tap = WireTap.connected().order("CONNECTION_CAP")) {
      tap.client.authenticate("key");
      tap.client.subscribe("T.FAKETICKER");
      tap.client.readToEnd();

      assertThat(tap.polygon.journal().entries(Kind.ENDED))
          .singleElement()
          .asString()
          .contains("closed with 1008 by order 1: CONNECTION_CAP");
      assertThat(tap.polygon.faults().ledger().absences())
          .extracting(Absence::topic)
          .containsExactly(Topic.parse("T.FAKETICKER"));
    }
  }

  @Test
  void whatWaitedForASlowLogInIsNotDoneOnceTheConnectionHasEnded() {
    FakePolygonConfig config =
        FakePolygonConfig.builder().symbols("FAKETICKER").apiKeys("key").build();
    try (WireTap tap = WireTap.connected(config).order("SLOW_AUTH delay 3s")) {
      tap.client.authenticate("key");
      tap.client.authenticate("another");
      tap.client.authenticate("key");
      tap.client.subscribe("T.FAKETICKER");
      tap.client.sendBytes(RawClient.frame(0x80 | PING, new byte[] {'?'}));
      assertThat(tap.client.next().opcode()).isEqualTo(PONG);

      tap.advance(3_000);

      assertThat(tap.text()).isEqualTo(AUTHENTICATED);
      assertThat(tap.text()).contains("auth_failed");
      assertThat(tap.next().isEnd()).isTrue();
      assertThat(tap.polygon.journal().entries(Kind.TOLD))
          .noneMatch(told -> told.toString().contains("subscribed to"));
    }
  }

  @Test
  void evictionComesAWhileAfterTheLogInEachTime() {
    try (WireTap tap = WireTap.connected().order("EVICTION delay 20s times 2")) {
      tap.logIn().advance(20_000);

      assertThat(tap.text()).isEqualTo(TOO_MANY);
      assertThat(tap.next().closeCode()).isEqualTo(1008);
      try (RawClient again = tap.another()) {
        tap.advance(20_000);

        assertThat(again.nextText()).isEqualTo(TOO_MANY);
      }
    }
  }

  @Test
  void missingPongLeavesThePingOfAClientUnanswered() {
    try (WireTap tap = WireTap.on("T.FAKETICKER").order("MISSING_PONG for 1s")) {
      tap.client.sendBytes(RawClient.frame(0x80 | PING, new byte[] {'1'}));
      tap.client.subscribe("Q.FAKETICKER");
      assertThat(tap.text()).isEqualTo("[" + subscribedTo("Q.FAKETICKER") + "]");

      tap.client.say("nothing");
      tap.polygon.clock().advance(Duration.ofSeconds(1), Delivery.QUEUED);
      tap.client.sendBytes(RawClient.frame(0x80 | PING, new byte[] {'2'}));

      RawClient.Frame frame = tap.client.next();
      while (frame.opcode() != PONG) {
        frame = tap.client.next();
      }
      assertThat(frame.payload()).containsExactly('2');
    }
  }

  @Test
  void refusedTopicIsNotNamed() {
    try (WireTap tap = WireTap.connected().logIn().order("REFUSED_TOPIC on Q.*")) {
      tap.client.subscribe("T.FAKETICKER,Q.FAKETICKER");

      assertThat(tap.text())
          .isEqualTo(
              "[%s,{\"ev\":\"status\",\"status\":\"error\",\"message\":\"not authorized\"}]"
                  .formatted(subscribedTo("T.FAKETICKER")));
      tap.advance(100);
      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(0) + "]");
    }
  }

  @Test
  void silentTopicHasNoAnswerAndNoData() {
    try (WireTap tap = WireTap.connected().logIn().order("SILENT_TOPIC on Q.FAKETICKER")) {
      tap.client.subscribe("Q.FAKETICKER");
      tap.client.subscribe("T.FAKETICKER");

      assertThat(tap.text()).isEqualTo("[" + subscribedTo("T.FAKETICKER") + "]");
      tap.advance(100);
      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(0) + "]");
    }
  }

  @Test
  void partialAcknowledgementTakesTheFirstAndReachesTheLimit() {
    try (WireTap tap = WireTap.connected().logIn().order("PARTIAL_ACKNOWLEDGEMENT first 1")) {
      tap.client.subscribe("T.FAKETICKER,Q.FAKETICKER");

      assertThat(tap.text())
          .isEqualTo(
              "[%s,{\"ev\":\"status\",\"status\":\"error\",\"message\":\"Subscription limit reached for feed. Please remove some subscriptions and try again.\"}]"
                  .formatted(subscribedTo("T.FAKETICKER")));
    }
  }

  @Test
  void splitAcknowledgementHasAFrameForEach() {
    try (WireTap tap = WireTap.connected().logIn().order("SPLIT_ACKNOWLEDGEMENT")) {
      tap.client.subscribe("T.FAKETICKER,Q.FAKETICKER");

      assertThat(tap.text()).isEqualTo("[" + subscribedTo("T.FAKETICKER") + "]");
      assertThat(tap.text()).isEqualTo("[" + subscribedTo("Q.FAKETICKER") + "]");
    }
  }

  @Test
  void lateAcknowledgementComesBehindDataAtItsMarketTime() {
    try (WireTap tap = WireTap.connected().logIn().order("LATE_ACKNOWLEDGEMENT delay 200ms")) {
      tap.client.subscribe("T.FAKETICKER");
      tap.polygon.awaitSubscribed("T.FAKETICKER");

      tap.advance(200);

      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(0) + "]");
      assertThat(tap.text()).isEqualTo("[" + subscribedTo("T.FAKETICKER") + "]");
      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(1) + "]");
    }
  }

  @Test
  void acknowledgementAfterDataComesBehindTheFirstFrame() {
    try (WireTap tap = WireTap.connected().logIn().order("ACKNOWLEDGEMENT_AFTER_DATA")) {
      tap.client.subscribe("T.FAKETICKER");
      tap.polygon.awaitSubscribed("T.FAKETICKER");

      tap.advance(200);

      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(0) + "]");
      assertThat(tap.text()).isEqualTo("[" + subscribedTo("T.FAKETICKER") + "]");
      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(1) + "]");
    }
  }

  @Test
  void acknowledgementAfterDataComesRightBehindTheFirstOfTwoFrames() {
    try (WireTap tap =
        WireTap.connected().logIn().order("ACKNOWLEDGEMENT_AFTER_DATA; SPLIT_BATCH always")) {
      tap.client.subscribe("Q.FAKETICKER,T.FAKETICKER");
      tap.polygon.awaitSubscribed("T.FAKETICKER");

      tap.advance(100);

      assertThat(tap.text()).isEqualTo("[" + tap.due("Q.FAKETICKER").get(0) + "]");
      assertThat(tap.text())
          .isEqualTo("[%s,%s]", subscribedTo("Q.FAKETICKER"), subscribedTo("T.FAKETICKER"));
      assertThat(tap.text()).isEqualTo("[" + tap.due("T.FAKETICKER").get(0) + "]");
    }
  }

  private static String subscribedTo(String topic) {
    return "{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: %s\"}"
        .formatted(topic);
  }
}
