package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.server.AcknowledgementFraming;
import io.fakepolygon.server.ConnectionCapPolicy;
import io.fakepolygon.server.SlowClientPolicy;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration as a JSON object. */
class SpecificationTest {

  @Test
  void theDefaultsAreWrittenInTheWordsOfTheBuilder() {
    assertThat(FakePolygonConfig.builder().build().toJson())
        .startsWith(
            "{\"seed\":42,\"symbols\":[\"FAKETICKER\",\"TESTSTOCK\"],\"interval\":\"PT0.1S\","
                + "\"basePriceUsd\":100.0,\"amplitudeUsd\":5.0,\"period\":\"PT10S\","
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
