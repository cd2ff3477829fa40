package io.fakepolygon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxySettingsTest {
  @TempDir private Path directory;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(directory).export("POLYGON_API_KEY", "vendor-secret");
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  @Test
  void vendorsKeyAloneMakesAProxyThatFakesNothing() {
    FakePolygonConfig config = desk.plan().config();

    assertThat(config.upstream())
        .isEqualTo(
            UpstreamOptions.of(URI.create("wss://socket.massive.com/stocks"), "vendor-secret"));
    assertThat(config.market().symbols()).isEmpty();
    assertThat(config.server().host()).isEqualTo("127.0.0.1");
  }

  @Test
  void fakeSymbolsStandBesideTheRealOnesWhenTheyAreAskedFor() {
    FakePolygonConfig config = desk.plan("--enable-fake-data", "true").config();

    assertThat(config.upstream()).isNotNull();
    assertThat(config.market().symbols()).containsExactly("FAKETICKER", "TESTSTOCK");
  }

  @Test
  void everySettingOfTheFeedReachesTheConfiguration() {
    desk.export("POLYGON_UPSTREAM_URL", "ws://localhost:9/stocks")
        .export("UPSTREAM_LINGER_SECS", "0")
        .export("UPSTREAM_STALL_SECS", "0.5")
        .export("UPSTREAM_LONGEST_RETRY_SECS", "7");

    assertThat(desk.plan().config().upstream())
        .isEqualTo(
            UpstreamOptions.of(URI.create("ws://localhost:9/stocks"), "vendor-secret")
                .withLinger(Duration.ZERO)
                .withStallTimeout(Duration.ofMillis(500))
                .withLongestRetryWait(Duration.ofSeconds(7)));
  }

  @Test
  void nobodyCanReadAProxysJournalSoThereIsNone() {
    assertThat(desk.plan().config().server().journalBytes()).isZero();
  }

  @Test
  void P8_aProxyHasTheControlApiOnlyWhereItIsSwitchedOn() {
    assertThat(desk.plan().config().control().open()).isFalse();
    FakePolygonConfig controlled = desk.plan("--control-api", "on").config();

    assertThat(controlled.control().open()).isTrue();
    assertThat(controlled.server().journalBytes()).isPositive();
  }

  @Test
  void P8_theControlApiOfAProxyThatOthersCanReachNeedsAToken() {
    desk.export("PROXY_API_KEYS", "a-clients-key");

    assertThat(desk.refusal("--host", "0.0.0.0", "--control-api", "on"))
        .isEqualTo(
            "--control-api is 'on' in a proxy that others can reach, where it needs a token. Set"
                + " CONTROL_TOKEN to one of your own making, or HOST to 127.0.0.1.");
    desk.export("CONTROL_TOKEN", "s3cret");
    assertThat(desk.plan("--host", "0.0.0.0", "--control-api", "on").config().control().token())
        .isEqualTo("s3cret");
  }

  @Test
  void notEverythingCanBeFakeBesideARealFeed() {
    assertThat(desk.refusal("--enable-fake-data=true", "--symbols=*"))
        .isEqualTo(
            "--symbols is '*'. Beside the real feed not everything can be fake: name the symbols,"
                + " or set ENABLE_FAKE_DATA=false.");
  }

  @Test
  void aProxyThatOthersCanReachNeedsKeysForItsClients() {
    assertThat(desk.refusal("--host", "0.0.0.0"))
        .isEqualTo(
            "--host is '0.0.0.0', and a proxy that others can reach needs keys for its clients. Set"
                + " PROXY_API_KEYS to some of your own making, or HOST to 127.0.0.1.");
  }

  @Test
  void aHostThatMeansNothingIsBlamedOnTheHost() {
    assertThat(desk.refusal("--host", "no.such.host.invalid"))
        .startsWith(
            "--host is 'no.such.host.invalid', and a proxy that others can reach needs keys");
  }

  @Test
  void aProxyWithKeysForItsClientsMayListenAnywhere() {
    desk.export("PROXY_API_KEYS", "ours");

    assertThat(desk.plan("--host", "0.0.0.0").config().server().apiKeys()).containsExactly("ours");
  }

  @Test
  void settingsOfAFakeMarketThatIsNotThereAreRemarkedOn() {
    assertThat(desk.plan("--symbols", "AAPL").remarks())
        .containsExactly(
            "--symbols is not used: ENABLE_FAKE_DATA=true asks for fake symbols beside the real"
                + " ones.");
  }

  @Test
  void greetingSaysWhoseProxyItIsAndShowsNoKey() {
    FakePolygonServer server =
        desk.start("--port=0", "--upstream-url=ws://u:password@127.0.0.1:9/stocks?apiKey=secret");

    assertThat(desk.printed())
        .isEqualToNormalizingNewlines(
            """
            FakePolygon (not packaged): proxy of ws://127.0.0.1:9/stocks.

            Connect to  %s
            Then send   {"action":"auth","params":"any-key"}
                        {"action":"subscribe","params":"T.AAPL,Q.AAPL"}
            Look at     %s in a browser

            Ctrl-C stops it.
            """
                .formatted(server.url(), Desk.pageOf(server)));
  }

  @Test
  void greetingNamesTheFakeSymbolsToo() {
    desk.start("--port=0", "--upstream-url=ws://127.0.0.1:9/stocks", "--enable-fake-data=true");

    assertThat(desk.printed())
        .contains(
            "proxy of ws://127.0.0.1:9/stocks, and fake FAKETICKER, TESTSTOCK every 100 ms on T, Q,");
  }
}
