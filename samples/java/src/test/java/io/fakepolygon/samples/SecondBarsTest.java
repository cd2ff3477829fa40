package io.fakepolygon.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.TapeSection;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.protocol.Aggregate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FakePolygon(symbols = "FAKETICKER")
class SecondBarsTest {
  private final List<Bar> bars = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT1H"})
  void areTheBarsOfTheMarket(Duration length, FakePolygonServer polygon, MarketClock clock) {
    Instant firstWhole = clock.now().plusSeconds(1);
    try (var feed =
        new JdkTradeFeed(
            polygon.url(), polygon.apiKey(), "T.FAKETICKER", new SecondBars(bars::add))) {
      polygon.awaitSubscribed("T.FAKETICKER");

      clock.advance(length);

      assertThat(feed.end()).isNotDone();
      assertThat(bars)
          .isEqualTo(barsOf(polygon.tape().of("A.FAKETICKER").between(firstWhole, clock.now())));
    }
  }

  @Test
  void anOddLotCountsForTheVolumeAlone() {
    SecondBars builder = new SecondBars(bars::add);
    builder.onTrade(trade("14:30:00.9", 100.00, "100"));
    builder.onTrade(trade("14:30:01.1", 100.02, "300"));
    builder.onTrade(trade("14:30:01.2", 100.06, "0.5", 14, 37));
    builder.onTrade(trade("14:30:01.3", 100.01, "100"));

    builder.onTrade(trade("14:30:02.0", 100.00, "100"));

    assertThat(bars)
        .containsExactly(
            new Bar(
                Instant.parse("2024-01-02T14:30:01Z"),
                100.02,
                100.02,
                100.01,
                100.01,
                400,
                100.0176));
  }

  @Test
  void aTradeThatComesAfterItsSecondDoesNotCountForTheNext() {
    SecondBars builder = new SecondBars(bars::add);
    builder.onTrade(trade("14:30:00.9", 100.00, "100"));
    builder.onTrade(trade("14:30:01.1", 100.02, "300"));
    builder.onTrade(trade("14:30:00.8", 90.00, "500"));

    builder.onTrade(trade("14:30:02.0", 100.00, "100"));

    assertThat(bars)
        .containsExactly(
            new Bar(
                Instant.parse("2024-01-02T14:30:01Z"),
                100.02,
                100.02,
                100.02,
                100.02,
                300,
                100.02));
  }

  private static List<Bar> barsOf(TapeSection tape) {
    return tape.stream().map(event -> barOf((Aggregate) event)).toList();
  }

  private static Bar barOf(Aggregate market) {
    return new Bar(
        Instant.ofEpochMilli(market.startMs()),
        market.openUsd(),
        market.highUsd(),
        market.lowUsd(),
        market.closeUsd(),
        market.volumeShares(),
        market.vwapUsd());
  }

  private static Print trade(
      String time, double priceUsd, String sizeShares, Integer... conditions) {
    return new Print(
        "FAKETICKER",
        priceUsd,
        new BigDecimal(sizeShares),
        Set.of(conditions),
        0,
        Instant.parse("2024-01-02T" + time + "Z"));
  }
}
