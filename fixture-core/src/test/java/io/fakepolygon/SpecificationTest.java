package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.fault.ConnectionHarm;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.StreamHarm;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.Preset;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.AcknowledgementFraming;
import io.fakepolygon.server.ConnectionCapPolicy;
import io.fakepolygon.server.SlowClientPolicy;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration as a JSON object. */
class SpecificationTest {
  private static final Behavior EVERYTHING =
      new Behavior(190.5, 0.3, 0.001, 3, 12, 100, 0.0001, "BRK.A", -0.6);

  @Test
  void theDefaultsAreWrittenInTheWordsOfTheBuilder() {
    assertThat(FakePolygonConfig.builder().build().toJson())
        .startsWith(
            "{\"seed\":42,\"symbols\":[\"FAKETICKER\",\"TESTSTOCK\"],\"interval\":\"PT0.1S\","
                + "\"basePriceUsd\":100.0,\"amplitudeUsd\":5.0,\"period\":\"PT10S\","
                + "\"mode\":\"oscillating\",\"respectMarketHours\":false,\"behaviors\":{},"
                + "\"scenarios\":[],\"barDelay\":\"PT0S\",\"span\":null,\"faults\":[],"
                + "\"clock\":\"manual\",\"start\":\"2024-01-02T14:30:00Z\",\"apiKeys\":[],"
                + "\"channels\":[\"Q\",\"T\",\"A\",\"AM\"],");
  }

  @Test
  void P1_whatIsWrittenReadsAsTheSameConfiguration() {
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .seed(Long.MIN_VALUE)
            .symbols("BRK.A", "AAPL")
            .interval(Duration.ofMillis(7))
            .basePriceUsd(1.5)
            .amplitudeUsd(0.25)
            .period(Duration.ofSeconds(77))
            .mode(MarketMode.REALISTIC)
            .respectMarketHours(true)
            .behavior("BRK.A", Preset.HIGH_PRICED.behavior())
            .behavior("AAPL", EVERYTHING)
            .scenario(Scenario.of(ScenarioKind.HIGH_VOLATILITY, Instant.EPOCH))
            .scenario(
                new Scenario(
                    ScenarioKind.GAP_UP,
                    Instant.parse("2025-06-02T13:40:00.000000001Z"),
                    Duration.ofNanos(1),
                    8.5,
                    List.of("AAPL", "BRK.A")))
            .barDelay(Duration.ofMillis(1_500))
            .span(Duration.ofNanos(90_000_000_001L))
            .fault(Fault.of(new ConnectionHarm.Drop()).on("T.AAPL").after(3).times(2))
            .fault(
                Fault.of(new StreamHarm.Gap())
                    .at(Instant.parse("2025-06-02T13:40:00Z"))
                    .lasting(Duration.ofMinutes(5)))
            .scaledClock(60.5)
            .start(Instant.parse("2025-06-02T13:30:00.123456789Z"))
            .apiKeys("one", "two")
            .channels(Channel.LULD, Channel.T)
            .connectionCap(3, ConnectionCapPolicy.EVICT_OLDEST)
            .authenticationTimeout(Duration.ofSeconds(1))
            .pingPeriod(Duration.ZERO)
            .deliveryTimeout(Duration.ofSeconds(2))
            .acknowledgementFraming(AcknowledgementFraming.FRAME_PER_PARAMETER)
            .journalBytes(1L << 40)
            .mostConnections(5)
            .mostTopicsPerConnection(6)
            .largestMessageBytes(2_048)
            .mostMessagesPerSecond(7)
            .slowClients(SlowClientPolicy.CONFLATE_QUOTES)
            .slowClientLimits(100_000, Duration.ofSeconds(3), 200_000)
            .build();

    assertThat(FakePolygonConfig.fromJson(config.toJson()).build()).isEqualTo(config);
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    assertThat(FakePolygonConfig.fromJson("{\"clock\":\"realtime\"}").build())
        .isEqualTo(FakePolygonConfig.builder().realTimeClock().build());
  }

  @Test
  void aBehaviourIsAsItsPresetAndSaysTheRest() {
    FakePolygonConfig config =
        FakePolygonConfig.fromJson(
                "{\"behaviors\":{\"TESTSTOCK\":{\"tape\":1,\"preset\":\"penny\"}}}")
            .build();

    assertThat(config.market().behaviors())
        .isEqualTo(Map.of("TESTSTOCK", Preset.PENNY.behavior().withListing(1, 12)));
  }

  @Test
  void aBehaviourWithoutPresetIsAroundThePriceOfTheMarket() {
    FakePolygonConfig config =
        FakePolygonConfig.fromJson(
                "{\"behaviors\":{\"TESTSTOCK\":{\"volatility\":0.5}},\"basePriceUsd\":20}")
            .build();

    assertThat(config.market().behaviorOf("TESTSTOCK"))
        .isEqualTo(Behavior.DEFAULT.withBasePriceUsd(20).withVolatility(0.5));
  }

  @Test
  void aScenarioIsAsUsualAndBeginsWithTheMarketUnlessItSaysSo() {
    FakePolygonConfig config =
        FakePolygonConfig.fromJson(
                "{\"scenarios\":[{\"kind\":\"trading-halt\"}],\"start\":\"2025-06-02T13:30:00Z\"}")
            .build();

    assertThat(config.market().scenarios())
        .containsExactly(
            Scenario.of(ScenarioKind.TRADING_HALT, Instant.parse("2025-06-02T13:30:00Z")));
  }

  @Test
  void P8_theKeysOfAProxyAreNotWritten() {
    FakePolygonConfig proxy =
        FakePolygonConfig.builder()
            .symbols()
            .upstream(UpstreamOptions.of(URI.create("ws://localhost:9"), "vendor-secret"))
            .apiKeys("clients-secret")
            .build();

    assertThat(proxy.toJson()).doesNotContain("secret").contains("\"apiKeys\":[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"seed\":1.5} | 'seed' is '1.5'. Write a whole number of 64 bits",
        "{\"seed\":\"1\"} | 'seed' is '1'. Write a whole number of 64 bits",
        "{\"symbols\":\"AAPL\"} | 'symbols' is 'AAPL'. Write a list of texts such as [\"FAKETICKER\"]",
        "{\"interval\":\"100ms\"} | 'interval' is '100ms'. Write a duration such as PT10S, ten seconds",
        "{\"start\":\"today\"} | 'start' is 'today'. Write an instant such as 2024-01-02T14:30:00Z",
        "{\"clock\":\"fast\"} | 'clock' is 'fast'. Write manual, realtime or speed:60",
        "{\"clock\":\"speed:fast\"} | 'clock' is 'speed:fast'. Write manual, realtime or speed:60",
        "{\"basePriceUsd\":null} | 'basePriceUsd' is 'null'. Write a number",
        "{\"mostConnections\":5000000000} | 'mostConnections' is '5000000000'. Write a whole number of 32 bits",
        "{\"slowClients\":\"wait\"} | 'slowClients' is 'wait'. Write of [DISCONNECT, CONFLATE_QUOTES, DROP_OLDEST]",
        "{\"respectMarketHours\":\"yes\"} | 'respectMarketHours' is 'yes'. Write true or false",
        "{\"mode\":\"wild\"} | 'mode' is 'wild'. Write of [OSCILLATING, REALISTIC]",
        "{\"behaviors\":[]} | 'behaviors' is '[]'. Write an object such as {\"AAPL\":{\"preset\":\"mega-cap\",\"tape\":3}}",
        "{\"behaviors\":{\"A\":{\"preset\":\"huge\"}}} | 'behaviors.A.preset' is 'huge'. Write of [MEGA_CAP, MID_CAP, ILLIQUID, PENNY, HIGH_PRICED]",
        "{\"behaviors\":{\"A\":{\"volatility\":11}}} | 'behaviors.A' cannot be used: The volatility 11 is not between 0 and 10",
        "{\"behaviors\":{\"A\":{\"follows\":\"B\"}}} | 'behaviors.A' cannot be used: It follows 'B', and has no correlation. Write one from -1 to 1",
        "{\"behaviors\":{\"A\":{\"color\":1}}} | There is no 'color' in a behavior. There is [basePriceUsd, correlation, exchange, follows, preset, roundLotShares, tape, tickUsd, tradesPerSecond, volatility]",
        "{\"scenarios\":{}} | 'scenarios' is '{}'. Write a list such as [{\"kind\":\"gap-up\",\"start\":\"2024-01-02T15:00:00Z\",\"strength\":8}]",
        "{\"scenarios\":[{}]} | 'scenarios[0]' has no kind. Write an object such as {\"kind\":\"gap-up\",\"start\":\"2024-01-02T15:00:00Z\",\"strength\":8}",
        "{\"scenarios\":[{\"kind\":\"gap-up\",\"strength\":0}]} | 'scenarios[0]' cannot be used: The strength 0.0 of GAP_UP is not between 0.01 and 1000.0",
        "{\"scenarios\":[{\"kind\":\"gap-up\",\"size\":0}]} | There is no 'size' in a scenario. There is [kind, length, start, strength, symbols]",
        "{\"clock\":\"realtime\",\"scenarios\":[{\"kind\":\"gap-up\"}]} | 'scenarios[0]' has no start, and in real time nobody knows beforehand when the market starts. Write an instant such as 2024-01-02T14:30:00Z",
        "{\"clock\":\"realtime\",\"faults\":[\"GAP at 10m\"]} | 'faults' has 'GAP at 10m', and in real time nobody knows beforehand when the market starts. Write an instant such as 2024-01-02T14:30:00Z",
        "[] | A specification is a JSON object, such as {\"seed\":42}",
        "{} {} | There is something behind the JSON value",
      })
  void whatCannotBeUsedIsNamed(String json, String sentence) {
    assertThatThrownBy(() -> FakePolygonConfig.fromJson(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void anUnknownMemberIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> FakePolygonConfig.fromJson("{\"sead\":1}"))
        .hasMessageStartingWith(
            "There is no 'sead' in a specification. There is [acknowledgementFraming, amplitudeUsd,");
  }

  @Test
  void whatIsNoJsonOrSaysAThingTwiceIsRefused() {
    assertThatThrownBy(() -> FakePolygonConfig.fromJson("{seed:1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("This is not JSON: ");
    assertThatThrownBy(() -> FakePolygonConfig.fromJson("{\"seed\":1,\"seed\":2}"))
        .hasMessageContaining("Duplicate field 'seed'");
  }
}
