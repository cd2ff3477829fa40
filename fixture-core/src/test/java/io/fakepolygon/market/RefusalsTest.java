package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a behavior or a scenario says when it cannot be. */
class RefusalsTest {
  private static final Behavior DEFAULT = Behavior.DEFAULT;
  private static final Instant NOON = Instant.parse("2024-01-03T17:00:00Z");

  @Test
  void aBehaviorOutOfRangeIsRefusedInOneSentence() {
    Map<ThrowingCallable, String> refusals =
        Map.of(
            () -> DEFAULT.withBasePriceUsd(0.29),
            "The base price 0.29 is not between 0.3 and 1000000",
            () -> DEFAULT.withBasePriceUsd(Double.NaN),
            "The base price NaN is not between 0.3 and 1000000",
            () -> DEFAULT.withVolatility(10.5),
            "The volatility 10.5 is not between 0 and 10",
            () -> DEFAULT.withTradesPerSecond(0),
            "The number of trades per second 0 is not between 0.001 and 1000",
            () -> DEFAULT.withListing(4, 0),
            "The tape 4 is not between 0 and 3",
            () -> DEFAULT.withListing(0, 256),
            "The exchange 256 is not between 0 and 255",
            () -> DEFAULT.withListing(1, 4),
            "The exchange 4 stands for trades off exchange. Give that of a listing, such as 10, 11 or 12",
            () -> DEFAULT.withRoundLotShares(10_001),
            "The round lot 10001 is not between 0 and 10000",
            () -> DEFAULT.withTickUsd(0.00015),
            "The tick 1.5E-4 is not a whole number of ten-thousandths of a dollar, such as 0.01",
            () -> DEFAULT.following("X", 1.5),
            "The correlation 1.5 is not between -1 and 1");

    refusals.forEach(RefusalsTest::assertRefused);
  }

  @Test
  void aCorrelationNeedsSomethingToFollow() {
    assertRefused(
        () -> new Behavior(100, 0.25, 1, 0, 0, 0, 0, null, 0.5),
        "The correlation 0.5 is with nothing. Say which symbol it follows");
  }

  @Test
  void aScenarioOutOfRangeIsRefusedInOneSentence() {
    Scenario halt = Scenario.of(ScenarioKind.TRADING_HALT, NOON);

    assertRefused(
        () -> halt.lasting(Duration.ofSeconds(-1)),
        "The length PT-1S of TRADING_HALT is not between 0 and 36500 days");
    assertRefused(
        () -> halt.lasting(Duration.ofDays(36_501)),
        "The length PT876024H of TRADING_HALT is not between 0 and 36500 days");
    assertRefused(
        () -> Scenario.of(ScenarioKind.GAP_DOWN, NOON).withStrength(91),
        "The strength 91.0 of GAP_DOWN is not between 0.01 and 90.0");
    assertRefused(
        () -> Scenario.of(ScenarioKind.LATE_PRINTS, NOON).withStrength(Double.NaN),
        "The strength NaN of LATE_PRINTS is not between 0.001 and 1.0");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsUsualOfAKindIsAllowed(ScenarioKind kind) {
    Scenario usual = Scenario.of(kind, NOON);

    assertThat(usual.length()).isEqualTo(kind.usualLength());
    assertThat(usual.withStrength(kind.leastStrength()).strength()).isEqualTo(kind.leastStrength());
    assertThat(usual.withStrength(kind.mostStrength()).strength()).isEqualTo(kind.mostStrength());
    assertThat(usual.concerns("ANY")).isTrue();
    assertThat(usual.on("X").concerns("Y")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyPresetIsListedSomewhere(Preset preset) {
    assertThat(preset.behavior().tape()).isBetween(1, 3);
    assertThat(preset.behavior().exchange()).isPositive();
  }

  private static void assertRefused(ThrowingCallable attempt, String sentence) {
    assertThatIllegalArgumentException().isThrownBy(attempt).withMessage(sentence);
  }
}
