package io.fakepolygon.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.upstream.UpstreamRequest.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTopicsTest {
  private static final Topic TRADES = Topic.parse("T.AAPL");
  private static final Topic QUOTES = Topic.parse("Q.AAPL");
  private static final Topic ALL_TRADES = Topic.parse("T.*");
  private static final long LINGER_NS = 30_000_000_000L;

  private final UpstreamTopics topics = new UpstreamTopics(Duration.ofSeconds(30));
  private long nowNs = 1;

  @Test
  void whatIsWantedIsAskedForOnceInOneRequest() {
    topics.want(TRADES);
    topics.want(QUOTES);
    topics.want(TRADES);

    assertThat(sent()).containsExactly("{\"action\":\"subscribe\",\"params\":\"T.AAPL,Q.AAPL\"}");
    assertThat(sent()).isEmpty();
  }

  @Test
  void aRequestNamesNoMoreThanFiveHundredTopics() {
    IntStream.range(0, 1_201).forEach(i -> topics.want(new Topic(Channel.T, "S" + i)));

    assertThat(topics.due(nowNs)).extracting(r -> r.topics().size()).containsExactly(500, 500, 201);
  }

  @Test
  void aTopicIsConfirmedByItsAcknowledgement() {
    topics.want(TRADES);
    sent();
    assertThat(topics.isConfirmed(TRADES)).isFalse();

    topics.answered(Status.subscribedTo("T.AAPL"), nowNs);

    assertThat(topics.isConfirmed(TRADES)).isTrue();
  }

  @Test
  void aTopicThatNobodyWantsAnyMoreIsWithdrawnAfterAWhile() {
    confirmed(TRADES);
    topics.leave(TRADES, nowNs);
    assertThat(topics.nextDueAfter(nowNs)).isEqualTo(nowNs + LINGER_NS);

    nowNs += LINGER_NS - 1;
    assertThat(sent()).isEmpty();

    nowNs++;
    assertThat(sent()).containsExactly("{\"action\":\"unsubscribe\",\"params\":\"T.AAPL\"}");
    assertThat(topics.nextDueAfter(nowNs)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aTopicThatIsWantedAgainInTimeStays() {
    confirmed(TRADES);
    topics.leave(TRADES, nowNs);
    nowNs += LINGER_NS - 1;
    topics.want(TRADES);
    nowNs += LINGER_NS;

    assertThat(sent()).isEmpty();
    assertThat(topics.isConfirmed(TRADES)).isTrue();
  }

  @Test
  void aReconnectAsksForAllThatIsWantedAndForNothingElse() {
    confirmed(TRADES);
    confirmed(QUOTES);
    topics.leave(QUOTES, nowNs);

    topics.connectionLost();

    assertThat(topics.isConfirmed(TRADES)).isFalse();
    assertThat(sent()).containsExactly("{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}");
  }

  @Test
  void aWildcardMakesSinglesNeedlessOnceItIsConfirmed() {
    confirmed(TRADES);
    topics.want(ALL_TRADES);
    assertThat(sent()).containsExactly("{\"action\":\"subscribe\",\"params\":\"T.*\"}");

    topics.answered(Status.subscribedTo("T.*"), nowNs);

    assertThat(sent()).containsExactly("{\"action\":\"unsubscribe\",\"params\":\"T.AAPL\"}");
    assertThat(topics.isConfirmed(TRADES)).isTrue();
  }

  @Test
  void singlesAreBackBeforeTheWildcardLeaves() {
    confirmed(ALL_TRADES);
    topics.want(TRADES);
    assertThat(sent()).isEmpty();
    topics.leave(ALL_TRADES, nowNs);
    nowNs += LINGER_NS;
    assertThat(sent()).containsExactly("{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}");

    topics.answered(Status.subscribedTo("T.AAPL"), nowNs);

    assertThat(sent()).containsExactly("{\"action\":\"unsubscribe\",\"params\":\"T.*\"}");
  }

  @Test
  void whatIsRefusedIsKnownWhenAllPartsOfTheRequestAreAnswered() {
    topics.want(TRADES);
    topics.want(Topic.parse("NOI.AAPL"));
    topics.want(QUOTES);
    sent();

    assertThat(topics.answered(Status.subscribedTo("T.AAPL"), nowNs)).isEmpty();
    assertThat(topics.answered(Status.NOT_AUTHORIZED, nowNs)).isEmpty();
    assertThat(topics.answered(Status.subscribedTo("Q.AAPL"), nowNs))
        .isEqualTo(Map.of(Topic.parse("NOI.AAPL"), Status.NOT_AUTHORIZED));
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatIsRefusedIsAskedForAgainOverTheNextConnection() {
    topics.want(TRADES);
    sent();
    topics.answered(Status.NOT_AUTHORIZED, nowNs);

    topics.connectionLost();

    assertThat(sent()).hasSize(1);
  }

  @Test
  void answersOfALostConnectionAreNotWaitedForOverTheNext() {
    topics.want(TRADES);
    topics.want(QUOTES);
    sent();
    topics.connectionLost();
    sent();

    topics.answered(Status.NOT_AUTHORIZED, nowNs);

    assertThat(topics.answered(Status.NOT_AUTHORIZED, nowNs)).containsOnlyKeys(TRADES, QUOTES);
  }

  @Test
  void aWildcardThatWaitsForSinglesWaitsNoLongerThanForAnAnswer() {
    confirmed(ALL_TRADES);
    topics.want(TRADES);
    topics.leave(ALL_TRADES, nowNs);
    nowNs += LINGER_NS;
    sent();
    assertThat(topics.nextDueAfter(nowNs)).isEqualTo(nowNs + UpstreamTopics.SILENCE_NS);

    nowNs += UpstreamTopics.SILENCE_NS;

    assertThat(topics.unanswered(nowNs)).isEmpty();
    assertThat(sent()).containsExactly("{\"action\":\"unsubscribe\",\"params\":\"T.*\"}");
    assertThat(topics.nextDueAfter(nowNs)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aWildcardThatIsMetBySilenceDoesNotKeepSinglesAway() {
    topics.want(ALL_TRADES);
    sent();
    topics.want(TRADES);
    assertThat(sent()).isEmpty();

    nowNs += UpstreamTopics.SILENCE_NS;

    assertThat(topics.unanswered(nowNs)).isEmpty();
    assertThat(sent()).containsExactly("{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}");
  }

  @Test
  void anAcknowledgementCountsHoweverLateItIs() {
    topics.want(TRADES);
    sent();
    nowNs += UpstreamTopics.SILENCE_NS;
    topics.unanswered(nowNs);

    topics.answered(Status.subscribedTo("T.AAPL"), nowNs);

    assertThat(topics.isConfirmed(TRADES)).isTrue();
  }

  @Test
  void aRequestRefusedByFewerErrorsThanItHasPartsIsRefusedWholeAfterAWhile() {
    topics.want(TRADES);
    topics.want(QUOTES);
    sent();
    nowNs += UpstreamTopics.SILENCE_NS - 1;
    assertThat(topics.answered(Status.SUBSCRIPTION_LIMIT_REACHED, nowNs)).isEmpty();
    nowNs += UpstreamTopics.SILENCE_NS - 1;
    assertThat(topics.unanswered(nowNs)).isEmpty();

    nowNs++;

    assertThat(topics.unanswered(nowNs))
        .isEqualTo(
            Map.of(
                TRADES,
                Status.SUBSCRIPTION_LIMIT_REACHED,
                QUOTES,
                Status.SUBSCRIPTION_LIMIT_REACHED));
  }

  @Test
  void aRequestThatTheFeedHasBegunToRefuseIsRefusedWhenItAcknowledgesALaterOne() {
    topics.want(QUOTES);
    topics.want(Topic.parse("Q.B"));
    sent();
    topics.want(TRADES);
    sent();
    topics.answered(Status.SUBSCRIPTION_LIMIT_REACHED, nowNs);

    assertThat(topics.answered(Status.subscribedTo("T.AAPL"), nowNs))
        .containsOnlyKeys(QUOTES, Topic.parse("Q.B"));
    assertThat(topics.isConfirmed(TRADES)).isTrue();
  }

  @Test
  void aRefusalInWordsThatNobodyKnowsIsARefusal() {
    Status novel = new Status("error", "You are not entitled to this data");
    topics.want(TRADES);
    sent();

    assertThat(topics.answered(novel, nowNs)).isEqualTo(Map.of(TRADES, novel));
    assertThat(topics.refusalOf(TRADES)).contains(novel);
  }

  @Test
  void aRefusedWildcardDoesNotKeepSinglesAway() {
    topics.want(ALL_TRADES);
    sent();
    topics.want(TRADES);
    assertThat(sent()).isEmpty();

    topics.answered(Status.NOT_AUTHORIZED, nowNs);

    assertThat(sent()).containsExactly("{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}");
  }

  @Test
  void aRequestThatTheFeedIsSilentAboutDoesNotStandInTheWayOfLaterAnswers() {
    topics.want(Topic.parse("LV.AAPL"));
    sent();
    topics.want(TRADES);
    topics.want(QUOTES);
    sent();

    topics.answered(Status.subscribedTo("T.AAPL"), nowNs);

    assertThat(topics.answered(Status.NOT_AUTHORIZED, nowNs)).containsOnlyKeys(QUOTES);
  }

  @Test
  void answersToNothingThatWasAskedChangeNothing() {
    confirmed(TRADES);

    assertThat(topics.answered(Status.subscribedTo("A.OTHER"), nowNs)).isEmpty();
    assertThat(topics.answered(Status.NOT_AUTHORIZED, nowNs)).isEmpty();
    assertThat(topics.answered(Status.AUTHENTICATED, nowNs)).isEmpty();
    assertThat(topics.isConfirmed(TRADES)).isTrue();
  }

  /** Against a feed that answers when it likes: no wanted topic lapses, nothing stays for ever. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverHappensNothingThatIsWantedLapses(long seed) {
    Random random = new Random(seed);
    Feed feed = new Feed();
    Set<Topic> wanted = new HashSet<>();
    Set<Topic> confirmed = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      Topic topic = new Topic(Channel.T, List.of("A", "B", "C", "*").get(random.nextInt(4)));
      switch (random.nextInt(6)) {
        case 0 -> {
          topics.want(topic);
          wanted.add(topic);
        }
        case 1 -> {
          topics.leave(topic, nowNs);
          wanted.remove(topic);
          confirmed.remove(topic);
        }
        case 2 -> nowNs += random.nextInt((int) (LINGER_NS / 1_000_000)) * 1_000_000L;
        case 3 -> {
          if (random.nextInt(50) == 0) {
            feed.lose();
            topics.connectionLost();
            confirmed.clear();
          }
        }
        default -> feed.answerOne(topics, nowNs);
      }
      topics.unanswered(nowNs);
      topics.due(nowNs).forEach(feed::receive);
      wanted.stream().filter(topics::isConfirmed).forEach(confirmed::add);
      assertThat(confirmed).allMatch(feed::sends);
    }

    for (int i = 0; i < 10; i++) {
      nowNs += LINGER_NS;
      while (feed.answerOne(topics, nowNs)) {
        topics.due(nowNs).forEach(feed::receive);
      }
      topics.unanswered(nowNs);
      topics.due(nowNs).forEach(feed::receive);
    }
    assertThat(feed.subscribed)
        .isEqualTo(wanted.contains(ALL_TRADES) ? Set.of(ALL_TRADES) : wanted);
  }

  private void confirmed(Topic topic) {
    topics.want(topic);
    sent();
    topics.answered(Status.subscribedTo(topic.toString()), nowNs);
  }

  @Test
  void whatWasTakenForRefusedAndIsAcknowledgedAfterAllIsWithdrawnLikeAnyOther() {
    topics.want(TRADES);
    topics.want(QUOTES);
    sent();
    topics.answered(Status.NOT_AUTHORIZED, nowNs);
    nowNs += UpstreamTopics.SILENCE_NS;
    topics.unanswered(nowNs).keySet().forEach(refused -> topics.leave(refused, nowNs));

    topics.answered(Status.subscribedTo("Q.AAPL"), nowNs);

    assertThat(topics.isConfirmed(QUOTES)).isTrue();
    nowNs += LINGER_NS;
    assertThat(sent()).containsExactly("{\"action\":\"unsubscribe\",\"params\":\"Q.AAPL\"}");
  }

  private List<String> sent() {
    return topics.due(nowNs).stream().map(UpstreamRequest::toJson).toList();
  }

  /** The real one, as far as subscriptions go: it takes what it is sent in order, and at once. */
  private static final class Feed {
    private final Set<Topic> subscribed = new HashSet<>();
    private final Deque<Status> answers = new ArrayDeque<>();

    void receive(UpstreamRequest request) {
      for (Topic topic : request.topics()) {
        if (request.kind() == Kind.SUBSCRIBE) {
          subscribed.add(topic);
          answers.add(Status.subscribedTo(topic.toString()));
        } else {
          subscribed.remove(topic);
          answers.add(Status.unsubscribedTo(topic.toString()));
        }
      }
    }

    boolean answerOne(UpstreamTopics topics, long nowNs) {
      Status next = answers.poll();
      if (next != null) {
        topics.answered(next, nowNs);
      }
      return next != null;
    }

    void lose() {
      subscribed.clear();
      answers.clear();
    }

    boolean sends(Topic topic) {
      return subscribed.contains(topic) || subscribed.contains(ALL_TRADES);
    }
  }
}
