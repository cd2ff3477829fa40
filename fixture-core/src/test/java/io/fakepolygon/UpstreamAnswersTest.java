package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.upstream.CapturedFrames;
import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.ScriptedConnection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A feed that answers subscriptions in its own way, or not at all. Which row of protocol.md,
 * section 7, each is for stands at {@link UpstreamMisbehaviourTest}.
 */
class UpstreamAnswersTest {
  private static final Manners VENDOR = Manners.ofTheVendor();
  private static final String TRADE = CapturedFrames.TRADE.json();

  @SuppressWarnings("NullAway.Init") // By start, in each test.
  private ScriptedProxy proxy;

  @SuppressWarnings("NullAway.Init") // By start, in each test.
  private ScriptedConnection feed;

  @AfterEach
  void clientsStayedConnected() {
    proxy.assertThatAllClientsAreStillConnected();
    assertThat(proxy.info().logins()).isEqualTo(1);
    proxy.close();
  }

  @Test
  void acknowledgementsInOneFrameComeInOneFrame() {
    start(VENDOR);

    proxy.client("T.AAPL", "Q.AAPL", "AM.*");

    assertThat(proxy.info().topicsConfirmed()).isEqualTo(3);
  }

  @Test
  void acknowledgementsOneByOneComeOneByOne() {
    start(VENDOR.acknowledgingOneByOne());

    TestClient client = proxy.clientAskingFor("T.AAPL", "Q.AAPL");

    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("Q.AAPL"));
  }

  @Test
  void whoAsksTwiceIsAnsweredTwiceAndSentOnce() {
    start(VENDOR);

    TestClient client = proxy.client("T.AAPL", "T.AAPL");
    feed.send(TRADE);
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).containsExactly(TRADE);
  }

  @Test
  void whoAsksAgainAndAgainWhileTheFeedIsSilentIsNotOwedAnAnswerForEach() {
    startScripted();
    TestClient client =
        proxy.clientAskingFor(Collections.nCopies(1_000, "T.AAPL").toArray(String[]::new));
    feed.awaitSaid("T.AAPL");

    feed.tell(Status.subscribedTo("T.AAPL"));

    assertThat(client.nextMessages())
        .hasSizeBetween(2, 10)
        .containsOnly(Status.subscribedTo("T.AAPL"));
  }

  @Test
  void anAcknowledgementThatIsLateGoesToAllWhoWait() {
    startScripted();
    TestClient first = proxy.clientAskingFor("T.AAPL");
    feed.awaitSaid("T.AAPL");
    TestClient second = proxy.clientAskingFor("T.AAPL");
    assertThat(ScriptedProxy.framesOf(first)).isEmpty();
    assertThat(ScriptedProxy.framesOf(second)).isEmpty();

    feed.tell(Status.subscribedTo("T.AAPL"));

    assertThat(first.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
    assertThat(second.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
  }

  @Test
  void anAcknowledgementThatOvertakesAnotherCountsAndSoDoesTheOther() {
    startScripted();
    TestClient first = proxy.clientAskingFor("T.AAPL");
    feed.awaitSaid("T.AAPL");
    TestClient second = proxy.clientAskingFor("T.MSFT");
    feed.awaitSaid("T.MSFT");

    feed.tell(Status.subscribedTo("T.MSFT"));
    feed.tell(Status.subscribedTo("T.AAPL"));

    assertThat(second.nextMessages()).containsExactly(Status.subscribedTo("T.MSFT"));
    assertThat(first.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
  }

  @Test
  void anAcknowledgementThatComesTwiceIsPassedOnOnce() {
    start(VENDOR);
    TestClient client = proxy.client("T.AAPL");

    feed.tell(Status.subscribedTo("T.AAPL"));
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
  }

  @Test
  void dataBeforeTheAcknowledgementIsPassedOnBeforeIt() {
    start(VENDOR.sendingBeforeAcknowledging(TRADE));

    TestClient client = proxy.clientAskingFor("T.AAPL");

    assertThat(client.nextFrame()).isEqualTo(TRADE);
    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
  }

  @Test
  void dataAndTheAcknowledgementInOneFrameKeepTheirOrder() {
    startScripted();
    TestClient client = proxy.clientAskingFor("T.AAPL");
    feed.awaitSaid("T.AAPL");

    feed.send(CapturedFrames.EVENT_AND_STATUS.json());

    assertThat(ScriptedProxy.inside(client.nextFrame()))
        .isEqualTo(CapturedFrames.EVENT_AND_STATUS.events().get(0));
    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
  }

  @Test
  void aPrefixThatTheFeedIsSilentAboutIsSilentHereAndCostsNobodyAnything() {
    start(VENDOR.silentAbout("LV.AAPL"));
    TestClient silent = proxy.clientAskingFor("LV.AAPL");
    TestClient other = proxy.client("T.AAPL");

    feed.send(TRADE);

    assertThat(other.nextFrame()).isEqualTo(TRADE);
    assertThat(ScriptedProxy.framesOf(silent)).isEmpty();
  }

  @Test
  void aWildcardThatTheFeedIsSilentAboutDoesNotKeepSinglesAway() {
    start(VENDOR.silentAbout("T.*"));
    proxy.clientAskingFor("T.*");
    feed.awaitSaid("T.*");
    // Its answer shows that there will be none for the wildcard.
    proxy.client("Q.AAPL");

    TestClient single = proxy.client("T.AAPL");
    feed.send(TRADE);

    assertThat(single.nextFrame()).isEqualTo(TRADE);
  }

  @Test
  void aRefusalThatNamesNobodyReachesThoseWhoHoldTheTopicAndNobodyElse() {
    startScripted();
    TestClient one = proxy.clientAskingFor("NOI.AAPL");
    feed.awaitSaid("NOI.AAPL");
    TestClient other = proxy.clientAskingFor("T.AAPL");
    feed.awaitSaid("T.AAPL");
    TestClient both = proxy.clientAskingFor("NOI.AAPL", "T.AAPL");
    assertThat(ScriptedProxy.framesOf(both)).isEmpty();

    feed.tell(Status.NOT_AUTHORIZED, Status.subscribedTo("T.AAPL"));
    feed.awaitRead();
    feed.send(TRADE);

    assertThat(one.nextMessages()).containsExactly(Status.NOT_AUTHORIZED);
    assertThat(other.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
    assertThat(both.nextMessages()).containsExactly(Status.NOT_AUTHORIZED);
    assertThat(both.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
    assertThat(other.nextFrame()).isEqualTo(TRADE);
    assertThat(both.nextFrame()).isEqualTo(TRADE);
    assertThat(ScriptedProxy.framesOf(one)).isEmpty();
    Topic trades = Topic.parse("T.AAPL");
    assertThat(proxy.server.connections())
        .extracting(ConnectionInfo::topics)
        .containsExactly(Set.of(), Set.of(trades), Set.of(trades));
  }

  @Test
  void aRefusalAmongAcknowledgementsFindsItsTopic() {
    start(VENDOR.refusing("NOI.AAPL"));

    TestClient client = proxy.clientAskingFor("T.AAPL", "NOI.AAPL", "Q.AAPL");

    assertThat(List.of(client.nextMessages(), client.nextMessages()))
        .containsExactlyInAnyOrder(
            List.of(Status.NOT_AUTHORIZED),
            List.of(Status.subscribedTo("T.AAPL"), Status.subscribedTo("Q.AAPL")));
    assertThat(proxy.info().topicsConfirmed()).isEqualTo(2);
    assertThat(proxy.server.connections().get(0).topics())
        .containsExactly(Topic.parse("T.AAPL"), Topic.parse("Q.AAPL"));
  }

  @Test
  void aRefusalInOtherWordsIsPassedOnInThem() {
    startScripted();
    Status novel = new Status("error", "You are not entitled to this data");
    TestClient client = proxy.clientAskingFor("NOI.AAPL");
    feed.awaitSaid("NOI.AAPL");

    feed.tell(novel);

    assertThat(client.nextMessages()).containsExactly(novel);
    proxy.await(info -> info.topicsRefused() == 0);
    assertThat(proxy.server.connections().get(0).topics()).isEmpty();
  }

  @Test
  void whatIsRefusedIsAskedForAgainWhenSomebodyWantsItLater() {
    start(VENDOR.refusing("NOI.AAPL"));
    TestClient client = proxy.clientAskingFor("NOI.AAPL");
    assertThat(client.nextMessages()).containsExactly(Status.NOT_AUTHORIZED);
    proxy.client("T.AAPL");

    ScriptedProxy.ask(client, "NOI.AAPL");

    assertThat(client.nextMessages()).containsExactly(Status.NOT_AUTHORIZED);
    assertThat(feed.said().stream().filter(frame -> frame.contains("NOI.AAPL"))).hasSize(2);
  }

  @Test
  void aPartialAcknowledgementIsPassedOnInParts() {
    start(VENDOR.acknowledgingAtMost(1));

    TestClient client = proxy.clientAskingFor("Q.A", "Q.B", "Q.C");

    assertThat(List.of(client.nextMessages(), client.nextMessages(), client.nextMessages()))
        .containsExactlyInAnyOrder(
            List.of(Status.subscribedTo("Q.A")),
            List.of(Status.SUBSCRIPTION_LIMIT_REACHED),
            List.of(Status.SUBSCRIPTION_LIMIT_REACHED));
  }

  @Test
  void aWholeRequestRefusedIsRefusedToWhoeverAskedAndToNobodyElse() {
    start(VENDOR.refusingWholeRequestsBeyond(1, 2));
    TestClient first = proxy.client("Q.A");

    TestClient second = proxy.clientAskingFor("Q.B", "Q.C");

    assertThat(second.nextMessages()).containsExactly(Status.SUBSCRIPTION_LIMIT_REACHED);
    assertThat(second.nextMessages()).containsExactly(Status.SUBSCRIPTION_LIMIT_REACHED);
    assertThat(ScriptedProxy.framesOf(first)).isEmpty();
    assertThat(proxy.info().topicsConfirmed()).isEqualTo(1);
  }

  @Test
  void aWholeRequestRefusedByFewerErrorsIsRefusedWholeWhenTheFeedGoesOn() {
    start(VENDOR.refusingWholeRequestsBeyond(1, 2));
    TestClient first = proxy.client("Q.A");
    TestClient second = proxy.clientAskingFor("Q.B", "Q.C", "Q.D");
    feed.awaitSaid("Q.D");
    first.unsubscribe("Q.A");
    feed.awaitTopics();

    proxy.client("Q.E");

    for (int i = 0; i < 3; i++) {
      assertThat(second.nextMessages()).containsExactly(Status.SUBSCRIPTION_LIMIT_REACHED);
    }
    assertThat(ScriptedProxy.framesOf(first)).isEmpty();
  }

  private void start(Manners manners) {
    proxy = ScriptedProxy.start(manners);
    feed = proxy.feed.next();
  }

  /** The key is accepted; every answer to a request is left to the test. */
  private void startScripted() {
    start(Manners.silent());
    feed.tell(Status.CONNECTED);
    feed.awaitSaid("auth");
    feed.letIn();
  }
}
