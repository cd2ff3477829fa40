package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is said of events holds of those that a realistic market makes. */
class RealisticTapeTest {
  private static final Instant OPEN = Instant.parse("2024-01-03T14:30:00Z");
  private static final String[] EVERYTHING = {"T.*", "Q.*", "A.*", "AM.*", "LULD.*"};

  @ParameterizedTest
  @CsvSource({
    "2024-01-03T09:00:00Z, PT30M, PT0S",
    "2024-01-03T14:29:00Z, PT4M, PT0S",
    "2024-01-03T14:29:00Z, PT4M, PT2S",
    "2024-01-03T20:58:00Z, PT5M, PT0S",
    "2024-07-03T16:58:00Z, PT10M, PT15S",
    "2024-07-03T20:30:00Z, PT32M, PT0S",
  })
  void minutesOfAllSessionsAreAsPromised(Instant from, Duration span, Duration barDelay) {
    Messages received =
        received(withoutUnfinishedBars(tape(barDelay, from, span), from.plus(span)));

    assertThat(received)
        .isInOrder()
        .hasNoDuplicates()
        .barsMatchTrades()
        .tradesAreWithinQuotes()
        .trades()
        .haveUniqueIds()
        .haveIncreasingSequence();
    assertThat(received).quotes().haveBidsBelowAsks();
    assertThat(received).secondBars("FAKETICKER").areInOrder();
  }

  @Test
  void correctedBarsAndLatePrintsAreAsPromised() {
    Duration span = Duration.ofMinutes(6);
    List<MarketEvent> tape =
        tape(
            Duration.ofSeconds(2),
            OPEN,
            span,
            Scenario.of(ScenarioKind.BAR_CORRECTIONS, OPEN).withStrength(0.5),
            Scenario.of(ScenarioKind.LATE_PRINTS, OPEN).withStrength(1));

    Messages received = received(withoutUnfinishedBars(tape, OPEN.plus(span)));

    assertThat(received).isInOrder().barsMatchTrades().tradesAreWithinQuotes();
    assertThat(received.stream().map(message -> message.message()))
        .anyMatch(message -> message instanceof Trade trade && trade.conditions().contains(32));
  }

  @Test
  void aHaltAndItsReopeningAreAsPromised() {
    Scenario halt =
        Scenario.of(ScenarioKind.TRADING_HALT, OPEN.plusSeconds(60))
            .lasting(Duration.ofSeconds(90));

    assertThat(received(tape(Duration.ZERO, OPEN, Duration.ofMinutes(4), halt)))
        .isInOrder()
        .barsMatchTrades()
        .tradesAreWithinQuotes();
  }

  @Test
  void aTradeLostOfARealisticTapeIsMissedByItsBar() {
    List<MarketEvent> tape = tape(Duration.ZERO, OPEN, Duration.ofMinutes(3));
    Trade lost =
        tape.stream()
            .filter(Trade.class::isInstance)
            .map(Trade.class::cast)
            .filter(trade -> trade.sipTimestampMs() > OPEN.plusSeconds(90).toEpochMilli())
            .findFirst()
            .orElseThrow();
    tape.remove(lost);

    Assertions.assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(received(tape)).barsMatchTrades())
        .withMessageContaining("AM.FAKETICKER of ");
  }

  /** A bar of which not all was sent at the end of the recording cannot be judged. */
  private static List<MarketEvent> withoutUnfinishedBars(List<MarketEvent> tape, Instant end) {
    long finishedMs = end.minusSeconds(50).toEpochMilli();
    return tape.stream()
        .filter(event -> !(event instanceof Aggregate bar) || bar.endMs() <= finishedMs)
        .toList();
  }

  private static List<MarketEvent> tape(
      Duration barDelay, Instant from, Duration span, Scenario... scenarios) {
    Market market =
        new Market(
            new MarketSpec(
                42,
                List.of("FAKETICKER"),
                Duration.ofMillis(100),
                100,
                5,
                Duration.ofSeconds(10),
                MarketMode.REALISTIC,
                true,
                Map.of("FAKETICKER", Behavior.DEFAULT.withTradesPerSecond(4)),
                List.of(scenarios),
                barDelay));
    Walk walk = market.walk(Interest.in(Stream.of(EVERYTHING).map(Topic::parse).toList()));
    List<MarketEvent> events = new ArrayList<>();
    long end = from.plus(span).getEpochSecond() * 1_000_000_000;
    long at = walk.nextStepAfter(from.getEpochSecond() * 1_000_000_000);
    while (at <= end) {
      walk.step(at, events::add);
      at = walk.nextStepAfter(at);
    }
    assertThat(events).isNotEmpty();
    return events;
  }
}
