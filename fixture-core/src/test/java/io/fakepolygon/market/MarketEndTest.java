package io.fakepolygon.market;

import static io.fakepolygon.market.Walker.MINUTE;
import static io.fakepolygon.market.Walker.OPEN;
import static io.fakepolygon.market.Walker.SECOND;
import static io.fakepolygon.market.Walker.due;
import static io.fakepolygon.market.Walker.ns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarketEndTest {
  private static final String[] TOPICS = {"T.ONE", "Q.ONE", "A.ONE", "AM.ONE", "T.TWO"};

  @ParameterizedTest
  @EnumSource
  void untilItsEndAMarketIsAsWithoutOneAndThenThereIsNothing(MarketMode mode) {
    MarketSpec spec = spec(mode);
    Market ending = new Market(spec.withEnd(OPEN.plus(MINUTE)));

    assertThat(due(ending, OPEN, MINUTE.multipliedBy(3), TOPICS))
        .isNotEmpty()
        .isEqualTo(due(new Market(spec), OPEN, MINUTE, TOPICS));
  }

  @Test
  void anEndBetweenTwoStepsIsAfterTheFirstOfThem() {
    Market ending = new Market(spec(MarketMode.OSCILLATING).withEnd(OPEN.plusMillis(250)));

    assertThat(due(ending, OPEN, SECOND, "T.ONE")).hasSize(2);
    assertThat(Walker.walk(ending, "T.ONE").nextStepAfter(ns(OPEN.plusMillis(200))))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aStepAfterTheEndIsEmpty() {
    Market ending = new Market(spec(MarketMode.OSCILLATING).withEnd(OPEN));

    Walker.walk(ending, "T.ONE")
        .step(
            ns(OPEN.plusMillis(100)),
            event -> {
              throw new AssertionError(event);
            });
  }

  @Test
  void anEndOutsideOfMarketTimeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(MarketMode.REALISTIC).withEnd(Instant.EPOCH.minusNanos(1)))
        .withMessage(
            "The end 1969-12-31T23:59:59.999999999Z is not between 1970-01-01T00:00:00Z and 2262-04-11T23:47:16Z");
  }

  @Test
  void withFewerSymbolsThoseThatAreLeftDoAsTheyDid() {
    MarketSpec spec =
        spec(MarketMode.REALISTIC)
            .withScenarios(
                List.of(
                    Scenario.of(ScenarioKind.GAP_UP, OPEN).on("TWO", "ONE"),
                    Scenario.of(ScenarioKind.GAP_DOWN, OPEN).on("TWO"),
                    Scenario.of(ScenarioKind.LATE_PRINTS, OPEN)));

    MarketSpec fewer = spec.withSymbols(List.of("ONE"));

    assertThat(fewer.scenarios())
        .containsExactly(
            Scenario.of(ScenarioKind.GAP_UP, OPEN).on("ONE"),
            Scenario.of(ScenarioKind.LATE_PRINTS, OPEN));
    assertThat(fewer.behaviors()).containsOnlyKeys("ONE");
    assertThat(due(new Market(fewer), OPEN, MINUTE, "T.ONE", "Q.ONE"))
        .isEqualTo(due(new Market(spec), OPEN, MINUTE, "T.ONE", "Q.ONE"));
  }

  private static MarketSpec spec(MarketMode mode) {
    return new MarketSpec(
        42,
        List.of("ONE", "TWO"),
        Duration.ofMillis(100),
        100,
        5,
        Duration.ofSeconds(10),
        mode,
        false,
        Map.of("ONE", Preset.MEGA_CAP.behavior(), "TWO", Preset.PENNY.behavior()),
        List.of(),
        Duration.ZERO);
  }
}
