package io.fakepolygon.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule in its own words, by clocks that the test holds. */
class JudgeTest {
  private static final Listing ONLY_AAPL =
      new Listing() {
        @Override
        public boolean hasChannelOf(Topic topic) {
          return topic.channel().isOfStocks();
        }

        @Override
        public boolean hasTickerOf(Topic topic) {
          return topic.isWildcard() || topic.ticker().equals("AAPL");
        }
      };

  private long realNs = Long.MAX_VALUE - 5;
  private long marketNs = MarketTime.toNs(Instant.parse("2024-01-02T14:30:00Z"));
  private final Judge judge =
      new Judge(() -> realNs, () -> marketNs, Duration.ofSeconds(5), List.of("good-key"));

  @Test
  void nothingIsObjectedToInAClientThatDoesAllAsItShould() {
    connectWithKey(1);
    judge.subscribed(1, List.of("T.AAPL", "Q.*"), ONLY_AAPL);
    judge.unsubscribed(1, List.of("Q.*"));
    judge.ponged(1, Duration.ofSeconds(5).toNanos());
    judge.queued(1, 4_194_304, 4_194_304);
    judge.closes(1);
    judge.ended(1, topics("T.AAPL"));

    assertThat(judgement(true)).isEqualTo(new Judgement(0, List.of()));
  }

  @Test
  void aRequestBeforeTheKeyIsObjectedTo() {
    connect(1);

    judge.spokeBeforeAuthentication(1, "subscribe");

    assertThat(judgement(false))
        .isEqualTo(
            new Judgement(
                1,
                List.of(
                    new Objection(
                        Rule.SUBSCRIBED_BEFORE_AUTHENTICATION,
                        1,
                        Instant.parse("2024-01-02T14:30:00Z"),
                        "Connection 1 sent subscribe before a key was accepted, and it was not carried out. Send auth first: what is sent right behind it is carried out after it"))));
  }

  @Test
  void nonsenseIsObjectedTo() {
    connect(1);

    judge.saidNonsense(1, "not JSON");

    assertObjections(
        Rule.MALFORMED_MESSAGE,
        "Connection 1 sent what the server ignores: not JSON. Send one JSON object a frame, with an action of auth, subscribe or unsubscribe and a string of params: {\"action\":\"subscribe\",\"params\":\"T.AAPL,Q.AAPL\"}");
  }

  @Test
  void aStormOfNonsenseIsCountedAndItsBeginningKept() {
    connect(1);
    for (int i = 0; i < 5_000; i++) {
      judge.saidNonsense(1, "not JSON");
    }
    judge.spokeBeforeAuthentication(1, "subscribe");

    assertThat(judgement(true).total()).isEqualTo(5_002);
    assertThat(judgement(true).objections())
        .hasSize(1_002)
        .extracting(Objection::rule)
        .endsWith(Rule.MALFORMED_MESSAGE, Rule.SUBSCRIBED_BEFORE_AUTHENTICATION, Rule.LEFT_OPEN);
  }

  @Test
  void aTopicThatMeansNothingIsObjectedTo() {
    connectWithKey(1);

    judge.subscribed(
        1, List.of("ZZ.AAPL", "XT.BTC-USD", "AAPL", "T.", "T." + "A".repeat(101)), ONLY_AAPL);

    String remedy = ". Write one of T, Q, A, AM, LULD, then '.', then a ticker or '*': T.AAPL";
    assertObjections(
        Rule.UNKNOWN_TOPIC,
        "Connection 1 asked for 'ZZ.AAPL', and the server stays silent: nobody knows the prefix"
            + remedy,
        "Connection 1 asked for 'XT.BTC-USD', and the server stays silent: nobody knows the prefix"
            + remedy,
        "Connection 1 asked for 'AAPL', and the server stays silent: there is no dot in it"
            + remedy,
        "Connection 1 asked for 'T.', and the server stays silent: there is no ticker behind the dot"
            + remedy,
        "Connection 1 asked for 'T."
            + "A".repeat(58)
            + "…', and the server stays silent: no ticker is longer than 100 characters"
            + remedy);
  }

  @Test
  void aTickerThatIsNotThereIsObjectedTo() {
    connectWithKey(1);

    judge.subscribed(1, List.of("T.NOTATICKER"), ONLY_AAPL);

    assertObjections(
        Rule.UNKNOWN_TOPIC,
        "Connection 1 asked for 'T.NOTATICKER', is told that it has it, and will never receive anything: there is no such ticker on this market. Ask for one of its symbols, or add this one to them");
  }

  @Test
  void P8_aKeyInThePlaceOfATopicIsNotShown() {
    connect(1);
    judge.authenticated(1, "a-key-of-its-own");

    judge.subscribed(1, List.of("good-key", "T.a-key-of-its-own"), ONLY_AAPL);

    assertThat(judgement(false).objections())
        .extracting(Objection::text)
        .satisfiesExactly(
            text -> assertThat(text).startsWith("Connection 1 asked for '…', and"),
            text -> assertThat(text).startsWith("Connection 1 asked for 'T.…', is told"));
  }

  @Test
  void whoComesBackAndDoesNotAskAgainIsObjectedTo() {
    loses(1, "T.AAPL", "Q.AAPL");
    assertThat(judgement(false).objections()).isEmpty();

    connectWithKey(2);
    judge.subscribed(2, List.of("T.AAPL"), ONLY_AAPL);

    assertObjections(
        Rule.NOT_RESUBSCRIBED,
        "Connection 2 came back with the key of connection 1, and nobody has asked again for what that held when it was lost: Q.AAPL. After every auth_success, subscribe to all that was held before");
  }

  @Test
  void ofManyTopicsAFewAreNamed() {
    loses(1, Stream.iterate(1, i -> i + 1).limit(10).map(i -> "T.A" + i).toArray(String[]::new));

    connectWithKey(2);

    assertThat(judgement(false).objections().get(0).text())
        .contains("T.A1, T.A2, T.A3, T.A4, T.A5, T.A6, T.A7, T.A8 and 2 more.");
  }

  @Test
  void whoAsksForAllAgainIsNotObjectedTo() {
    loses(1, "T.AAPL", "Q.AAPL", "A.*");
    connectWithKey(2);

    judge.subscribed(2, List.of("T.AAPL", "Q.*", "A.*"), ONLY_AAPL);

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void whoDoesNotWantItAnyMoreIsNotObjectedTo() {
    loses(1, "T.AAPL");
    connectWithKey(2);

    judge.unsubscribed(2, List.of("T.AAPL"));

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void anotherKeyNeedNotAskForWhatWasLost() {
    loses(1, "T.AAPL");
    connect(2);

    judge.authenticated(2, "another-key");

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void whoClosedBeforeNeedNotAskAgain() {
    connectWithKey(1);
    judge.closes(1);
    judge.ended(1, topics("T.AAPL"));

    connectWithKey(2);

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void whoIsLostAgainBeforeItCouldAskHasTimeUntilItIsBack() {
    loses(1, "T.AAPL");
    connectWithKey(2);
    passes(Duration.ofSeconds(2));
    judge.ended(2, List.of());
    assertThat(judgement(false).total()).isZero();

    connectWithKey(3);

    assertThat(judgement(false).objections()).extracting(Objection::connection).containsExactly(3);
  }

  @Test
  void whoComesAtOnceAfterThreeRebuffsIsObjectedTo() {
    rebuff(1);
    rebuff(2);
    assertThat(judgement(false).total()).isZero();
    passes(Duration.ofMillis(99));

    rebuff(3);

    assertObjections(
        Rule.RECONNECT_STORM,
        "Connection 3 came 99 ms after the end of the one before, and is number 3 in a row, from the same host, that the server ended within a second. Wait at least 100 ms, longer after each failure, and count from the start again only after a minute of health, not at auth_success");
  }

  @Test
  void aKeyIsKnownFromWhateverHost() {
    for (int connection = 1; connection <= 3; connection++) {
      judge.connected(connection, "10.0.0." + connection + ":5050");
      judge.authenticated(connection, "good-key");
      judge.ended(connection, List.of());
    }

    assertThat(judgement(false).objections())
        .singleElement()
        .satisfies(storm -> assertThat(storm.text()).contains("in a row, with the same key, that"));
  }

  @Test
  void whoWaitsAWhileIsNotObjectedTo() {
    for (int connection = 1; connection <= 5; connection++) {
      rebuff(connection);
      realNs += Duration.ofMillis(100).toNanos();
    }

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void whoWaitsByMarketTimeIsNotObjectedTo() {
    for (int connection = 1; connection <= 5; connection++) {
      rebuff(connection);
      marketNs += Duration.ofMillis(100).toNanos();
    }

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void connectionsThatLastedASecondAreNoStorm() {
    for (int connection = 1; connection <= 5; connection++) {
      connect(connection);
      passes(Duration.ofSeconds(1));
      judge.ended(connection, List.of());
    }

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void whatTheClientEndsItselfIsNoStorm() {
    for (int connection = 1; connection <= 5; connection++) {
      connect(connection);
      judge.hangsUp(connection);
      judge.ended(connection, List.of());
    }

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void connectionsBesideEachOtherAreNoStorm() {
    for (int connection = 1; connection <= 5; connection++) {
      connect(connection);
    }
    for (int connection = 1; connection <= 5; connection++) {
      passes(Duration.ofMillis(1));
      judge.ended(connection, List.of());
    }

    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void aLatePongIsObjectedTo() {
    connect(1);

    judge.ponged(1, Duration.ofMillis(5_200).toNanos());

    assertObjections(
        Rule.LATE_PONG,
        "Connection 1 answered a ping after 5,200 ms, later than the 5,000 ms it may take. Read on while events are worked on: hand them to another thread");
  }

  @Test
  void aPongThatDoesNotComeIsObjectedToAsLongAsItIsMissing() {
    connect(1);
    long pingedNs = realNs;
    passes(Duration.ofSeconds(5));
    assertThat(judge.judgement(Map.of(1, pingedNs), false).total()).isZero();
    passes(Duration.ofMillis(1));

    assertThat(judge.judgement(Map.of(1, pingedNs), false).objections())
        .extracting(Objection::rule, Objection::text)
        .containsExactly(
            tuple(
                Rule.LATE_PONG,
                "Connection 1 has not answered a ping for 5,001 ms, longer than the 5,000 ms it may take. Read on while events are worked on: hand them to another thread"));
    assertThat(judgement(false).total()).isZero();
  }

  @Test
  void aPongThatNeverCameIsObjectedTo() {
    connect(1);
    long pingedNs = realNs;
    passes(Duration.ofSeconds(6));

    judge.neverPonged(1, pingedNs);

    assertObjections(
        Rule.LATE_PONG,
        "Connection 1 has not answered a ping for 6,000 ms, longer than the 5,000 ms it may take. Read on while events are worked on: hand them to another thread");
  }

  @Test
  void slowReadingIsObjectedToOnceAConnection() {
    connect(1);

    judge.queued(1, 4_194_305, 4_194_304);
    judge.queued(1, 5_000_000, 4_194_304);

    assertObjections(
        Rule.SLOW_READING,
        "Connection 1 let 4,194,305 bytes wait for it, more than the 4,194,304 that may. Read on while events are worked on, or subscribe to less: the vendor drops a client that does not keep up");
  }

  @Test
  void whoIsStillThereIsObjectedToAtTheEndAlone() {
    connect(1);

    assertThat(judgement(false).total()).isZero();
    assertThat(judgement(true).objections())
        .extracting(Objection::toString)
        .containsExactly(
            "2024-01-02T14:30:00Z LEFT_OPEN: Connection 1 was still open at the end. Close it when its work is done: it counts against the account's limit until then");
  }

  @Test
  void whoIsThereWhenTheServerClosesHasNotBeenLeft() {
    connect(1);

    judge.serverClosed();

    assertThat(judgement(true).total()).isZero();
  }

  private void connect(int connection) {
    judge.connected(connection, "127.0.0.1:" + (5_000 + connection));
  }

  private void connectWithKey(int connection) {
    connect(connection);
    judge.authenticated(connection, "good-key");
  }

  private void rebuff(int connection) {
    connect(connection);
    judge.ended(connection, List.of());
  }

  private void loses(int connection, String... topics) {
    connectWithKey(connection);
    passes(Duration.ofSeconds(2));
    judge.ended(connection, topics(topics));
  }

  private void passes(Duration time) {
    realNs += time.toNanos();
    marketNs += time.toNanos();
  }

  private static List<Topic> topics(String... topics) {
    return Arrays.stream(topics).map(Topic::parse).toList();
  }

  private Judgement judgement(boolean atEnd) {
    return judge.judgement(Map.of(), atEnd);
  }

  private void assertObjections(Rule rule, String... texts) {
    assertThat(judgement(false).objections())
        .allSatisfy(objection -> assertThat(objection.rule()).isEqualTo(rule))
        .extracting(Objection::text)
        .containsExactly(texts);
  }
}
