package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What may be added to a market that is served, and when it starts. */
class AddedScenariosTest {
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Scenario GAP = Scenario.of(ScenarioKind.GAP_UP, START);

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().build());

  @Test
  void aMarketHasNoneUnlessItWasToldTo() {
    assertThat(polygon.scenarios()).isEmpty();
  }

  @Test
  void aScenarioMayStartNowOrLater() {
    Scenario later = Scenario.of(ScenarioKind.NORMAL, START.plusSeconds(90));

    assertThat(polygon.addScenario(GAP)).isEqualTo(GAP);
    assertThat(polygon.addScenario(later)).isEqualTo(later);

    assertThat(polygon.scenarios()).containsExactly(GAP, later);
  }

  @Test
  void P1_aScenarioThatStartsInThePastIsRefused() {
    polygon.clock().advance(SECOND);

    assertThatThrownBy(() -> polygon.addScenario(GAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A scenario changes nothing that has been sent: the market has reached"
                + " 2024-01-02T14:30:01Z, and GAP_UP cannot start at 2024-01-02T14:30:00Z");
    assertThat(polygon.scenarios()).isEmpty();
  }

  @Test
  void aScenarioForASymbolThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> polygon.addScenario(GAP.on("OTHER")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The scenario GAP_UP is for 'OTHER', which is not among the symbols [FAKETICKER, TESTSTOCK]");
    assertThat(polygon.scenarios()).isEmpty();
  }

  @Test
  void aScenarioBeyondTheEndOfTimeIsRefused() {
    assertThatThrownBy(
            () ->
                polygon.addScenario(
                    Scenario.of(ScenarioKind.GAP_UP, Instant.parse("2300-01-01T00:00:00Z"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "The start 2300-01-01T00:00:00Z of GAP_UP is not between 1970-01-01");
  }

  @Test
  void oneThatStartsNowStartsWhereTheClockStands() {
    polygon.clock().advance(Duration.ofMillis(1_250));

    Scenario added = polygon.addScenarioNow(GAP.withStrength(8).on("FAKETICKER"));

    assertThat(added)
        .isEqualTo(
            Scenario.of(ScenarioKind.GAP_UP, START.plusMillis(1_250))
                .withStrength(8)
                .on("FAKETICKER"));
    assertThat(polygon.scenarios()).containsExactly(added);
  }

  @Test
  void oneThatStartsNowStartsWithinTheRunOfAClockThatMovesByItself() {
    polygon.clock().run(1_000);
    Instant before = polygon.clock().now();

    Scenario added = polygon.addScenarioNow(GAP);

    assertThat(added.start()).isBetween(before, polygon.clock().now());
  }

  @Test
  void aTimerOfTheClockAddsAtItsOwnInstant() {
    polygon
        .clock()
        .scheduler()
        .schedule(() -> polygon.addScenarioNow(GAP), 300, TimeUnit.MILLISECONDS);

    polygon.clock().advance(SECOND);

    assertThat(polygon.scenarios())
        .extracting(Scenario::start)
        .containsExactly(START.plusMillis(300));
  }

  @Test
  void afterTheEndScenariosAreReadAndNotAdded() {
    polygon.addScenario(GAP);
    polygon.close();

    assertThat(polygon.scenarios()).containsExactly(GAP);
    assertThatThrownBy(() -> polygon.addScenario(GAP)).hasMessage("The server is closed");
  }

  @Test
  void whatAServerWasStartedWithComesFirst() {
    FakePolygonConfig config = FakePolygonConfig.builder().build().withScenarios(List.of(GAP));
    try (FakePolygonServer started = FakePolygonServer.start(config)) {
      Scenario added = started.addScenarioNow(Scenario.of(ScenarioKind.NORMAL, START));

      assertThat(started.scenarios()).containsExactly(GAP, added);
    }
  }
}
