package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a realistic day has besides trades and quotes. */
class RealisticDayTest {
  private static final Instant MORNING = Instant.parse("2024-01-03T09:00:00Z");
  private static final Instant NOON = Instant.parse("2024-01-03T17:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2024-01-03T09:00:00Z, 2024-01-03T14:30:00Z, 2024-01-03T21:00:00Z",
    "2024-11-29T09:00:00Z, 2024-11-29T14:30:00Z, 2024-11-29T18:00:00Z",
  })
  void eachDayOpensAndClosesWithAnAuctionAndItsOfficialPrice(
      Instant morning, Instant open, Instant close) {
    List<Trade> trades = trades(market(true), morning, Duration.ofHours(15));

    List<Trade> prints =
        trades.stream()
            .filter(
                trade -> trade.conditions().stream().anyMatch(List.of(8, 15, 16, 17, 18)::contains))
            .toList();
    assertThat(prints)
        .extracting(trade -> trade.conditions().get(0))
        .containsExactly(17, 16, 8, 15);
    assertThat(prints.get(0).priceUsd()).isEqualTo(prints.get(1).priceUsd());
    assertThat(prints.get(2).priceUsd()).isEqualTo(prints.get(3).priceUsd());
    assertThat(prints).extracting(Trade::exchange).containsOnly(12);
    assertThat(Instant.ofEpochMilli(prints.get(0).sipTimestampMs()))
        .isBetween(open, open.plusSeconds(1));
    assertThat(Instant.ofEpochMilli(prints.get(2).sipTimestampMs()))
        .isBetween(close, close.plusSeconds(2));
  }

  /** The seams of days, round the clock, are where stretches of two trees overlap. */
  @Test
  void roundTheClockNoTradeIsLostOrHeardTwiceWhereDaysMeet() {
    Instant open = Instant.parse("2024-01-03T14:30:00Z");
    List<Trade> walked = trades(market(false), open.minusSeconds(60), Duration.ofMinutes(2));

    List<Trade> early = trades(market(false), open.minusSeconds(60), Duration.ofSeconds(60));
    List<Trade> late = trades(market(false), open, Duration.ofSeconds(60));

    assertThat(walked).hasSizeGreaterThan(100).startsWith(early.toArray(Trade[]::new));
    assertThat(walked.subList(early.size(), walked.size())).isEqualTo(late);
    assertThat(walked).extracting(Trade::sipTimestampMs).isSorted();
  }

  @Test
  void roundTheClockADayDoesNotBeginWithABurst() {
    Instant open = Instant.parse("2024-01-03T14:30:00Z");

    assertThat(trades(market(false), open, Duration.ofSeconds(1))).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource({"-1, 25", "1, 23"})
  void aRunIntoABandEndsInAPauseOfFiveMinutes(double strength, int limitState) {
    Scenario pause = Scenario.of(ScenarioKind.LULD_PAUSE, NOON).withStrength(strength);
    Market market = market(true, pause);

    List<LuldBand> bands =
        Walker.events(LuldBand.class, market, NOON, Duration.ofMinutes(10), "LULD.X");
    long paused = ns(bands, 17);
    long reopened = ns(bands, 18);

    assertThat(ns(bands, limitState)).isLessThan(paused);
    assertThat(Duration.ofNanos(reopened - paused))
        .isBetween(Duration.ofSeconds(299), Duration.ofSeconds(301));
    assertThat(trades(market, NOON, Duration.ofMinutes(10)))
        .noneMatch(trade -> trade.timestampNs() > paused && trade.timestampNs() < reopened)
        .anyMatch(trade -> trade.conditions().contains(18));
  }

  @Test
  void noScenarioLeadsToPricesThatCannotBeCountedIn() {
    Scenario wild = Scenario.of(ScenarioKind.HIGH_VOLATILITY, MORNING).withStrength(100);
    Scenario gap = Scenario.of(ScenarioKind.GAP_UP, MORNING).withStrength(1_000);

    assertThat(
            Walker.due(
                market(true, wild, gap, gap, gap, gap, gap, gap),
                NOON,
                Duration.ofMinutes(1),
                "T.X",
                "Q.X"))
        .isNotEmpty();
  }

  private static long ns(List<LuldBand> bands, int indicator) {
    return bands.stream()
        .filter(band -> band.indicators().contains(indicator))
        .findFirst()
        .orElseThrow()
        .timestampNs();
  }

  private static List<Trade> trades(Market market, Instant from, Duration span) {
    return Walker.events(Trade.class, market, from, span, "T.X");
  }

  private static Market market(boolean hours, Scenario... scenarios) {
    return new Market(
        new MarketSpec(
            42,
            List.of("X"),
            Duration.ofMillis(100),
            100,
            5,
            Duration.ofSeconds(10),
            MarketMode.REALISTIC,
            hours,
            Map.of("X", Behavior.DEFAULT.withTradesPerSecond(hours ? 1 : 5).withListing(3, 12)),
            List.of(scenarios),
            Duration.ZERO));
  }
}
