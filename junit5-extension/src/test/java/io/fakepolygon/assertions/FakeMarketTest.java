package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TapeSection;
import io.fakepolygon.junit5.TheRun;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** All that is said of events holds of those that the fake market makes. */
class FakeMarketTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");
  private static final String[] EVERYTHING = {"T.*", "Q.*", "A.*", "AM.*"};

  @AutoClose
  private final FakePolygonServer polygon =
      TheRun.start(FakePolygonConfig.builder().start(OPEN).manualClock().build());

  @Test
  void anHourOfOneSymbolIsExactlyItsTape() {
    TapeSection tape = tapeOfOneSymbol(Duration.ofHours(1));

    assertThat(received(tape.toList())).isExactly(tape);
  }

  @Test
  void tenMinutesOfOneSymbolAreAsPromised() {
    TapeSection tape = tapeOfOneSymbol(Duration.ofMinutes(10));

    assertThat(received(tape.toList()))
        .startsWith(tape)
        .containsAllOf(tape)
        .hasNoDuplicates()
        .isInOrder()
        .barsMatchTrades()
        .tradesAreWithinQuotes()
        .events()
        .hasSize(6_000 + 6_000 + 600 + 10);
  }

  @Test
  void aMinuteOfOneSymbolIsAsTheDocumentationSays() {
    Messages received = minuteFrom(OPEN);

    assertThat(received)
        .trades("FAKETICKER")
        .hasSize(600)
        .areInOrder()
        .haveTimesBetween(OPEN, OPEN.plusSeconds(60))
        .havePricesBetween(94.0, 106.0)
        .haveSizesBetween(100, 12_500)
        .haveUniqueIds()
        .haveIncreasingSequence()
        .haveNoRepeatedSequence();
    assertThat(received)
        .quotes("FAKETICKER")
        .hasSize(600)
        .havePricesBetween(94.0, 106.0)
        .haveSizesBetween(100, 900)
        .haveBidsBelowAsks()
        .haveSpreadsBetween(0.01, 0.05);
    assertThat(received)
        .secondBars("FAKETICKER")
        .hasSize(60)
        .havePricesBetween(94.0, 106.0)
        .haveVolumesBetween(1_000, 125_000)
        .haveNoGaps();
    assertThat(received).minuteBars("FAKETICKER").hasSize(1);
  }

  @Test
  void theMinuteInWhichANewSessionDayBeginsIsInOrder() {
    Messages received = minuteFrom(OPEN.plus(Duration.ofDays(1)).minusSeconds(30));

    assertThat(received)
        .isInOrder()
        .hasNoDuplicates()
        .barsMatchTrades()
        .tradesAreWithinQuotes()
        .trades()
        .haveIncreasingSequence()
        .haveNoRepeatedSequence()
        .haveUniqueIds();
  }

  @Test
  void anyLossInAMinuteIsSeen() {
    List<MarketEvent> tape = minuteTape(OPEN).toList();
    for (int i = 0; i < tape.size(); i += 197) {
      List<MarketEvent> altered = new ArrayList<>(tape);
      altered.remove(i);

      Assertions.assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> assertThat(received(altered)).isExactly(tape))
          .withMessageContaining("\n  %s: 1 missing\n".formatted(Text.topicOf(tape.get(i))));
    }
  }

  @Test
  void anyTradeLostFromAJudgedWindowIsMissedByItsBar() {
    List<MarketEvent> tape = minuteTape(OPEN).toList();
    int judged = 0;
    for (MarketEvent lost : tape) {
      // The first second cannot be judged: its first trade was not sent.
      boolean inWholeWindow = lost.timestampNs() >= (OPEN.toEpochMilli() + 1_000) * 1_000_000;
      boolean beforeTheEnd = lost.timestampNs() < (OPEN.toEpochMilli() + 60_000) * 1_000_000;
      if (lost instanceof Trade trade
          && trade.sequence() % 100 == 0
          && trade.symbol().equals("FAKETICKER")
          && inWholeWindow
          && beforeTheEnd) {
        judged++;
        List<MarketEvent> altered = new ArrayList<>(tape);
        altered.remove(lost);

        Assertions.assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> assertThat(received(altered)).barsMatchTrades())
            .withMessageContaining("A.FAKETICKER of ");
      }
    }
    assertThat(judged).isPositive();
  }

  private TapeSection tapeOfOneSymbol(Duration length) {
    return polygon
        .tape()
        .of("T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER", "AM.FAKETICKER")
        .between(OPEN, OPEN.plus(length));
  }

  private Messages minuteFrom(Instant start) {
    return received(minuteTape(start).toList());
  }

  private TapeSection minuteTape(Instant start) {
    return polygon.tape().of(EVERYTHING).between(start, start.plusSeconds(60));
  }
}
