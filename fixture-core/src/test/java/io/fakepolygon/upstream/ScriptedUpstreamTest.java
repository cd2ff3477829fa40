package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.TestClient;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.server.RawClient;
import io.fakepolygon.upstream.Manners.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedUpstreamTest {
  private static final String KEY = "GOOD";
  private static final String TRADE = CapturedFrames.TRADE.json();
  private static final String TOO_MANY =
      "[{\"ev\":\"status\",\"status\":\"max_connections\",\"message\":\"Maximum number of websocket connections exceeded. You have reached the connection limit for your account. Please contact support at https://polygon.io/contact to increase your limit.\"}]";
  private static final String WELCOME =
      "[{\"ev\":\"status\",\"status\":\"auth_success\",\"message\":\"authenticated\"}]";
  private static final String AUTHENTICATION_FAILED =
      "[{\"ev\":\"status\",\"status\":\"auth_failed\",\"message\":\"authentication failed\"}]";
  private static final String GREETING =
      "[{\"ev\":\"status\",\"status\":\"connected\",\"message\":\"Connected Successfully\"}]";

  private static final OkHttpClient PLAIN = new OkHttpClient();
  private static final OkHttpClient PINGING =
      new OkHttpClient.Builder().pingInterval(100, TimeUnit.MILLISECONDS).build();

  private final ScriptedUpstream feed = new ScriptedUpstream(KEY);
  private final List<AutoCloseable> clients = new ArrayList<>();

  @AfterEach
  void everythingEnds() throws Exception {
    for (AutoCloseable client : clients) {
      client.close();
    }
    feed.close();
  }

  @Test
  void itGreetsAcceptsTheKeyAndAcknowledgesEachParameter() {
    RawClient client = raw();
    assertThat(client.nextText()).isEqualTo(GREETING);

    client.authenticate(KEY);
    assertThat(client.nextText()).isEqualTo(WELCOME);

    client.subscribe("T.AAPL,A.AAPL");
    assertThat(client.nextText())
        .isEqualTo(
            "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.AAPL\"},{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: A.AAPL\"}]");

    client.say("{\"action\":\"unsubscribe\",\"params\":\"T.AAPL\"}");
    assertThat(client.nextText())
        .isEqualTo(
            "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"unsubscribed to: T.AAPL\"}]");
    ScriptedConnection connection = feed.next();
    connection.awaitTopics("A.AAPL");
    assertThat(connection.said())
        .containsExactly(
            "{\"action\":\"auth\",\"params\":\"GOOD\"}",
            "{\"action\":\"subscribe\",\"params\":\"T.AAPL,A.AAPL\"}",
            "{\"action\":\"unsubscribe\",\"params\":\"T.AAPL\"}");
  }

  @Test
  void anotherKeyIsRefusedAndTheConnectionDroppedWithoutACloseFrame() {
    RawClient client = raw();
    client.nextText();

    client.authenticate("BAD");

    assertThat(client.nextText()).isEqualTo(AUTHENTICATION_FAILED);
    assertThat(client.next().isEnd()).isTrue();
  }

  @Test
  void aSubscriptionBeforeTheKeyIsNotTaken() {
    TestClient client = connected();
    assertThat(client.nextFrame()).isEqualTo(GREETING);

    client.send("{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}");

    assertThat(client.nextMessages()).containsExactly(Status.AUTHENTICATION_REQUIRED);
    assertThat(feed.next().topics()).isEmpty();
  }

  @Test
  void anUnknownPrefixIsMetBySilence() {
    TestClient client = loggedIn();
    ScriptedConnection connection = feed.next();

    client.send("{\"action\":\"subscribe\",\"params\":\"ZZ.AAPL,T.\"}");
    client.send("{\"action\":\"subscribe\",\"params\":\"QQ.AAPL, T.MSFT\"}");

    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.MSFT"));
    connection.awaitTopics("T.MSFT");
  }

  @Test
  void whatTheTestSendsArrivesAsItIs() {
    TestClient client = subscribed("T.AAPL");
    ScriptedConnection connection = feed.next();

    connection.send(TRADE);
    connection.sendBytes(ScriptedConnection.frameOf("[]"));
    connection.send("[\"" + "x".repeat(70_000) + "\"]");
    connection.awaitRead();

    assertThat(client.frames()).startsWith(TRADE, "[]").hasSize(3);
  }

  @Test
  void aMessageMayBeCutInsideACharacter() {
    TestClient client = connected();
    assertThat(client.nextFrame()).isEqualTo(GREETING);
    byte[] text = "[\"caf\u00e9\"]".getBytes(UTF_8);

    feed.next().sendFragmented(text, 2, 6, 6);

    assertThat(client.nextFrame()).isEqualTo("[\"caf\u00e9\"]");
  }

  @Test
  void aFrameMayComeInTwoParts() {
    TestClient client = connected();
    assertThat(client.nextFrame()).isEqualTo(GREETING);
    ScriptedConnection connection = feed.next();
    byte[] frame = ScriptedConnection.frameOf(TRADE);

    connection.sendBytes(Arrays.copyOf(frame, 7));
    connection.sendBytes(Arrays.copyOfRange(frame, 7, frame.length));

    assertThat(client.nextFrame()).isEqualTo(TRADE);
  }

  @Test
  void binaryFramesAndPingsAreFramesOfTheirOwn() {
    RawClient client = raw();
    client.nextText();
    ScriptedConnection connection = feed.next();

    connection.sendBinary(new byte[] {1, 2});
    connection.sendPing("hello");

    assertThat(client.next().payload()).containsExactly(1, 2);
    assertThat(client.next().opcode()).isEqualTo(RawClient.PING);
  }

  @Test
  void pingsAreAnsweredUntilTheTestSaysNo() {
    RawClient client = raw();
    client.nextText();
    ScriptedConnection connection = feed.next();
    client.sendBytes(RawClient.frame(0x80 | RawClient.PING, new byte[] {7}));
    assertThat(client.next().payload()).containsExactly(7);

    connection.answerPings(false);
    client.sendBytes(RawClient.frame(0x80 | RawClient.PING, new byte[] {8}));
    connection.awaitPings(2);
    connection.send("[]");

    assertThat(client.nextText()).isEqualTo("[]");
    assertThat(connection.pings()).isEqualTo(2);
  }

  @Test
  void aClientsCloseIsAnswered() {
    RawClient client = raw();
    client.nextText();
    byte[] code = {3, (byte) 0xe8};

    client.sendBytes(RawClient.frame(0x80 | RawClient.CLOSE, code));

    assertThat(client.next().closeCode()).isEqualTo(1000);
    assertThat(client.next().isEnd()).isTrue();
    assertThat(feed.next().awaitEnd()).isEqualTo("closed 1000");
  }

  @Test
  void theTestMayCloseWithACodeAndAReason() {
    TestClient client = connected();
    ScriptedConnection connection = feed.next();

    connection.close(1001, "going away");

    assertThat(client.end()).isEqualTo("closed 1001going away");
    assertThat(connection.awaitEnd()).isEqualTo("closed 1001");
  }

  @Test
  void aDropIsAnEndBehindAllThatWasSent() {
    RawClient client = raw();
    ScriptedConnection connection = feed.next();

    connection.send(TRADE);
    connection.drop();

    assertThat(client.nextText()).isEqualTo(GREETING);
    assertThat(client.nextText()).isEqualTo(TRADE);
    assertThat(client.next().isEnd()).isTrue();
    assertThatThrownBy(() -> connection.send(TRADE))
        .hasMessageContaining("The client takes nothing");
  }

  @Test
  void aResetIsAnEndAtOnce() {
    TestClient client = connected();

    feed.next().reset();

    assertThat(client.end()).isEqualTo("failed");
  }

  @Test
  void theEndOfAClientIsNoticed() {
    RawClient client = raw();
    client.nextText();

    client.close();

    assertThat(feed.next().awaitEnd()).isEqualTo("ended");
  }

  @Test
  void aStalledConnectionLivesAndAnswersNothing() {
    TestClient client = connected(PINGING);
    ScriptedConnection connection = feed.next();
    connection.awaitPings(1);

    connection.stall();

    assertThat(client.end()).isEqualTo("failed");
  }

  @Test
  void aStalledConnectionMayBeDropped() {
    RawClient client = raw();
    client.nextText();
    ScriptedConnection connection = feed.next();
    connection.stall();
    client.authenticate(KEY);

    connection.drop();

    assertThat(client.next().isEnd()).isTrue();
    assertThat(connection.said()).isEmpty();
  }

  @Test
  void severalConnectionsMayBeOpenAtOnceEachWithMannersOfItsOwn() {
    feed.behave(Manners.ofTheVendor().withoutGreeting(), Manners.ofTheVendor());
    RawClient first = raw();
    ScriptedConnection one = feed.next();
    RawClient second = raw();
    ScriptedConnection two = feed.next();
    RawClient third = raw();

    one.send("[1]");
    two.send("[2]");

    assertThat(first.nextText()).isEqualTo("[1]");
    assertThat(second.nextText()).isEqualTo(GREETING);
    assertThat(second.nextText()).isEqualTo("[2]");
    assertThat(third.nextText()).isEqualTo(GREETING);
    assertThat(feed.accepted()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 503})
  void anUpgradeMayBeRefused(int httpStatus) {
    feed.behave(Manners.ofTheVendor().refusingTheUpgrade(httpStatus));

    assertThat(connected().end()).isEqualTo("refused " + httpStatus);
    feed.awaitTurnedAway(1);
  }

  @Test
  void aPageMayStandInTheWay() {
    feed.behave(Manners.ofTheVendor().answeringWithAPage());

    assertThat(connected().end()).isEqualTo("refused 200");
  }

  @Test
  void anUpgradeMayBeRedirected() {
    try (ScriptedUpstream elsewhere = new ScriptedUpstream(KEY)) {
      feed.behave(Manners.ofTheVendor().redirectingTo(elsewhere.url()));
      TestClient follower = connected(new OkHttpClient.Builder().followRedirects(false).build());

      assertThat(follower.end()).isEqualTo("refused 302");
      assertThat(elsewhere.accepted()).isZero();
    }
  }

  @Test
  void theDoorMayBeSlammed() {
    feed.behave(Manners.ofTheVendor().slammingTheDoor());

    assertThat(connected().end()).isEqualTo("failed");
    feed.awaitTurnedAway(1);
  }

  @Test
  void aKeyMayNeverBeAnswered() {
    feed.behave(Manners.ofTheVendor().neverAnsweringAuthentication());
    TestClient client = connected();
    sayKey(client);
    ScriptedConnection connection = feed.next();
    connection.awaitSaid("auth");

    connection.send("[]");
    connection.letIn();

    assertThat(client.nextFrame()).isEqualTo("[]");
    assertThat(client.nextMessages()).containsExactly(Status.AUTHENTICATED);
  }

  @Test
  void aKeyMayBeRefusedInOtherWords() {
    Status plan = new Status("auth_failed", "Your plan doesn't include websocket access.");
    feed.behave(Manners.ofTheVendor().refusingEveryKey(plan));
    TestClient client = connected();

    sayKey(client);

    assertThat(client.nextMessages()).containsExactly(plan);
    assertThat(client.end()).isEqualTo("failed");
  }

  @Test
  void oneConnectionTooManyMayBeToldInsteadOfSuccess() {
    feed.behave(Manners.ofTheVendor().withTooManyConnections(Moment.INSTEAD_OF_SUCCESS));
    TestClient client = connected();

    sayKey(client);

    assertThat(client.nextFrame()).isEqualTo(TOO_MANY);
    assertThat(client.end()).isEqualTo("closed 1008");
  }

  @Test
  void oneConnectionTooManyMayBeToldAfterSuccess() {
    feed.behave(Manners.ofTheVendor().withTooManyConnections(Moment.AFTER_SUCCESS));
    TestClient client = connected();

    sayKey(client);

    assertThat(client.nextFrame()).isEqualTo(WELCOME);
    assertThat(client.nextFrame()).isEqualTo(TOO_MANY);
    assertThat(client.end()).isEqualTo("closed 1008");
  }

  @Test
  void oneConnectionTooManyMayBeToldAfterTheFirstAcknowledgement() {
    feed.behave(Manners.ofTheVendor().withTooManyConnections(Moment.AFTER_FIRST_ACKNOWLEDGEMENT));
    TestClient client = subscribed("T.AAPL");

    assertThat(client.nextFrame()).isEqualTo(TOO_MANY);
    assertThat(client.end()).isEqualTo("closed 1008");
  }

  @Test
  void aTopicMayBeRefusedWithoutBeingNamed() {
    feed.behave(Manners.ofTheVendor().refusing("NOI.AAPL"));
    TestClient client = loggedIn();

    client.send("{\"action\":\"subscribe\",\"params\":\"T.AAPL,NOI.AAPL,Q.AAPL\"}");

    assertThat(client.nextMessages())
        .containsExactly(
            Status.subscribedTo("T.AAPL"), Status.NOT_AUTHORIZED, Status.subscribedTo("Q.AAPL"));
    feed.next().awaitTopics("T.AAPL", "Q.AAPL");
  }

  @Test
  void anAcknowledgementOfAnOddTopicIsJson() {
    TestClient client = loggedIn();

    client.send("{\"action\":\"subscribe\",\"params\":\"T.\\\"\\\\\"}");

    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.\"\\"));
  }

  @Test
  void aTopicMayBeMetBySilence() {
    feed.behave(Manners.ofTheVendor().silentAbout("LV.AAPL"));
    TestClient client = loggedIn();

    client.send("{\"action\":\"subscribe\",\"params\":\"LV.AAPL\"}");
    client.send("{\"action\":\"subscribe\",\"params\":\"LV.AAPL,T.AAPL\"}");

    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
  }

  @Test
  void aWholeRequestMayBeRefused() {
    feed.behave(Manners.ofTheVendor().refusingWholeRequestsBeyond(2, 2));
    TestClient client = subscribed("T.A");

    client.send("{\"action\":\"subscribe\",\"params\":\"T.B,T.C,T.D\"}");

    assertThat(client.nextMessages())
        .containsExactly(Status.SUBSCRIPTION_LIMIT_REACHED, Status.SUBSCRIPTION_LIMIT_REACHED);
    client.subscribe("T.B");
    client.unsubscribe("T.A");
    client.subscribe("T.C");
  }

  @Test
  void aRequestMayBeAcknowledgedInPart() {
    feed.behave(Manners.ofTheVendor().acknowledgingAtMost(1));
    TestClient client = loggedIn();

    client.send("{\"action\":\"subscribe\",\"params\":\"T.A,T.B,T.A\"}");

    assertThat(client.nextMessages())
        .containsExactly(
            Status.subscribedTo("T.A"),
            Status.SUBSCRIPTION_LIMIT_REACHED,
            Status.subscribedTo("T.A"));
  }

  @Test
  void acknowledgementsMayComeOneByOne() {
    feed.behave(Manners.ofTheVendor().acknowledgingOneByOne());
    TestClient client = loggedIn();

    client.send("{\"action\":\"subscribe\",\"params\":\"T.A,T.B\"}");

    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.A"));
    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.B"));
  }

  @Test
  void anEventMayBeFasterThanItsAcknowledgement() {
    feed.behave(Manners.ofTheVendor().sendingBeforeAcknowledging(TRADE));
    TestClient client = loggedIn();

    client.send("{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}");

    assertThat(client.nextFrame()).isEqualTo(TRADE);
    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
  }

  @Test
  void everyWordMayBeLeftToTheTest() {
    feed.behave(Manners.silent());
    TestClient client = connected();
    client.send("{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}");
    ScriptedConnection connection = feed.next();
    connection.awaitSaid("subscribe");

    connection.tell(Status.AUTHENTICATED, Status.subscribedTo("T.AAPL"));

    assertThat(client.nextMessages())
        .containsExactly(Status.AUTHENTICATED, Status.subscribedTo("T.AAPL"));
  }

  @Test
  void theRequestForTheUpgradeIsKept() {
    raw();

    assertThat(feed.next().request()).startsWith("GET /stocks HTTP/1.1\r\n");
  }

  @Test
  void aWaitThatWasInVainSaysWhatHadCome() {
    try (ScriptedUpstream hasty = new ScriptedUpstream(KEY, Duration.ofMillis(1))) {
      assertThatThrownBy(hasty::next)
          .hasMessage("No connection. TCP connections: 0, of them turned away: 0");
    }
  }

  @Test
  void aWaitForAWordSaysWhatHadBeenSaid() {
    try (ScriptedUpstream hasty = new ScriptedUpstream(KEY, Duration.ofMillis(500))) {
      RawClient client = RawClient.upgraded(hasty.url().toString());
      clients.add(client);
      ScriptedConnection connection = hasty.next();
      client.say("hello");
      connection.awaitSaid("hello");

      assertThatThrownBy(() -> connection.awaitSubscribed("T.AAPL"))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              "Not subscribed: [T.AAPL]. Said so far: [hello]; topics held: []; pings: 0; open");
    }
  }

  @Test
  void aClientThatReadsNothingIsNotWaitedForForEver() {
    try (ScriptedUpstream hasty = new ScriptedUpstream(KEY, Duration.ofMillis(500))) {
      clients.add(RawClient.upgraded(hasty.url().toString()));
      ScriptedConnection connection = hasty.next();

      assertThatThrownBy(() -> connection.sendBytes(new byte[64_000_000]))
          .hasMessageStartingWith("The client takes nothing. Said so far: []");
    }
  }

  private RawClient raw() {
    RawClient client = RawClient.upgraded(feed.url().toString());
    clients.add(client);
    return client;
  }

  private TestClient connected() {
    return connected(PLAIN);
  }

  private TestClient connected(OkHttpClient http) {
    TestClient client = TestClient.connect(http, feed.url().toString());
    clients.add(client);
    return client;
  }

  private TestClient loggedIn() {
    TestClient client = connected();
    client.authenticate(KEY);
    return client;
  }

  private TestClient subscribed(String topic) {
    TestClient client = loggedIn();
    client.subscribe(topic);
    return client;
  }

  private static void sayKey(TestClient client) {
    assertThat(client.nextFrame()).isEqualTo(GREETING);
    client.send("{\"action\":\"auth\",\"params\":\"GOOD\"}");
  }
}
