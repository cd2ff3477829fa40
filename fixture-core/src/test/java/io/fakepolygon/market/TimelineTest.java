package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimelineTest {
  private static final Instant START = Instant.parse("2024-01-03T17:00:00Z");
  private static final long START_MS = START.toEpochMilli();
  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  @ParameterizedTest
  @EnumSource(
      value = ScenarioKind.class,
      names = {"GAP_UP", "GAP_DOWN"},
      mode = EnumSource.Mode.EXCLUDE)
  void onlyAGapMakesThePriceJump(ScenarioKind kind) {
    for (Duration length : List.of(Duration.ZERO, Duration.ofMinutes(5))) {
      Timeline timeline = timeline(Scenario.of(kind, START).lasting(length));

      double before = offset(timeline, START_MS - 10_000);
      for (long ms = START_MS - 9_990; ms < START_MS + 1_000_000; ms += 10) {
        double now = offset(timeline, ms);
        assertThat(now - before).as("%s at %d", kind, ms - START_MS).isBetween(-0.001, 0.001);
        before = now;
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"GAP_UP, 1.05", "GAP_DOWN, 0.95"})
  void aGapIsThereRightAfterItsStartAndForGood(ScenarioKind kind, double factor) {
    Timeline timeline = timeline(Scenario.of(kind, START));

    assertThat(offset(timeline, START_MS)).isZero();
    assertThat(offset(timeline, START_MS + 1)).isCloseTo(Math.log(factor), CLOSE);
    assertThat(offset(timeline, START_MS + 1_000_000_000)).isCloseTo(Math.log(factor), CLOSE);
  }

  @Test
  void aCrashIsDeepestAfterAFifthOfItsLengthAndLeavesNothing() {
    Timeline timeline =
        timeline(
            Scenario.of(ScenarioKind.CRASH_AND_RECOVERY, START).lasting(Duration.ofSeconds(100)));

    assertThat(offset(timeline, START_MS + 10_000)).isCloseTo(Math.log(0.9) / 2, CLOSE);
    assertThat(offset(timeline, START_MS + 20_000)).isCloseTo(Math.log(0.9), CLOSE);
    assertThat(offset(timeline, START_MS + 60_000)).isCloseTo(Math.log(0.9) / 2, CLOSE);
    assertThat(offset(timeline, START_MS + 100_000)).isZero();
    assertThat(offset(timeline, START_MS + 200_000)).isZero();
  }

  @Test
  void volatilityMultipliesWhatThePriceMovesWhileItLastsAndKeepsIt() {
    Timeline timeline =
        timeline(Scenario.of(ScenarioKind.HIGH_VOLATILITY, START).lasting(Duration.ofSeconds(10)));

    assertThat(offset(timeline, START_MS + 5_000)).isCloseTo(2 * 5 * 1e-6, CLOSE);
    assertThat(offset(timeline, START_MS + 500_000)).isCloseTo(2 * 10 * 1e-6, CLOSE);
    assertThat(timeline.volatility(START_MS)).isEqualTo(1);
    assertThat(timeline.volatility(START_MS + 1)).isEqualTo(3);
    assertThat(timeline.volatility(START_MS + 10_001)).isEqualTo(1);
  }

  @Test
  void normalEndsWhateverIsUnderWay() {
    Scenario normal = Scenario.of(ScenarioKind.NORMAL, START.plusSeconds(5));
    Timeline timeline =
        timeline(
            Scenario.of(ScenarioKind.LOW_LIQUIDITY, START),
            Scenario.of(ScenarioKind.HIGH_VOLATILITY, START),
            Scenario.of(ScenarioKind.LATE_PRINTS, START),
            normal);

    assertThat(timeline.oneOf(START_MS + 5_000)).isEqualTo(10);
    assertThat(timeline.oneOf(START_MS + 5_001)).isEqualTo(1);
    assertThat(timeline.volatility(START_MS + 5_001)).isEqualTo(1);
    assertThat(timeline.late(START_MS + 5_001)).isZero();
  }

  @Test
  void theOrderInWhichScenariosAreListedDoesNotMatter() {
    Scenario normal = Scenario.of(ScenarioKind.NORMAL, START.plusSeconds(5));
    Scenario low = Scenario.of(ScenarioKind.LOW_LIQUIDITY, START);

    assertThat(timeline(normal, low).oneOf(START_MS + 5_001)).isEqualTo(1);
    assertThat(timeline(low, normal).oneOf(START_MS + 5_001)).isEqualTo(1);
  }

  @Test
  void ofTwoAtOneInstantTheLaterListedHolds() {
    Scenario normal = Scenario.of(ScenarioKind.NORMAL, START);
    Scenario halt = Scenario.of(ScenarioKind.TRADING_HALT, START);

    assertThat(timeline(halt, normal).halts()).isEmpty();
    assertThat(timeline(normal, halt).halts()).hasSize(1);
  }

  @Test
  void anEndedCrashStaysAsDeepAsItIs() {
    Scenario crash = Scenario.of(ScenarioKind.CRASH_AND_RECOVERY, START);
    Timeline whole = timeline(crash);
    Timeline ended = timeline(crash, Scenario.of(ScenarioKind.NORMAL, START.plusSeconds(60)));

    for (long ms = START_MS; ms <= START_MS + 60_000; ms += 1_000) {
      assertThat(offset(ended, ms)).isEqualTo(offset(whole, ms));
    }
    assertThat(offset(ended, START_MS + 500_000)).isEqualTo(offset(whole, START_MS + 60_000));
  }

  @Test
  void anEndedBurstFadesAsItWouldHaveUntilItsEnd() {
    Scenario burst = Scenario.of(ScenarioKind.OPENING_BURST, START);
    Timeline ended = timeline(burst, Scenario.of(ScenarioKind.NORMAL, START.plusSeconds(60)));

    assertThat(ended.copies(START_MS + 60_000))
        .isEqualTo(4)
        .isEqualTo(timeline(burst).copies(START_MS + 60_000));
    assertThat(ended.copies(START_MS + 60_001)).isEqualTo(1);
  }

  @Test
  void aHaltIsEndedAfterTheInstantOfWhatEndsIt() {
    Timeline timeline =
        timeline(
            Scenario.of(ScenarioKind.TRADING_HALT, START),
            Scenario.of(ScenarioKind.NORMAL, START.plusSeconds(60)));

    assertThat(timeline.halts())
        .containsExactly(
            new Span(
                ScenarioKind.TRADING_HALT, START_MS, START_MS + 60_001, START_MS + 300_000, 1));
  }

  @Test
  void ofOverlappingOnesTheStrongestThinsAndAllMultiply() {
    Timeline timeline =
        timeline(
            Scenario.of(ScenarioKind.LOW_LIQUIDITY, START).withStrength(4),
            Scenario.of(ScenarioKind.LOW_LIQUIDITY, START).withStrength(9),
            Scenario.of(ScenarioKind.GAP_UP, START),
            Scenario.of(ScenarioKind.GAP_DOWN, START));

    assertThat(timeline.oneOf(START_MS + 1)).isEqualTo(9);
    assertThat(timeline.spread(START_MS + 1)).isEqualTo(3);
    assertThat(offset(timeline, START_MS + 1)).isCloseTo(Math.log(1.05 * 0.95), CLOSE);
  }

  @Test
  void aScenarioOfAnotherSymbolDoesNotHappen() {
    assertThat(timeline(Scenario.of(ScenarioKind.GAP_UP, START).on("Y")).isEmpty()).isTrue();
    assertThat(timeline(Scenario.of(ScenarioKind.GAP_UP, START).on("X")).isEmpty()).isFalse();
  }

  private static double offset(Timeline timeline, long ms) {
    return timeline.offset(ms, new Logarithm());
  }

  private static Timeline timeline(Scenario... scenarios) {
    MarketSpec spec =
        new MarketSpec(
            42,
            List.of("X", "Y"),
            Duration.ofMillis(100),
            100,
            5,
            Duration.ofSeconds(10),
            MarketMode.REALISTIC,
            true,
            Map.of(),
            List.of(scenarios),
            Duration.ZERO);
    return new Timeline(spec, "X", ms -> (ms - START_MS) * 1e-9);
  }

  private record Logarithm() implements Timeline.Measure {
    @Override
    public double change(double factor) {
      return Math.log(factor);
    }

    @Override
    public double beyondTheBand(long epochMs) {
      return 0.12;
    }
  }
}
