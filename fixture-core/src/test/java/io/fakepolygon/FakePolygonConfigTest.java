package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakePolygonConfigTest {
  private static final UpstreamOptions FEED =
      UpstreamOptions.of(URI.create("wss://feed.example/stocks"), "vendor-key");

  private final FakePolygonConfig.Builder config = FakePolygonConfig.builder();

  @Test
  void aFakeMarketHasSymbols() {
    assertRefused(config.symbols(), "No symbols. Name at least one, such as FAKETICKER");
  }

  @Test
  void besideARealFeedThereNeedBeNoFakeSymbol() {
    assertThat(config.symbols().upstream(FEED).build().market().symbols()).isEmpty();
  }

  @Test
  void besideARealFeedNotEverythingCanBeFake() {
    assertRefused(
        config.symbols("*").upstream(FEED),
        "With a real feed, '*' cannot be faked: name the symbols that are fake, or none");
  }

  @Test
  void onlyStocksCanBeFaked() {
    assertRefused(
        config.channels(Channel.XT),
        "The channels [XT] are not all of the stocks feed, and others cannot be faked");
  }

  @Test
  void aProxyWithoutKeysStaysOnItsMachine() {
    assertRefused(
        config.upstream(FEED).host("0.0.0.0"),
        "A proxy that listens on 0.0.0.0, beyond this machine, needs API keys for its clients");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void onItsMachineAProxyNeedsNoKeys(String host) {
    assertThat(config.upstream(FEED).host(host).build().server().apiKeys()).isEmpty();
  }

  @Test
  void aProxyWithKeysMayListenAnywhere() {
    assertThat(config.upstream(FEED).host("0.0.0.0").apiKeys("a").build().upstream())
        .isEqualTo(FEED);
  }

  @Test
  void aProxyServesThePathOfItsFeedToo() {
    assertThat(
            config
                .upstream(UpstreamOptions.of(URI.create("wss://feed.example/crypto"), "key"))
                .build()
                .server()
                .paths())
        .containsExactly("/", "/stocks", "/crypto");
  }

  @Test
  void nothingThatIsPrintedHoldsTheVendorsKey() {
    assertThat(config.upstream(FEED).build().toString())
        .contains("wss://feed.example/stocks")
        .doesNotContain("vendor-key");
  }

  private static void assertRefused(FakePolygonConfig.Builder config, String sentence) {
    assertThatIllegalArgumentException().isThrownBy(config::build).withMessage(sentence);
  }
}
