package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Markets that are allowed, and that nobody tries first. */
class MarketEdgesTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");

  @Test
  void everyTenThousandthOfADollarIsATick() {
    assertThat(IntStream.rangeClosed(1, 10_000))
        .allSatisfy(
            tick ->
                assertThat(Behavior.DEFAULT.withTickUsd(tick / 10_000.0).tickUsd()).isPositive());
  }

  @Test
  void quotesAroundTheTierOfTheRoundLotAreInTheSymbolsOwnLots() {
    Behavior own = Behavior.DEFAULT.withBasePriceUsd(250).withRoundLotShares(50);
    Market market = new Market(spec(MarketMode.OSCILLATING, own, List.of()));
    Walk walk = market.walk(Interest.in(List.of(Topic.parse("Q.A"))));
    List<Quote> quotes = new ArrayList<>();

    long ns = ns(OPEN);
    for (int step = 0; step < 3_000; step++) {
      ns = walk.nextStepAfter(ns);
      walk.step(ns, event -> quotes.add((Quote) event));
    }

    assertThat(quotes)
        .hasSize(3_000)
        .allSatisfy(quote -> assertThat(quote.bidShares()).isPositive())
        .allSatisfy(quote -> assertThat(quote.bidShares() % 50).isZero())
        .allSatisfy(quote -> assertThat(quote.askShares()).isPositive());
  }

  @ParameterizedTest
  @EnumSource(MarketMode.class)
  void tradingGoesOnAfterAHaltOfTwoYears(MarketMode mode) {
    Duration length = Duration.ofDays(731);
    Scenario halt = Scenario.of(ScenarioKind.TRADING_HALT, OPEN).lasting(length);
    Market market = new Market(spec(mode, Behavior.DEFAULT, List.of(halt)));

    long next = market.walk(Interest.in(List.of(Topic.parse("T.A")))).nextStepAfter(ns(OPEN) + 1);

    assertThat(next).isBetween(ns(OPEN.plus(length)), ns(OPEN.plus(length).plusSeconds(60)));
  }

  @ParameterizedTest
  @EnumSource(MarketMode.class)
  void thereIsATradeInTheYear2200(MarketMode mode) {
    Scenario gap = Scenario.of(ScenarioKind.GAP_UP, OPEN);
    Market market = new Market(spec(mode, Behavior.DEFAULT, List.of(gap)));
    Instant late = Instant.parse("2200-03-04T15:00:00Z");

    long next = market.walk(Interest.in(List.of(Topic.parse("T.A")))).nextStepAfter(ns(late));

    assertThat(next).isBetween(ns(late), ns(late.plusSeconds(60)));
  }

  @Test
  void anOscillatingMarketWithoutHaltsSaysNothingOfBands() {
    Scenario gap = Scenario.of(ScenarioKind.GAP_UP, OPEN);
    Market market = new Market(spec(MarketMode.OSCILLATING, Behavior.DEFAULT, List.of(gap)));

    Walk walk = market.walk(Interest.in(List.of(Topic.parse("LULD.A"))));

    assertThat(walk.nextStepAfter(ns(OPEN))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anOscillatingMarketSaysAHaltThatIsTwoYearsAhead() {
    Instant ahead = OPEN.plus(Duration.ofDays(731));
    Scenario halt = Scenario.of(ScenarioKind.TRADING_HALT, ahead);
    Market market =
        new Market(
            spec(MarketMode.OSCILLATING, Behavior.DEFAULT.withListing(3, 12), List.of(halt)));

    Walk walk = market.walk(Interest.in(List.of(Topic.parse("LULD.A"))));

    assertThat(walk.nextStepAfter(ns(OPEN))).isBetween(ns(ahead), ns(ahead.plusMillis(100)));
  }

  private static MarketSpec spec(MarketMode mode, Behavior behavior, List<Scenario> scenarios) {
    return new MarketSpec(
        42,
        List.of("A"),
        Duration.ofMillis(100),
        100,
        5,
        Duration.ofSeconds(10),
        mode,
        false,
        Map.of("A", behavior),
        scenarios,
        Duration.ZERO);
  }

  private static long ns(Instant instant) {
    return instant.toEpochMilli() * 1_000_000;
  }
}
