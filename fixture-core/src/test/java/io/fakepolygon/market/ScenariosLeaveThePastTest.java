package io.fakepolygon.market;

import static io.fakepolygon.market.Walker.ns;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Walker.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A scenario can be added to a running market: what fell due up to its start stays as it was. */
class ScenariosLeaveThePastTest {
  private static final Instant NOON = Instant.parse("2024-01-03T17:00:00Z");
  private static final Instant FROM = NOON.minus(Duration.ofMinutes(3));
  private static final Duration SPAN = Duration.ofMinutes(9);
  private static final String[] EVERYTHING = {"T.*", "Q.*", "A.*", "AM.*", "LULD.*"};

  @ParameterizedTest
  @EnumSource
  void ofARealisticMarket(ScenarioKind kind) {
    assertLeavesThePast(kind, MarketMode.REALISTIC, background(kind));
  }

  /** It has one trade a step, whatever happens. */
  @ParameterizedTest
  @EnumSource(value = ScenarioKind.class, names = "OPENING_BURST", mode = EnumSource.Mode.EXCLUDE)
  void ofAnOscillatingMarket(ScenarioKind kind) {
    assertLeavesThePast(kind, MarketMode.OSCILLATING, background(kind));
  }

  @ParameterizedTest
  @EnumSource(value = ScenarioKind.class, names = "NORMAL", mode = EnumSource.Mode.EXCLUDE)
  void norDoesOneThatEndsIt(ScenarioKind kind) {
    Scenario underWay = Scenario.of(kind, NOON.minusSeconds(60));

    assertSameUntilNoon(
        spec(MarketMode.REALISTIC, underWay),
        spec(MarketMode.REALISTIC, underWay, Scenario.of(ScenarioKind.NORMAL, NOON)));
    assertSameUntilNoon(
        spec(MarketMode.OSCILLATING, underWay),
        spec(MarketMode.OSCILLATING, underWay, Scenario.of(ScenarioKind.NORMAL, NOON)));
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT0.001S", "PT1S", "PT30S"})
  void howeverShortItIs(Duration length) {
    for (ScenarioKind kind : ScenarioKind.values()) {
      assertSameUntilNoon(
          spec(MarketMode.REALISTIC),
          spec(MarketMode.REALISTIC, Scenario.of(kind, NOON).lasting(length)));
    }
  }

  @Test
  void neitherIntervalNorAnotherSymbolChangesARealisticEvent() {
    MarketSpec spec = spec(MarketMode.REALISTIC);
    MarketSpec alone =
        new MarketSpec(
            spec.seed(),
            List.of("LEADER"),
            Duration.ofMillis(7),
            100,
            5,
            Duration.ofSeconds(10),
            spec.mode(),
            true,
            Map.of("LEADER", spec.behaviorOf("LEADER")),
            List.of(),
            Duration.ZERO);

    List<String> expected =
        events(spec, FROM, SPAN).stream().filter(line -> line.contains("LEADER")).toList();
    // The last step of one market may be before that of the other.
    assertThat(events(alone, FROM, SPAN.plusSeconds(1)))
        .startsWith(expected.toArray(String[]::new));
  }

  private static void assertLeavesThePast(
      ScenarioKind kind, MarketMode mode, Scenario... background) {
    List<Scenario> with = new ArrayList<>(List.of(background));
    with.add(Scenario.of(kind, NOON));
    MarketSpec before = spec(mode, background);
    MarketSpec after = spec(mode, with.toArray(Scenario[]::new));

    assertSameUntilNoon(before, after);
    assertThat(events(after, NOON, SPAN)).isNotEqualTo(events(before, NOON, SPAN));
  }

  private static void assertSameUntilNoon(MarketSpec one, MarketSpec other) {
    Duration untilNoon = Duration.between(FROM, NOON);

    assertThat(events(other, FROM, untilNoon)).isNotEmpty().isEqualTo(events(one, FROM, untilNoon));
  }

  /** Something for {@code NORMAL} to end. */
  private static Scenario[] background(ScenarioKind kind) {
    return kind == ScenarioKind.NORMAL
        ? new Scenario[] {Scenario.of(ScenarioKind.LOW_LIQUIDITY, NOON.minusSeconds(60))}
        : new Scenario[0];
  }

  private static List<String> events(MarketSpec spec, Instant from, Duration span) {
    List<String> lines = new ArrayList<>();
    for (Due due : Walker.due(new Market(spec), from, span, EVERYTHING)) {
      if (due.event().timestampNs() > ns(from)) {
        lines.add(due.event().toJson());
      }
    }
    return lines;
  }

  private static MarketSpec spec(MarketMode mode, Scenario... scenarios) {
    return new MarketSpec(
        42,
        List.of("LEADER", "FOLLOWER"),
        Duration.ofMillis(100),
        100,
        5,
        Duration.ofSeconds(10),
        mode,
        true,
        Map.of(
            "LEADER",
            Behavior.DEFAULT.withTradesPerSecond(2).withListing(3, 12),
            "FOLLOWER",
            Behavior.DEFAULT.following("LEADER", 0.8)),
        List.of(scenarios),
        Duration.ZERO);
  }
}
