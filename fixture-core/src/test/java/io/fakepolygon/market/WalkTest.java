package io.fakepolygon.market;

import static io.fakepolygon.market.Walker.OPEN;
import static io.fakepolygon.market.Walker.ns;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Walker.Due;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalkTest {
  private static final List<String> SYMBOLS = List.of("ZULU", "ALPHA", "MIKE");
  private static final String[] EVERYTHING = {"T.*", "Q.*", "A.*", "AM.*"};

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 100, 300, 1_000, 1_500, 7_000, 60_000, 90_000, 420_000})
  void theOrderWithinAStepIsCanonical(long intervalMs) {
    Duration interval = Duration.ofMillis(intervalMs);
    Duration span = Duration.ofMillis(Math.max(61_000, intervalMs * 10));

    List<Due> due = Walker.due(Walker.market(SYMBOLS, interval), OPEN, span, EVERYTHING);

    List<Due> sorted = new ArrayList<>(due);
    sorted.sort(
        Comparator.comparing(Due::stepNs)
            .thenComparing(d -> d.event().timestampNs())
            .thenComparing(d -> SYMBOLS.indexOf(d.event().symbol()))
            .thenComparing(d -> d.event().channel()));
    assertThat(due).isNotEmpty().isEqualTo(sorted);
  }

  @Test
  void aMinutesEndBringsQuoteTradeSecondBarMinuteBarOfEachSymbol() {
    Walk walk = Walker.walk(Walker.market(SYMBOLS, Duration.ofMillis(100)), EVERYTHING);

    List<String> topics = topicsAt(walk, OPEN);

    assertThat(topics)
        .containsExactly(
            "Q.ZULU",
            "T.ZULU",
            "A.ZULU",
            "AM.ZULU",
            "Q.ALPHA",
            "T.ALPHA",
            "A.ALPHA",
            "AM.ALPHA",
            "Q.MIKE",
            "T.MIKE",
            "A.MIKE",
            "AM.MIKE");
  }

  @Test
  void aBarThatEndedBetweenTwoStepsComesBeforeTheStepsTrade() {
    Walk walk = Walker.walk(Walker.market(SYMBOLS, Duration.ofMinutes(7)), "T.*", "A.*", "AM.*");
    long step = walk.nextStepAfter(ns(OPEN));

    List<MarketEvent> events = new ArrayList<>();
    walk.step(step, events::add);

    assertThat(events)
        .extracting(event -> event.channel() + "." + event.symbol())
        .containsExactly(
            "A.ZULU",
            "A.ALPHA",
            "A.MIKE",
            "AM.ZULU",
            "AM.ALPHA",
            "AM.MIKE",
            "T.ZULU",
            "T.ALPHA",
            "T.MIKE");
    long before = step - Duration.ofMinutes(7).toNanos();
    assertThat(events.get(0).timestampNs()).isEqualTo(before + 1_000_000_000L);
    assertThat(events.get(3).timestampNs()).isEqualTo(before + 60_000_000_000L);
    assertThat(events.get(6).timestampNs()).isEqualTo(step);
  }

  @Test
  void bothBarsOfAWindowThatEndsBetweenTwoStepsAreOrderedBySymbol() {
    Walk walk = Walker.walk(Walker.market(SYMBOLS, Duration.ofMillis(59_500)), "A.*", "AM.*");

    // The step at 13:59:59.5 is the last of its second and of its minute.
    long last = stepEndingASecondBeforeAMinute();
    List<MarketEvent> events = new ArrayList<>();
    walk.step(last + 59_500_000_000L, events::add);

    assertThat(events)
        .extracting(event -> event.channel() + "." + event.symbol())
        .containsExactly("A.ZULU", "AM.ZULU", "A.ALPHA", "AM.ALPHA", "A.MIKE", "AM.MIKE");
  }

  private static long stepEndingASecondBeforeAMinute() {
    long interval = 59_500_000_000L;
    long step = ns(OPEN) / interval * interval;
    while (step % 60_000_000_000L < 59_000_000_000L) {
      step += interval;
    }
    return step;
  }

  @ParameterizedTest
  @CsvSource({
    "T.ZULU, 100, 1, 100",
    "T.ZULU, 100, 100, 200",
    "Q.ZULU, 100, 0, 100",
    "T.ZULU, 300, 0, 300",
    "A.ZULU, 100, 0, 1000",
    "A.ZULU, 100, 999, 1000",
    "A.ZULU, 100, 1000, 2000",
    "A.ZULU, 300, 0, 1200",
    "A.ZULU, 300, 1200, 2100",
    "A.ZULU, 300, 2100, 3000",
    "A.ZULU, 1500, 0, 1500",
    "A.ZULU, 1500, 1500, 3000",
    "A.ZULU, 7000, 0, 7000",
    "AM.ZULU, 100, 0, 60000",
    "AM.ZULU, 100, 59999, 60000",
    "AM.ZULU, 100, 60000, 120000",
    "AM.ZULU, 7000, 0, 63000",
    "AM.ZULU, 7000, 63000, 126000",
    "AM.ZULU, 7000, 119000, 126000",
    "AM.ZULU, 420000, 0, 420000",
  })
  void theNextStepIsTheNextThatBringsSomething(
      String topic, long intervalMs, long afterMs, long nextMs) {
    Walk walk = Walker.walk(Walker.market(SYMBOLS, Duration.ofMillis(intervalMs)), topic);
    // A multiple of every interval above, and of a minute.
    Instant origin = Instant.ofEpochSecond(63_000L * 420);

    long next = walk.nextStepAfter(ns(origin.plusMillis(afterMs)));

    assertThat(next).isEqualTo(ns(origin.plusMillis(nextMs)));
  }

  @ParameterizedTest
  @CsvSource({
    "100, A.ZULU",
    "300, A.ZULU",
    "1500, A.ZULU",
    "700, AM.ZULU",
    "90000, AM.ZULU",
    "420000, AM.ZULU"
  })
  void theNextStepSkipsNothing(long intervalMs, String topic) {
    Market market = Walker.market(SYMBOLS, Duration.ofMillis(intervalMs));
    Walk walk = Walker.walk(market, topic);
    Duration span = Duration.ofMillis(Math.max(300_000, 20 * intervalMs));
    List<MarketEvent> atEveryStep = new ArrayList<>();
    long first = ns(OPEN) / (intervalMs * 1_000_000) * intervalMs * 1_000_000;
    for (long step = first + intervalMs * 1_000_000;
        step <= ns(OPEN.plus(span));
        step += intervalMs * 1_000_000) {
      walk.step(step, atEveryStep::add);
    }

    List<MarketEvent> skipping = Walker.events(MarketEvent.class, market, OPEN, span, topic);

    assertThat(skipping).isNotEmpty().isEqualTo(atEveryStep);
  }

  @Test
  void theNextStepIsTheSoonestOfWhatIsWanted() {
    Market market = Walker.market(SYMBOLS, Duration.ofMillis(100));

    assertThat(Walker.walk(market, "AM.ZULU", "A.MIKE").nextStepAfter(ns(OPEN)))
        .isEqualTo(ns(OPEN.plusSeconds(1)));
    assertThat(Walker.walk(market, "AM.ZULU", "A.MIKE", "Q.ALPHA").nextStepAfter(ns(OPEN)))
        .isEqualTo(ns(OPEN.plusMillis(100)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"T.NOTATICKER", "LULD.ZULU", "NOI.*", "T.zulu", "LULD.*"})
  void nothingEverComesOfWhatTheMarketDoesNotMake(String topic) {
    Walk walk = Walker.walk(Walker.market(SYMBOLS, Duration.ofMillis(100)), topic);

    assertThat(walk.nextStepAfter(ns(OPEN))).isEqualTo(Long.MAX_VALUE);
    assertThat(topicsAt(walk, OPEN)).isEmpty();
  }

  @Test
  void nothingWantedNothingComes() {
    Walk walk = Walker.walk(Walker.market());

    assertThat(walk.nextStepAfter(ns(OPEN))).isEqualTo(Long.MAX_VALUE);
    assertThat(topicsAt(walk, OPEN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "T.MIKE, T.MIKE",
    "Q.MIKE, Q.MIKE",
    "A.MIKE, A.MIKE",
    "AM.MIKE, AM.MIKE",
  })
  void onlyWhatIsWantedComes(String wanted, String comes) {
    Walk walk = Walker.walk(Walker.market(SYMBOLS, Duration.ofMillis(100)), wanted);

    assertThat(topicsAt(walk, OPEN)).containsExactly(comes);
  }

  @Test
  void eachSymbolBringsWhatIsWantedOfIt() {
    Walk walk =
        Walker.walk(
            Walker.market(SYMBOLS, Duration.ofMillis(100)), "T.MIKE", "A.*", "AM.ZULU", "Q.MIKE");

    assertThat(topicsAt(walk, OPEN))
        .containsExactly("A.ZULU", "AM.ZULU", "A.ALPHA", "Q.MIKE", "T.MIKE", "A.MIKE");
  }

  @Test
  void whatIsCoveredTwiceComesOnce() {
    Walk walk = Walker.walk(Walker.market(), "T.FAKETICKER", "T.*", "T.FAKETICKER");

    assertThat(topicsAt(walk, OPEN)).containsExactly("T.FAKETICKER");
  }

  @ParameterizedTest
  @CsvSource({"T.*, false", "Q.ZULU, false", "A.ZULU, true", "AM.*, true"})
  void knowsWhetherBarsAreWanted(String topic, boolean bars) {
    Walk walk = Walker.walk(Walker.market(SYMBOLS, Duration.ofMillis(100)), topic, "T.MIKE");

    assertThat(walk.hasBars()).isEqualTo(bars);
  }

  @Test
  void summingTheDayUpBeforehandChangesNoAnswer() {
    Instant late = OPEN.plus(Duration.ofHours(5));
    Market cold = Walker.market(SYMBOLS, Duration.ofMillis(100));
    Market summed = Walker.market(SYMBOLS, Duration.ofMillis(100));

    Walker.walk(summed, "A.*").rememberDayUntil(ns(late.plusMillis(550)));

    assertThat(Walker.due(summed, late, Duration.ofMinutes(1), "A.*", "AM.*"))
        .isEqualTo(Walker.due(cold, late, Duration.ofMinutes(1), "A.*", "AM.*"));
  }

  @Test
  void summingTheDayUpEndsEarlyWhenInterruptedAndChangesNoAnswer() {
    Instant late = OPEN.plus(Duration.ofHours(5));
    Market market = Walker.market(SYMBOLS, Duration.ofMillis(100));

    Thread.currentThread().interrupt();
    Walker.walk(market, "A.*").rememberDayUntil(ns(late));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Walker.due(market, late, Duration.ofSeconds(2), "A.*"))
        .isEqualTo(
            Walker.due(
                Walker.market(SYMBOLS, Duration.ofMillis(100)),
                late,
                Duration.ofSeconds(2),
                "A.*"));
  }

  @Test
  void stepsBeforeTheEpochAreStepsToo() {
    Walk walk = Walker.walk(Walker.market(), EVERYTHING);

    assertThat(walk.nextStepAfter(-1)).isZero();
    assertThat(walk.nextStepAfter(-100_000_000)).isZero();
    assertThat(walk.nextStepAfter(-100_000_001)).isEqualTo(-100_000_000);
    assertThat(topicsAt(walk, Instant.ofEpochSecond(-60)))
        .containsExactly("Q.FAKETICKER", "T.FAKETICKER", "A.FAKETICKER", "AM.FAKETICKER");
  }

  private static List<String> topicsAt(Walk walk, Instant step) {
    return eventsAt(walk, step).map(e -> e.channel() + "." + e.symbol()).toList();
  }

  private static Stream<MarketEvent> eventsAt(Walk walk, Instant step) {
    List<MarketEvent> events = new ArrayList<>();
    walk.step(ns(step), events::add);
    assertThat(events).extracting(MarketEvent::channel).doesNotContain(Channel.LULD);
    return events.stream();
  }
}
