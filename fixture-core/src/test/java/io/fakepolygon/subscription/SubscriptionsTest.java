package io.fakepolygon.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  private static final String ALICE = "alice";
  private static final String BOB = "bob";
  private static final String CAROL = "carol";
  private static final Topic TRADES = Topic.parse("T.AAPL");
  private static final Topic ALL_TRADES = Topic.parse("T.*");
  private static final Topic QUOTES = Topic.parse("Q.AAPL");
  private static final Topic OTHER_TRADES = Topic.parse("T.MSFT");

  private final Subscriptions<String> subscriptions = new Subscriptions<>();

  @Test
  void atFirstNobodyHoldsAnything() {
    assertThat(subscriptions.isEmpty()).isTrue();
    assertThat(subscriptions.version()).isZero();
    assertThat(subscriptions.audiences()).isEmpty();
    assertThat(subscriptions.tickers()).isEmpty();
    assertThat(subscriptions.topicsOf(ALICE)).isEmpty();
    assertThat(subscriptions.holdersOf(TRADES)).isZero();
    assertThat(subscriptions.wants(Channel.T, "AAPL")).isFalse();
    assertThat(subscriptions.receivers(Channel.T, "AAPL")).isEmpty();
  }

  @Test
  void aSubscriberReceivesItsTopic() {
    boolean added = subscriptions.subscribe(ALICE, TRADES);

    assertThat(added).isTrue();
    assertThat(subscriptions.isEmpty()).isFalse();
    assertThat(subscriptions.topicsOf(ALICE)).containsExactly(TRADES);
    assertThat(receiversOf(Channel.T, "AAPL")).containsExactly(ALICE);
  }

  @Test
  void aSubscriberReceivesNothingElse() {
    subscriptions.subscribe(ALICE, TRADES);

    assertThat(receiversOf(Channel.Q, "AAPL")).isEmpty();
    assertThat(receiversOf(Channel.T, "MSFT")).isEmpty();
    assertThat(subscriptions.wants(Channel.Q, "AAPL")).isFalse();
    assertThat(subscriptions.wants(Channel.T, "MSFT")).isFalse();
  }

  @Test
  void aWildcardReceivesEverySymbolOfItsChannel() {
    subscriptions.subscribe(ALICE, ALL_TRADES);

    assertThat(receiversOf(Channel.T, "ANYTHING")).containsExactly(ALICE);
    assertThat(subscriptions.wants(Channel.T, "ANYTHING")).isTrue();
    assertThat(subscriptions.wants(Channel.Q, "ANYTHING")).isFalse();
  }

  @Test
  void aWildcardAndASingleTopicMakeOneDelivery() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(ALICE, ALL_TRADES);

    assertThat(receiversOf(Channel.T, "AAPL")).containsExactly(ALICE);
  }

  @Test
  void subscribingAgainChangesNothing() {
    subscriptions.subscribe(ALICE, TRADES);
    long version = subscriptions.version();

    boolean added = subscriptions.subscribe(ALICE, TRADES);

    assertThat(added).isFalse();
    assertThat(subscriptions.version()).isEqualTo(version);
    assertThat(subscriptions.holdersOf(TRADES)).isEqualTo(1);
  }

  @Test
  void topicsKeepTheOrderInWhichTheyWereAskedFor() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(ALICE, QUOTES);
    subscriptions.subscribe(ALICE, ALL_TRADES);

    assertThat(subscriptions.topicsOf(ALICE)).containsExactly(TRADES, QUOTES, ALL_TRADES);
  }

  @Test
  void holdersAreCountedByExactTopic() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(BOB, TRADES);
    subscriptions.subscribe(BOB, ALL_TRADES);

    assertThat(subscriptions.holdersOf(TRADES)).isEqualTo(2);
    assertThat(subscriptions.holdersOf(ALL_TRADES)).isEqualTo(1);
    assertThat(subscriptions.holdersOf(OTHER_TRADES)).isZero();
  }

  @Test
  void aTopicIsWantedUntilItsLastHolderGivesItUp() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(BOB, TRADES);

    boolean removed = subscriptions.unsubscribe(ALICE, TRADES);

    assertThat(removed).isTrue();
    assertThat(subscriptions.wants(Channel.T, "AAPL")).isTrue();
    assertThat(receiversOf(Channel.T, "AAPL")).containsExactly(BOB);

    subscriptions.unsubscribe(BOB, TRADES);

    assertThat(subscriptions.wants(Channel.T, "AAPL")).isFalse();
    assertThat(subscriptions.isEmpty()).isTrue();
  }

  @Test
  void givingUpTheWildcardLeavesSingleTopics() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(ALICE, ALL_TRADES);

    subscriptions.unsubscribe(ALICE, ALL_TRADES);

    assertThat(subscriptions.topicsOf(ALICE)).containsExactly(TRADES);
    assertThat(receiversOf(Channel.T, "AAPL")).containsExactly(ALICE);
    assertThat(receiversOf(Channel.T, "MSFT")).isEmpty();
  }

  @Test
  void givingUpASingleTopicLeavesTheWildcard() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(ALICE, ALL_TRADES);

    subscriptions.unsubscribe(ALICE, TRADES);

    assertThat(receiversOf(Channel.T, "AAPL")).containsExactly(ALICE);
  }

  @Test
  void givingUpWhatIsNotHeldChangesNothing() {
    subscriptions.subscribe(ALICE, TRADES);
    long version = subscriptions.version();

    assertThat(subscriptions.unsubscribe(ALICE, QUOTES)).isFalse();
    assertThat(subscriptions.unsubscribe(BOB, TRADES)).isFalse();

    assertThat(subscriptions.version()).isEqualTo(version);
    assertThat(subscriptions.topicsOf(ALICE)).containsExactly(TRADES);
    assertThat(subscriptions.holdersOf(TRADES)).isEqualTo(1);
  }

  @Test
  void whoHasGoneHoldsNothing() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(ALICE, QUOTES);
    subscriptions.subscribe(BOB, TRADES);

    subscriptions.remove(ALICE);

    assertThat(subscriptions.topicsOf(ALICE)).isEmpty();
    assertThat(subscriptions.holdersOf(TRADES)).isEqualTo(1);
    assertThat(subscriptions.wants(Channel.Q, "AAPL")).isFalse();
    assertThat(receiversOf(Channel.T, "AAPL")).containsExactly(BOB);
  }

  @Test
  void whoNeverHeldAnythingMayGo() {
    subscriptions.subscribe(ALICE, TRADES);
    long version = subscriptions.version();

    subscriptions.remove(BOB);

    assertThat(subscriptions.version()).isEqualTo(version);
  }

  @Test
  void everyChangeRaisesTheVersion() {
    long before = subscriptions.version();
    subscriptions.subscribe(ALICE, TRADES);
    long subscribed = subscriptions.version();
    subscriptions.subscribe(ALICE, QUOTES);
    long another = subscriptions.version();
    subscriptions.unsubscribe(ALICE, TRADES);
    long unsubscribed = subscriptions.version();
    subscriptions.remove(ALICE);
    long removed = subscriptions.version();

    assertThat(List.of(before, subscribed, another, unsubscribed, removed))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void tickersAreThoseHeldByNameInAlphabeticalOrder() {
    subscriptions.subscribe(ALICE, Topic.parse("T.ZZZ"));
    subscriptions.subscribe(ALICE, Topic.parse("Q.MSFT"));
    subscriptions.subscribe(BOB, Topic.parse("AM.AAPL"));
    subscriptions.subscribe(BOB, Topic.parse("A.*"));
    subscriptions.subscribe(BOB, Topic.parse("T.MSFT"));

    assertThat(subscriptions.tickers()).containsExactly("AAPL", "MSFT", "ZZZ");
  }

  @Test
  void aTickerIsNamedUntilItsLastTopicIsGivenUp() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(BOB, QUOTES);

    subscriptions.unsubscribe(ALICE, TRADES);
    assertThat(subscriptions.tickers()).containsExactly("AAPL");

    subscriptions.remove(BOB);
    assertThat(subscriptions.tickers()).isEmpty();
  }

  @Test
  void clientsOfEqualTopicsAreOneAudienceInWhateverOrderTheyAsked() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(ALICE, QUOTES);
    subscriptions.subscribe(BOB, TRADES);
    subscriptions.subscribe(CAROL, QUOTES);
    subscriptions.subscribe(CAROL, TRADES);

    assertThat(subscriptions.audiences())
        .containsExactly(
            new Audience<>(0, Set.of(TRADES, QUOTES), List.of(ALICE, CAROL)),
            new Audience<>(1, Set.of(TRADES), List.of(BOB)));
  }

  @Test
  void indexesCountTheAudiences() {
    for (int i = 0; i < 50; i++) {
      subscriptions.subscribe("client " + i, Topic.parse("T.S" + i % 20));
    }

    List<Audience<String>> audiences = subscriptions.audiences();

    assertThat(audiences).hasSize(20);
    for (int i = 0; i < audiences.size(); i++) {
      assertThat(audiences.get(i).index()).isEqualTo(i);
    }
  }

  @Test
  void audiencesAreTheSameUntilASubscriptionChanges() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(BOB, QUOTES);
    List<Audience<String>> before = subscriptions.audiences();

    subscriptions.subscribe(ALICE, TRADES);
    assertThat(subscriptions.audiences()).isSameAs(before);
    assertThat(subscriptions.receivers(Channel.T, "AAPL").get(0)).isSameAs(before.get(0));

    subscriptions.subscribe(BOB, TRADES);
    assertThat(subscriptions.audiences().get(1).topics()).containsOnly(TRADES, QUOTES);
  }

  @Test
  void receiversAreRememberedUntilASubscriptionChanges() {
    subscriptions.subscribe(ALICE, TRADES);
    List<Audience<String>> before = subscriptions.receivers(Channel.T, "AAPL");

    assertThat(subscriptions.receivers(Channel.T, "AAPL")).isSameAs(before);

    subscriptions.subscribe(BOB, TRADES);
    assertThat(receiversOf(Channel.T, "AAPL")).containsExactly(ALICE, BOB);
  }

  @Test
  void eachAudienceReceivesOnce() {
    subscriptions.subscribe(ALICE, TRADES);
    subscriptions.subscribe(ALICE, ALL_TRADES);
    subscriptions.subscribe(BOB, ALL_TRADES);
    subscriptions.subscribe(CAROL, QUOTES);

    assertThat(receiversOf(Channel.T, "AAPL")).containsExactly(ALICE, BOB);
    assertThat(receiversOf(Channel.Q, "AAPL")).containsExactly(CAROL);
  }

  @Test
  void viewsCannotBeChanged() {
    subscriptions.subscribe(ALICE, TRADES);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> subscriptions.topicsOf(ALICE).add(QUOTES));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> subscriptions.tickers().clear());
  }

  private List<String> receiversOf(Channel channel, String symbol) {
    return subscriptions.receivers(channel, symbol).stream()
        .flatMap(audience -> audience.members().stream())
        .toList();
  }
}
