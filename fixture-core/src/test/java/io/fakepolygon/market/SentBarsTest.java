package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fakepolygon.market.Walker.Due;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.protocol.UpdateRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When the bars of a realistic market are sent, and what is in them then. */
class SentBarsTest {
  private static final Instant OPEN = Instant.parse("2024-01-03T14:30:00Z");
  private static final Instant LATER = OPEN.plusSeconds(120);
  private static final Duration SPAN = Duration.ofMinutes(5);
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  @Test
  void withoutADelayEachIsSentOnceWhenItsWindowEnds() {
    for (Due due : bars(market(Duration.ZERO, 2), "A.X", "AM.X")) {
      assertThat(due.stepNs()).isEqualTo(bar(due).endMs() * 1_000_000);
    }
  }

  @Test
  void secondBarsAreSentSoMuchLaterAndOnce() {
    List<Due> delayed = bars(market(FIVE_SECONDS, 2), "A.X");

    assertThat(delayed).isNotEmpty();
    assertThat(delayed).allMatch(due -> due.stepNs() == (bar(due).endMs() + 5_000) * 1_000_000);
    assertThat(delayed.stream().map(due -> bar(due).startMs())).doesNotHaveDuplicates();
  }

  @Test
  void minuteBarsAreSentAtOnceWithoutTheLastSecondsAndAgainWithThem() {
    Market market = market(FIVE_SECONDS, 2);
    Map<Long, List<Due>> byWindow =
        bars(market, "AM.X").stream().collect(Collectors.groupingBy(due -> bar(due).startMs()));

    List<Due> sent =
        byWindow.values().stream().filter(dues -> dues.size() == 2).findFirst().orElseThrow();

    Aggregate first = bar(sent.get(0));
    Aggregate again = bar(sent.get(1));
    assertThat(sent.get(0).stepNs()).isEqualTo(first.endMs() * 1_000_000);
    assertThat(sent.get(1).stepNs()).isEqualTo((first.endMs() + 5_000) * 1_000_000);
    assertThat(first.volumeMillionths()).isEqualTo(volume(market, first, first.endMs() - 5_000));
    assertThat(again.volumeMillionths()).isEqualTo(volume(market, again, again.endMs()));
  }

  @Test
  void aWindowWhoseTradesSetNoPriceHasNoBar() {
    Market market = market(Duration.ZERO, 0.3);
    Map<Long, List<Trade>> trades =
        Walker.byWindow(
            Walker.tradesIn(market, LATER, LATER.plus(SPAN), "X"), Duration.ofSeconds(1));
    List<Long> priced =
        trades.entrySet().stream()
            .filter(
                entry ->
                    entry.getValue().stream()
                        .anyMatch(trade -> UpdateRules.setsOpenAndClose(trade.conditions())))
            .map(Map.Entry::getKey)
            .toList();

    assertThat(priced).isNotEmpty().hasSizeLessThan(trades.size());
    assertThat(bars(market, "A.X").stream().map(due -> bar(due).startMs()))
        .containsExactlyElementsOf(priced);
  }

  @Test
  void whetherABarIsSentAgainIsNotLookedForYearsAhead() {
    Scenario over =
        Scenario.of(ScenarioKind.BAR_CORRECTIONS, OPEN.minusSeconds(900)).lasting(FIVE_SECONDS);

    assertThatCode(() -> bars(market(Duration.ofMillis(1), 0.5, over), "A.X", "AM.X"))
        .doesNotThrowAnyException();
  }

  private static long volume(Market market, Aggregate bar, long untilMs) {
    return Walker.tradesIn(
            market, Instant.ofEpochMilli(bar.startMs()), Instant.ofEpochMilli(bar.endMs()), "X")
        .stream()
        .filter(trade -> trade.sipTimestampMs() < untilMs)
        .filter(trade -> UpdateRules.countsAsVolume(trade.conditions()))
        .mapToLong(Trade::sizeMillionths)
        .sum();
  }

  private static List<Due> bars(Market market, String... topics) {
    return Walker.due(market, LATER, SPAN, topics);
  }

  private static Aggregate bar(Due due) {
    return (Aggregate) due.event();
  }

  private static Market market(Duration barDelay, double tradesPerSecond, Scenario... scenarios) {
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
            barDelay));
  }
}
