package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a scenario does to an oscillating market, which has a trade and a quote at every step. */
class OscillatingScenariosTest {
  private static final Instant NOON = Instant.parse("2024-01-03T17:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  @ParameterizedTest
  @EnumSource(names = {"TRADING_HALT", "LULD_PAUSE"})
  void aHaltLeavesNeitherTradesNorQuotesUntilItEnds(ScenarioKind kind) {
    Scenario halt = Scenario.of(kind, NOON.plusSeconds(10)).lasting(Duration.ofSeconds(20));

    List<Trade> trades = trades(TWO_MINUTES, halt);

    assertThat(trades).hasSize(1_200 - 199);
    assertThat(quotes(TWO_MINUTES, halt)).hasSize(1_200 - 199);
    assertThat(trades)
        .extracting(Trade::sipTimestampMs)
        .contains(ms(NOON.plusSeconds(10)), ms(NOON.plusSeconds(30)))
        .noneMatch(t -> t > ms(NOON.plusSeconds(10)) && t < ms(NOON.plusSeconds(30)));
  }

  @Test
  void aHaltOfANasdaqListingIsToldWhenItBeginsAndEnds() {
    Scenario halt = Scenario.of(ScenarioKind.TRADING_HALT, NOON.plusSeconds(10)).lasting(MINUTE);

    List<LuldBand> told = events(LuldBand.class, TWO_MINUTES, "LULD.*", halt);

    assertThat(told).extracting(LuldBand::symbol).containsOnly("NASDAQ");
    assertThat(told).extracting(LuldBand::indicators).containsExactly(List.of(17), List.of(18));
    assertThat(told).extracting(LuldBand::upperUsd).containsOnly(0.0);
  }

  @Test
  void aGapMovesAllPricesAfterIt() {
    Scenario gap = Scenario.of(ScenarioKind.GAP_UP, NOON.plusSeconds(60)).withStrength(50);

    List<Double> before = trades(MINUTE).stream().map(Trade::priceUsd).toList();
    List<Double> plain = trades(TWO_MINUTES).stream().map(Trade::priceUsd).toList();
    List<Double> with = trades(TWO_MINUTES, gap).stream().map(Trade::priceUsd).toList();

    assertThat(with.subList(0, 600)).isEqualTo(before);
    for (int i = 600; i < with.size(); i++) {
      assertThat(with.get(i) - plain.get(i)).isCloseTo(50, Offset.offset(1e-9));
    }
  }

  @Test
  void lowLiquidityLeavesOneTradeAndQuoteInSoMany() {
    Scenario low = Scenario.of(ScenarioKind.LOW_LIQUIDITY, NOON);

    assertThat(trades(MINUTE, low)).hasSizeBetween(59, 61);
    assertThat(quotes(MINUTE, low)).hasSizeBetween(59, 61);
  }

  @Test
  void highVolatilityMakesTheSwingSoManyTimesAsWide() {
    Scenario high = Scenario.of(ScenarioKind.HIGH_VOLATILITY, NOON);

    assertThat(width(trades(MINUTE))).isBetween(9.9, 10.6);
    assertThat(width(trades(MINUTE, high))).isBetween(29.5, 31.0);
  }

  @Test
  void latePrintsAreOffExchangeAndOfAnOldPrice() {
    Scenario late = Scenario.of(ScenarioKind.LATE_PRINTS, NOON).withStrength(1);

    List<Trade> trades = trades(TWO_MINUTES, late);

    assertThat(trades)
        .filteredOn(trade -> trade.exchange() == 4)
        .hasSizeGreaterThan(200)
        .allMatch(trade -> trade.conditions().contains(32))
        .allMatch(trade -> trade.sipTimestampMs() - trade.participantTimestampMs() <= 15 * 60_000)
        .anyMatch(trade -> trade.sipTimestampMs() - trade.participantTimestampMs() > 60_000);
    assertThat(trades)
        .filteredOn(trade -> trade.exchange() != 4)
        .noneMatch(trade -> trade.conditions().contains(32));
  }

  @Test
  void someBarsAreSentTooEarlyAndAgainWhenTheyAreRight() {
    Scenario corrections = Scenario.of(ScenarioKind.BAR_CORRECTIONS, NOON).withStrength(0.5);

    Map<Long, List<Aggregate>> byWindow =
        events(Aggregate.class, TWO_MINUTES, "A.NASDAQ", corrections).stream()
            .collect(Collectors.groupingBy(Aggregate::startMs));
    Map<Long, Aggregate> right =
        events(Aggregate.class, TWO_MINUTES, "A.NASDAQ").stream()
            .collect(Collectors.toMap(Aggregate::startMs, bar -> bar));

    assertThat(byWindow).hasSize(120);
    assertThat(byWindow.values()).anyMatch(bars -> bars.size() == 1);
    assertThat(byWindow.values())
        .filteredOn(bars -> bars.size() == 2)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            bars -> {
              assertThat(bars.get(0).volumeShares()).isLessThan(bars.get(1).volumeShares());
              assertThat(bars.get(1)).isEqualTo(right.get(bars.get(1).startMs()));
            });
  }

  @Test
  void withHoursThereIsNothingAtNight() {
    Instant evening = Instant.parse("2024-01-04T00:59:00Z");

    List<Trade> trades =
        Walker.events(
            Trade.class, market(true), evening, Duration.ofHours(8).plus(MINUTE), "T.NASDAQ");

    assertThat(trades).hasSize(599 + 1).allMatch(trade -> trade.conditions().equals(List.of(12)));
  }

  @Test
  void withHoursTheOfficialOpenIsTheFirstPriceAfterTheOpen() {
    Instant open = Instant.parse("2024-01-03T14:30:00Z");
    Market market = market(true);

    List<Aggregate> bars =
        Walker.events(Aggregate.class, market, open.minusSeconds(30), MINUTE, "A.NASDAQ");
    double first = Walker.tradesIn(market, open, open.plusMillis(1), "NASDAQ").get(0).priceUsd();

    assertThat(bars.subList(0, 30))
        .hasSize(30)
        .extracting(Aggregate::officialOpenUsd)
        .containsOnly(0.0);
    assertThat(bars.subList(30, bars.size()))
        .isNotEmpty()
        .extracting(Aggregate::officialOpenUsd)
        .containsOnly(first);
  }

  private static double width(List<Trade> trades) {
    return trades.stream().mapToDouble(Trade::priceUsd).max().orElse(0)
        - trades.stream().mapToDouble(Trade::priceUsd).min().orElse(0);
  }

  private static List<Trade> trades(Duration span, Scenario... scenarios) {
    return events(Trade.class, span, "T.NASDAQ", scenarios);
  }

  private static List<Quote> quotes(Duration span, Scenario... scenarios) {
    return events(Quote.class, span, "Q.NASDAQ", scenarios);
  }

  private static <E extends MarketEvent> List<E> events(
      Class<E> kind, Duration span, String topic, Scenario... scenarios) {
    return Walker.events(kind, market(false, scenarios), NOON, span, topic);
  }

  private static Market market(boolean hours, Scenario... scenarios) {
    return new Market(
        new MarketSpec(
            42,
            List.of("NASDAQ", "NYSE"),
            Duration.ofMillis(100),
            100,
            5,
            Duration.ofSeconds(10),
            MarketMode.OSCILLATING,
            hours,
            Map.of(
                "NASDAQ", Behavior.DEFAULT.withListing(3, 12),
                "NYSE", Behavior.DEFAULT.withListing(1, 10)),
            List.of(scenarios),
            Duration.ZERO));
  }

  private static long ms(Instant instant) {
    return instant.toEpochMilli();
  }
}
