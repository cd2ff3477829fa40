package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Status;
import io.fakepolygon.server.ConnectionCapPolicy;
import io.fakepolygon.upstream.CapturedFrames;
import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.Manners.Moment;
import io.fakepolygon.upstream.ScriptedConnection;
import io.fakepolygon.upstream.ScriptedUpstream;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamOptions;
import io.fakepolygon.upstream.UpstreamState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A feed that does not let the proxy in, or not stay in. Which row of protocol.md, section 7, each
 * is for stands at {@link UpstreamMisbehaviourTest}.
 */
class UpstreamEndsTest {
  private static final Manners VENDOR = Manners.ofTheVendor();
  private static final String TRADE = CapturedFrames.TRADE.json();
  private static final Duration A_MOMENT = Duration.ofMillis(300);

  @SuppressWarnings("NullAway.Init") // By start, in each test.
  private ScriptedProxy proxy;

  @AfterEach
  void clientsStayedConnected() {
    proxy.assertThatAllClientsAreStillConnected();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 503})
  void anUpgradeRefusedIsTriedAgainAndTold(int httpStatus) {
    start(VENDOR.refusingTheUpgrade(httpStatus));

    assertThat(proxy.awaitTrouble())
        .isEqualTo("the feed answered the upgrade with HTTP " + httpStatus);
    proxy.feed.awaitTurnedAway(3);
    proxy.feed.behave(VENDOR);
    proxy.client("T.AAPL");
    assertThat(proxy.info().trouble()).isEmpty();
  }

  @Test
  void aPageInsteadOfAnUpgradeIsTriedAgainAndTold() {
    start(VENDOR.answeringWithAPage());

    assertThat(proxy.awaitTrouble()).isEqualTo("the feed answered the upgrade with HTTP 200");
    proxy.feed.behave(VENDOR);
    proxy.client("T.AAPL");
  }

  @Test
  void aSlammedDoorIsTriedAgainAndTold() {
    start(VENDOR.slammingTheDoor());

    assertThat(proxy.awaitTrouble()).isNotEmpty();
    proxy.feed.awaitTurnedAway(3);
    proxy.feed.behave(VENDOR);
    proxy.client("T.AAPL");
  }

  @Test
  void aFeedThatTakesTheCallAndSaysNothingIsGivenUp() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      start(options -> at(mute.getLocalPort()).withLoginTimeout(A_MOMENT), VENDOR);

      assertThat(proxy.awaitTrouble()).isEqualTo("not logged in within 300 ms");
    }
  }

  @Test
  void whereNobodyListensIsTold() throws IOException {
    ServerSocket gone = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    gone.close();
    start(options -> at(gone.getLocalPort()), VENDOR);

    assertThat(proxy.awaitTrouble()).startsWith("ConnectException: Failed to connect");
  }

  @Test
  void aFeedThatNeverLetsUsInIsNotHammered() {
    long beginNs = System.nanoTime();
    start(
        options -> options.withLongestRetryWait(Duration.ofSeconds(30)),
        VENDOR.refusingTheUpgrade(503));

    // At once, at once, then after half a second at least.
    proxy.feed.awaitTurnedAway(3);

    assertThat(System.nanoTime() - beginNs).isGreaterThan(500_000_000);
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (ScriptedUpstream elsewhere = new ScriptedUpstream(ScriptedProxy.VENDOR_KEY)) {
      start(VENDOR.redirectingTo(elsewhere.url()), VENDOR);
      proxy.client("T.AAPL");

      assertThat(elsewhere.accepted()).isZero();
      assertThat(proxy.feed.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aRedirectIsTold() {
    start(VENDOR.redirectingTo(URI.create("http://127.0.0.1:1/")));

    assertThat(proxy.awaitTrouble()).isEqualTo("the feed answered the upgrade with HTTP 302");
  }

  @Test
  void aFeedThatDoesNotGreetIsShownNoKeyAndReplaced() {
    start(options -> options.withLoginTimeout(A_MOMENT), VENDOR.withoutGreeting());
    ScriptedConnection silent = proxy.feed.next();

    assertThat(proxy.awaitTrouble()).isEqualTo("not logged in within 300 ms");
    assertThat(silent.said()).isEmpty();
    proxy.feed.behave(VENDOR);
    proxy.client("T.AAPL");
  }

  @Test
  void aFeedThatNeverAnswersTheKeyIsReplaced() {
    start(options -> options.withLoginTimeout(A_MOMENT), VENDOR.neverAnsweringAuthentication());

    assertThat(proxy.awaitTrouble()).isEqualTo("not logged in within 300 ms");
    proxy.feed.behave(VENDOR);
    proxy.client("T.AAPL");
  }

  @Test
  void anAuthenticationTimeoutAlthoughTheKeyWasSentIsTriedAgain() {
    start(VENDOR.refusingEveryKey(Status.AUTHENTICATION_TIMED_OUT, 1008), Manners.silent());
    proxy.feed.next();

    assertThat(proxy.awaitTrouble())
        .isEqualTo("auth_timeout 'No authentication request received.'");
    proxy.feed.behave(VENDOR);
    proxy.feed.next().drop();
    proxy.client("T.AAPL");
  }

  @Test
  void aRefusedKeyThatIsFollowedByADropIsToldAndNotHammered() {
    start(VENDOR.refusingEveryKey(Status.AUTHENTICATION_FAILED));
    TestClient client = proxy.clientAskingFor("T.AAPL");

    UpstreamInfo info = proxy.awaitState(UpstreamState.KEY_REFUSED);

    assertThat(info.trouble()).isEqualTo("auth_failed 'authentication failed'");
    assertThatNobodyCallsAgain(client);
  }

  @Test
  void aPlanWithoutTheFeedIsToldAndNotHammered() {
    start(
        VENDOR.refusingEveryKey(
            new Status("auth_failed", "Your plan doesn't include websocket access.")));
    TestClient client = proxy.clientAskingFor("T.AAPL");

    UpstreamInfo info = proxy.awaitState(UpstreamState.KEY_REFUSED);

    assertThat(info.trouble())
        .isEqualTo("auth_failed 'Your plan doesn't include websocket access.'");
    assertThatNobodyCallsAgain(client);
  }

  @ParameterizedTest
  @EnumSource
  void oneConnectionTooManyIsToldAndNotHammered(Moment moment) {
    start(VENDOR.withTooManyConnections(moment));
    TestClient client = proxy.clientAskingFor("T.AAPL");

    UpstreamInfo info = proxy.awaitState(UpstreamState.TOO_MANY_CONNECTIONS);

    assertThat(info.trouble()).startsWith("max_connections 'Maximum number of websocket");
    assertThatNobodyCallsAgain(client);
  }

  @Test
  void aCloseWith1008AndNoWordIsOneConnectionTooMany() {
    start(VENDOR);
    TestClient client = proxy.client("T.AAPL");

    proxy.feed.next().close(1008, "");

    UpstreamInfo info = proxy.awaitState(UpstreamState.TOO_MANY_CONNECTIONS);
    assertThat(info.trouble()).isEqualTo("closed by the feed with 1008 ''");
    assertThatNobodyCallsAgain(client);
  }

  @Test
  void ourOwnDeadConnectionThatTheFeedStillCountsIsWaitedFor() {
    start(VENDOR, VENDOR.withTooManyConnections(Moment.AFTER_SUCCESS));
    proxy.client("T.AAPL");

    proxy.feed.next().reset();

    proxy.awaitState(UpstreamState.TOO_MANY_CONNECTIONS);
    assertThat(proxy.feed.accepted()).isEqualTo(2);
  }

  @Test
  void twoProxiesOfOneAccountDoNotEvictEachOtherForEver() {
    FakePolygonConfig ofTheFeed =
        FakePolygonConfig.builder()
            .apiKeys(ScriptedProxy.VENDOR_KEY)
            .connectionCap(1, ConnectionCapPolicy.EVICT_OLDEST)
            .build();
    try (FakePolygonServer account = FakePolygonServer.start(ofTheFeed)) {
      UnaryOperator<UpstreamOptions> there =
          options -> UpstreamOptions.of(URI.create(account.url()), ScriptedProxy.VENDOR_KEY);
      start(there, VENDOR);
      proxy.awaitState(UpstreamState.READY);
      try (ScriptedProxy second = ScriptedProxy.start(there, VENDOR)) {
        second.awaitState(UpstreamState.READY);
        proxy.awaitState(UpstreamState.TOO_MANY_CONNECTIONS);

        second.client("T.FAKETICKER");
        assertThat(second.info().logins()).isEqualTo(1);
        assertThat(account.journal().connections()).hasSize(2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011, 1012})
  void aCloseIsToldAndTheConnectionReplacedAtOnce(int code) {
    start(VENDOR, Manners.silent());
    proxy.client("T.AAPL");

    proxy.feed.next().close(code, "why");

    assertThat(proxy.awaitTrouble()).isEqualTo("closed by the feed with %d 'why'".formatted(code));
    proxy.feed.next();
  }

  @Test
  void aCloseWithACodeThatNobodyMaySendIsALoss() {
    start(VENDOR, VENDOR);
    TestClient client = proxy.client("T.AAPL");

    proxy.feed.next().close(1006, "");

    assertThatItGoesOn(client);
  }

  @Test
  void aDropWithoutACloseFrameIsTold() {
    start(VENDOR, Manners.silent());
    proxy.client("T.AAPL");

    proxy.feed.next().drop();

    assertThat(proxy.awaitTrouble()).isEqualTo("the feed ended it without a close frame");
  }

  @Test
  void afterADropClientsGoOnAndTheGapIsCounted() {
    start(VENDOR, VENDOR);
    TestClient client = proxy.client("T.AAPL");

    proxy.feed.next().drop();

    assertThatItGoesOn(client);
  }

  @Test
  void whatCameBeforeADropIsNotLost() {
    start(VENDOR, VENDOR);
    TestClient client = proxy.client("T.AAPL");
    ScriptedConnection first = proxy.feed.next();

    first.send(TRADE);
    first.drop();

    assertThat(client.nextFrame()).isEqualTo(TRADE);
    assertThatItGoesOn(client);
  }

  @Test
  void aDropInsideAFrameCostsThatFrameOnly() {
    start(VENDOR, VENDOR);
    TestClient client = proxy.client("T.AAPL");
    ScriptedConnection first = proxy.feed.next();

    first.sendBytes(Arrays.copyOf(ScriptedConnection.frameOf(TRADE), 40));
    first.drop();

    assertThatItGoesOn(client);
  }

  @Test
  void aResetIsALoss() {
    start(VENDOR, VENDOR);
    TestClient client = proxy.client("T.AAPL");

    proxy.feed.next().reset();

    assertThatItGoesOn(client);
  }

  @Test
  void bytesThatAreNoFrameAreALoss() {
    start(VENDOR, VENDOR);
    TestClient client = proxy.client("T.AAPL");

    proxy.feed.next().sendBytes(new byte[] {(byte) 0xff, (byte) 0xff, 0, 0});

    assertThatItGoesOn(client);
  }

  @Test
  void twentyDropsOneAfterTheOtherLeaveClientsWhereTheyAre() {
    start(VENDOR);
    TestClient client = proxy.client("T.AAPL");
    for (int i = 1; i <= 20; i++) {
      proxy.nextWith("T.AAPL").drop();
    }

    proxy.nextWith("T.AAPL").send(TRADE);

    assertThat(client.nextFrame()).isEqualTo(TRADE);
    assertThat(proxy.info().gaps()).isEqualTo(20);
    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
  }

  @Test
  void aTopicAskedForWhileTheFeedIsAwayIsAcknowledgedWhenItIsBack() {
    start(VENDOR, Manners.silent(), VENDOR);
    TestClient first = proxy.client("T.AAPL");
    proxy.feed.next().drop();
    ScriptedConnection away = proxy.feed.next();
    TestClient second = proxy.clientAskingFor("T.AAPL", "T.MSFT");
    assertThat(ScriptedProxy.framesOf(second)).isEmpty();

    away.drop();

    assertThat(second.nextMessages())
        .containsExactly(Status.subscribedTo("T.AAPL"), Status.subscribedTo("T.MSFT"));
    assertThat(ScriptedProxy.framesOf(first)).isEmpty();
  }

  @Test
  void aSilentStallIsNoticedAndTheConnectionReplaced() {
    start(options -> options.withStallTimeout(Duration.ofMillis(600)), VENDOR);
    TestClient client = proxy.client("T.AAPL");

    proxy.feed.next().stall();

    assertThatItGoesOn(client);
  }

  @Test
  void aFeedThatSendsAndAnswersNoPingIsReplaced() {
    start(options -> options.withStallTimeout(Duration.ofMillis(600)), VENDOR);
    TestClient client = proxy.client("T.AAPL");
    ScriptedConnection first = proxy.feed.next();

    first.answerPings(false);
    first.send(TRADE);

    assertThat(client.nextFrame()).isEqualTo(TRADE);
    assertThatItGoesOn(client);
  }

  @Test
  void aStallIsTold() {
    start(options -> options.withStallTimeout(Duration.ofMillis(600)), VENDOR, Manners.silent());
    proxy.client("T.AAPL");

    proxy.feed.next().stall();

    assertThat(proxy.awaitTrouble()).contains("didn't receive pong within 300ms");
  }

  private static UpstreamOptions at(int port) {
    return UpstreamOptions.of(
        URI.create("ws://127.0.0.1:" + port + "/stocks"), ScriptedProxy.VENDOR_KEY);
  }

  private void start(Manners... manners) {
    proxy = ScriptedProxy.start(manners);
  }

  private void start(UnaryOperator<UpstreamOptions> change, Manners... manners) {
    proxy = ScriptedProxy.start(change, manners);
  }

  /** The next connection is well, and what comes over it comes once. */
  private void assertThatItGoesOn(TestClient client) {
    proxy.nextWith("T.AAPL").send(TRADE);
    assertThat(client.nextFrame()).isEqualTo(TRADE);
    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
    UpstreamInfo info = proxy.info();
    assertThat(info.state()).isEqualTo(UpstreamState.READY);
    assertThat(info.trouble()).isEmpty();
    assertThat(info.gaps()).isEqualTo(1);
    assertThat(info.lastGap()).isPositive();
    assertThat(info.logins()).isEqualTo(2);
  }

  /** An attempt that is due at once would have been made by the time a client is answered. */
  private void assertThatNobodyCallsAgain(TestClient client) {
    UpstreamState state = proxy.info().state();
    ScriptedProxy.framesOf(client);
    assertThat(proxy.info().state()).isEqualTo(state);
    assertThat(proxy.feed.accepted()).isEqualTo(1);
  }
}
