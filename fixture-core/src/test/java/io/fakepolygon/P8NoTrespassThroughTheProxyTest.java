package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.ClientAction.Authenticate;
import io.fakepolygon.protocol.ClientAction.Subscribe;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.upstream.CapturedFrames;
import io.fakepolygon.upstream.Manners;
import io.fakepolygon.upstream.ScriptedConnection;
import io.fakepolygon.upstream.UpstreamOptions;
import io.fakepolygon.upstream.UpstreamState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P8 of a proxy: the vendor's key goes to the feed and nowhere else, and of what clients say
 * nothing goes there but topics.
 */
class P8NoTrespassThroughTheProxyTest {
  private static final Manners VENDOR = Manners.ofTheVendor();
  private static final String KEY = ScriptedProxy.VENDOR_KEY;

  @SuppressWarnings("NullAway.Init") // By start, in each test.
  private ScriptedProxy proxy;

  @AfterEach
  void stop() {
    proxy.close();
  }

  @Test
  void theVendorsKeyIsInNothingThatIsShownOfAProxy() {
    start(VENDOR);
    ScriptedConnection feed = proxy.feed.next();
    TestClient client = proxy.client("T.AAPL");
    feed.send(CapturedFrames.TRADE.json());

    assertThat(client.nextFrame()).doesNotContain(KEY);
    assertThat(feed.awaitSaid("auth")).contains(KEY);
    assertThatNothingShowsTheKey();
  }

  @Test
  void aKeyThatTheFeedRefusesAndRepeatsIsNotShown() {
    start(VENDOR.refusingEveryKey(new Status("auth_failed", "unknown key " + KEY)));

    assertThat(proxy.awaitState(UpstreamState.KEY_REFUSED).trouble())
        .isEqualTo("auth_failed 'unknown key …'");
    assertThatNothingShowsTheKey();
  }

  @Test
  void aKeyThatTheFeedRepeatsAsItClosesIsNotShown() {
    start(VENDOR, Manners.silent());
    proxy.awaitState(UpstreamState.READY);

    proxy.feed.next().close(1011, "trouble with " + KEY);

    assertThat(proxy.awaitTrouble()).isEqualTo("closed by the feed with 1011 'trouble with …'");
    assertThatNothingShowsTheKey();
  }

  @Test
  void aClientThatBringsTheVendorsKeyIsRefusedAndItIsNotWrittenDown() {
    start(VENDOR);
    try (TestClient client = TestClient.connect(proxy.server.url())) {
      assertThat(client.nextMessages()).containsExactly(Status.CONNECTED);
      client.send("{\"action\":\"auth\",\"params\":[\"" + KEY + "\"]}");
      client.send("{\"action\":\"auth\",\"params\":\"" + KEY + "\"}");

      assertThat(client.nextMessages()).containsExactly(Status.AUTHENTICATION_FAILED);
      assertThat(client.end()).isEqualTo("failed");
    }
    assertThatNothingShowsTheKey();
  }

  @Test
  void optionsThatCannotBeAreRefusedWithoutTheKey() {
    start(VENDOR);
    URI wrong = URI.create("http://user:" + KEY + "@feed.example/stocks?apiKey=" + KEY);

    assertThatThrownBy(() -> UpstreamOptions.of(wrong, KEY)).message().doesNotContain(KEY);
  }

  @Test
  void aKeyInTheAddressIsNotShownEither() {
    try (ScriptedProxy withQuery =
        ScriptedProxy.start(
            options -> UpstreamOptions.of(URI.create(options.url() + "?apiKey=" + KEY), KEY),
            VENDOR.slammingTheDoor())) {
      proxy = withQuery;
      withQuery.awaitTrouble();

      assertThatNothingShowsTheKey();
    }
  }

  @Test
  void aProxyThatCannotStartSaysSoWithoutTheKey() {
    start(VENDOR);
    FakePolygonConfig taken =
        FakePolygonConfig.builder()
            .symbols()
            .port(URI.create(proxy.server.url()).getPort())
            .upstream(UpstreamOptions.of(proxy.feed.url(), KEY))
            .build();

    assertThat(taken.toString()).doesNotContain(KEY);
    assertThatThrownBy(() -> FakePolygonServer.start(taken))
        .satisfies(failure -> assertThat(failure.toString()).doesNotContain(KEY));
  }

  @Test
  void theFeedHearsOurKeyAndTopicsAndNothingElseOfWhatClientsSay() {
    start(VENDOR);
    ScriptedConnection feed = proxy.feed.next();
    TestClient client = proxy.client();
    client.send("hello");
    client.send("{\"action\":\"publish\",\"params\":\"T.AAPL\"}");
    client.send(
        "{\"action\":\"subscribe\",\"params\":\"T.AAPL, ZZ.AAPL,,T.,*\",\"note\":\"mine\"}");
    assertThat(client.nextMessages()).containsExactly(Status.subscribedTo("T.AAPL"));
    client.unsubscribe("T.AAPL");
    feed.awaitTopics();

    assertThat(feed.said())
        .containsExactly(
            "{\"action\":\"auth\",\"params\":\"" + KEY + "\"}",
            "{\"action\":\"subscribe\",\"params\":\"T.AAPL\"}",
            "{\"action\":\"unsubscribe\",\"params\":\"T.AAPL\"}");
    assertThat(feed.request()).doesNotContain(ScriptedProxy.CLIENT_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T.\"},{\"action\":\"auth\",\"params\":\"x",
        "T.\\",
        "T.\\\"",
        "T.\u0000\n\r\u2028",
        "T.]}[{",
        "T.caf\u00e9\ud83d\ude00"
      })
  void aTopicIsNoMoreThanAParameterWhateverItSays(String topic) {
    start(VENDOR);
    ScriptedConnection feed = proxy.feed.next();
    List<String> parameters = List.of(topic.split(","));
    TestClient client = proxy.client();

    client.send(new Subscribe(parameters).toJson());

    assertThat(client.nextMessages()).contains(Status.subscribedTo(parameters.get(0)));
    assertThat(feed.said().stream().map(ClientAction::read))
        .hasSize(2)
        .contains(new Authenticate(KEY))
        .last()
        .isInstanceOf(Subscribe.class);
    feed.awaitSubscribed(parameters.get(0));
  }

  @Test
  void whoHasShownNoKeyIsSentNothingAndHasNothingAskedFor() {
    start(VENDOR);
    ScriptedConnection feed = proxy.feed.next();
    TestClient holder = proxy.client("T.AAPL");
    try (TestClient stranger = TestClient.connect(proxy.server.url())) {
      assertThat(stranger.nextMessages()).containsExactly(Status.CONNECTED);
      ScriptedProxy.ask(stranger, "T.AAPL", "T.MSFT");
      assertThat(stranger.nextMessages()).containsExactly(Status.AUTHENTICATION_REQUIRED);

      feed.send(CapturedFrames.TRADE.json());

      assertThat(holder.nextFrame()).isEqualTo(CapturedFrames.TRADE.json());
      ScriptedProxy.ask(stranger, "T.AAPL");
      assertThat(stranger.nextMessages()).containsExactly(Status.AUTHENTICATION_REQUIRED);
      assertThat(feed.topics()).containsExactly("T.AAPL");
    }
  }

  @Test
  void whatTheFeedSendsBeforeItHasAcceptedTheKeyIsPassedOnToNobody() {
    start(Manners.silent());
    ScriptedConnection feed = proxy.feed.next();
    TestClient client = proxy.clientAskingFor("T.AAPL");
    feed.tell(Status.CONNECTED);
    feed.awaitSaid("auth");

    feed.send(CapturedFrames.TRADE.json());
    feed.awaitRead();

    assertThat(ScriptedProxy.framesOf(client)).isEmpty();
    assertThat(feed.said()).hasSize(1);
  }

  private void start(Manners... manners) {
    proxy = ScriptedProxy.start(manners);
  }

  private void assertThatNothingShowsTheKey() {
    FakePolygonServer server = proxy.server;
    assertThat(
            List.of(
                proxy.info().toString(),
                server.connections().toString(),
                server.endedConnections().toString(),
                server.journal().toString(),
                server.journal().entries().toString(),
                server.journal().said().toString(),
                server.journal().told().toString(),
                server.toString()))
        .allSatisfy(shown -> assertThat(shown).doesNotContain(KEY));
    assertThatThrownBy(() -> server.awaitSubscribed(Duration.ofMillis(1), "T.NOBODY"))
        .message()
        .doesNotContain(KEY);
  }
}
