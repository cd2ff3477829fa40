package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequencesTest {
  private static final Instant OPEN = Instant.parse("2024-01-03T14:30:00Z");

  @ParameterizedTest
  @CsvSource({"50, 16", "50, 5", "1, 1", "300, 1"})
  void riseWithGapsHoweverManyTradesThereAre(double tradesPerSecond, double burst) {
    Scenario opening =
        Scenario.of(ScenarioKind.OPENING_BURST, OPEN.minusSeconds(60)).withStrength(burst);
    Scenario halt =
        Scenario.of(ScenarioKind.TRADING_HALT, OPEN.plusSeconds(10)).lasting(Duration.ofSeconds(5));
    Market market = market(tradesPerSecond, opening, halt);
    Duration span = Duration.ofSeconds(40);

    List<Long> trades =
        Walker.events(Trade.class, market, OPEN, span, "T.X").stream()
            .map(Trade::sequence)
            .toList();
    List<Long> quotes =
        Walker.events(Quote.class, market, OPEN, span, "Q.X").stream()
            .map(Quote::sequence)
            .toList();

    assertThat(trades).isNotEmpty().isSorted().doesNotHaveDuplicates();
    assertThat(quotes).isNotEmpty().isSorted().doesNotHaveDuplicates();
    assertThat(quotes.get(quotes.size() - 1)).isLessThan(Integer.MAX_VALUE);
  }

  private static Market market(double tradesPerSecond, Scenario... scenarios) {
    return new Market(
        new MarketSpec(
            42,
            List.of("X"),
            Duration.ofMillis(100),
            100,
            5,
            Duration.ofSeconds(10),
            MarketMode.REALISTIC,
            true,
            Map.of("X", Behavior.DEFAULT.withTradesPerSecond(tradesPerSecond)),
            List.of(scenarios),
            Duration.ZERO));
  }
}
