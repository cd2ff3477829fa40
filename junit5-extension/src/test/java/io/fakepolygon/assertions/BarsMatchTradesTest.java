package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.trade;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Message;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarsMatchTradesTest {
  private static final int ODD_LOT = 37;
  private static final int SELLER = 29;
  private static final int CORRECTED_CLOSE = 38;
  private static final int OFFICIAL_OPEN = 16;

  // Second 1 has the trades 10 to 19, each of 100 shares, at 100.10 to 100.19 dollars.
  private static final Aggregate RIGHT =
      Wire.secondBar(1, 100.10, 100.19, 100.19, 100.10, 1_000, 100.145, 100);
  private static final Aggregate WRONG =
      Wire.secondBar(1, 100.11, 100.18, 100.20, 100.09, 1_001, 100.1451, 101);
  private static final Aggregate SECOND_0 =
      Wire.secondBar(0, 100.00, 100.09, 100.09, 100.00, 1_000, 100.045, 100);

  @Test
  void passesWhenABarIsWhatItsTradesMake() {
    assertThat(received(with(trades(9, 19), RIGHT))).barsMatchTrades();
  }

  @Test
  void tellsWhatABarSaysOtherwise() {
    assertFails(
        () -> assertThat(received(with(trades(9, 19), WRONG))).barsMatchTrades(),
        """
        Expected bars that match the trades received, which is not true of 1 of the 1 judged:
          A.X of 2024-01-02T14:30:01Z, 10 trades: open 100.11 instead of 100.1, close 100.18 instead of 100.19, high 100.2 instead of 100.19, low 100.09 instead of 100.1, volume 1001 instead of 1000, vwap 100.1451 instead of 100.145, average size 101 instead of 100
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void tellsOfALostTrade() {
    List<Message> messages = with(trades(9, 19), RIGHT);
    messages.remove(5);

    assertFails(
        () -> assertThat(received(messages)).barsMatchTrades(),
        """
        Expected bars that match the trades received, which is not true of 1 of the 1 judged:
          A.X of 2024-01-02T14:30:01Z, 9 trades: volume 1000 instead of 900, vwap 100.145 instead of 100.1456
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void tellsOfABarWithoutTrades() {
    assertFails(
        () -> assertThat(received(with(trades(9, 9), RIGHT))).barsMatchTrades(),
        """
        Expected bars that match the trades received, which is not true of 1 of the 1 judged:
          A.X of 2024-01-02T14:30:01Z, 0 trades: no trade of its window was received
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void aLongListIsCut() {
    List<Message> messages = with(trades(9, 79));
    for (int second = 1; second <= 7; second++) {
      messages.add(Wire.secondBar(second, 100, 100, 100, 100, 1_000, 100, 100));
    }

    org.assertj.core.api.Assertions.assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(received(messages)).barsMatchTrades())
        .withMessageContaining("which is not true of 7 of the 7 judged:")
        .withMessageContaining("A.X of 2024-01-02T14:30:05Z")
        .withMessageContaining("\n  and 2 more\n")
        .withMessageNotContaining("A.X of 2024-01-02T14:30:06Z");
  }

  @Test
  void ofABarThatIsSentAgainTheLastOneCounts() {
    assertThat(received(with(trades(9, 19), WRONG, RIGHT))).barsMatchTrades();
    assertFailsToMatch(with(trades(9, 19), RIGHT, WRONG));
  }

  @Test
  void aTradeAtTheBeginningOfTheWindowIsEnoughToJudgeIt() {
    assertFailsToMatch(with(trades(10, 19), WRONG));
  }

  @Test
  void aBarWhoseFirstTradeMayHaveBeenMissedIsNotJudged() {
    assertFails(
        () -> assertThat(received(with(trades(11, 19), WRONG))).barsMatchTrades(),
        """
        Expected bars that match the trades received, but none could be judged, of 1 bar received. A bar is judged if a trade of its symbol at or before the beginning of its window was received: subscribe to trades and bars of one symbol, at least one step before the first whole window.
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void withoutBarsNothingIsKnown() {
    assertFails(
        () -> assertThat(received(trades(9, 19))).barsMatchTrades(),
        """
        Expected bars that match the trades received, but none could be judged, of 0 bars received. A bar is judged if a trade of its symbol at or before the beginning of its window was received: subscribe to trades and bars of one symbol, at least one step before the first whole window.
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void tradesOfAnotherSymbolDoNotCount() {
    assertNothingJudged(with(List.of(trade("Y", 9, 1)), WRONG));
  }

  @Test
  void afterAnUnsubscriptionNoBarIsJudgedUntilTheNextWholeWindow() {
    List<Message> messages = with(trades(9, 12), Status.unsubscribedTo("T.X"), RIGHT);

    assertNothingJudged(messages);

    messages.addAll(trades(20, 29));
    messages.add(Wire.secondBar(2, 100.20, 100.29, 100.29, 100.20, 1_000, 100.245, 100));
    assertThat(received(messages)).barsMatchTrades();
  }

  @Test
  void afterAnotherConnectionNoBarIsJudgedUntilTheNextWholeWindow() {
    assertNothingJudged(with(trades(9, 12), Status.CONNECTED, RIGHT));
  }

  @Test
  void anUnsubscriptionFromSomethingElseDoesNotMatter() {
    assertFailsToMatch(
        with(trades(9, 19), Status.unsubscribedTo("T.Y"), Status.unsubscribedTo("Q.X"), WRONG));
  }

  @Test
  void tradesThatCameOutOfOrderAreRolledUpInTheOrderOfTheMarket() {
    List<Trade> trades = trades(9, 19);
    Collections.reverse(trades);
    trades.add(0, trades.remove(10));

    assertThat(received(with(trades, RIGHT))).barsMatchTrades();
  }

  @Test
  void aTradeThatCameAfterItsBarBelongsToItAllTheSame() {
    assertThat(received(with(trades(9, 18), RIGHT, trade(19)))).barsMatchTrades();
  }

  @Test
  void tradesOfOneMillisecondAreRolledUpInTheOrderOfTheirSequence() {
    Trade first = Wire.sequenced(RIGHT.startMs(), 1);
    Trade second = Wire.trade("X", 10, 50);

    assertThat(
            received(first, second, Wire.secondBar(1, 100, 100.50, 100.50, 100, 200, 100.25, 100)))
        .barsMatchTrades();
    assertThat(
            received(second, first, Wire.secondBar(1, 100, 100.50, 100.50, 100, 200, 100.25, 100)))
        .barsMatchTrades();
  }

  @Test
  void anOddLotCountsForVolumeOnly() {
    assertThat(
            received(
                trade(9),
                trade("X", 10, 90, 50, List.of(14, ODD_LOT)),
                trade("X", 11, 20, 100, List.of()),
                trade("X", 12, 10, 100, List.of()),
                trade("X", 13, 1, 50, List.of(ODD_LOT)),
                Wire.secondBar(1, 100.20, 100.10, 100.20, 100.10, 300, 100.2517, 75)))
        .barsMatchTrades();
  }

  @Test
  void aSellersTradeCountsForHighAndLowButNotForOpenAndClose() {
    assertThat(
            received(
                trade(9),
                trade("X", 10, 90, 100, List.of(SELLER)),
                trade("X", 11, 20, 100, List.of()),
                Wire.secondBar(1, 100.20, 100.20, 100.90, 100.20, 200, 100.55, 100)))
        .barsMatchTrades();
  }

  @Test
  void aCorrectedCloseCountsForPricesButNotForVolume() {
    assertThat(
            received(
                trade(9),
                trade("X", 10, 20, 100, List.of()),
                trade("X", 11, 90, 700, List.of(CORRECTED_CLOSE)),
                Wire.secondBar(1, 100.20, 100.90, 100.90, 100.20, 100, 100.20, 100)))
        .barsMatchTrades();
  }

  @Test
  void tradesThatSetNoPriceMakeNoBar() {
    List<Trade> withoutPrice =
        List.of(
            trade(9),
            trade("X", 10, 20, 100, List.of(OFFICIAL_OPEN)),
            trade("X", 11, 20, 50, List.of(ODD_LOT)));
    Aggregate next = Wire.secondBar(2, 100.20, 100.29, 100.29, 100.20, 1_000, 100.245, 100);
    List<Message> messages = with(withoutPrice);
    messages.addAll(trades(20, 29));
    messages.add(next);

    assertThat(received(messages)).barsMatchTrades();
    assertFails(
        () ->
            assertThat(received(with(withoutPrice, Wire.secondBar(1, 1, 2, 3, 4, 50, 100.20, 50))))
                .barsMatchTrades(),
        """
        Expected bars that match the trades received, which is not true of 1 of the 1 judged:
          A.X of 2024-01-02T14:30:01Z, 2 trades: a bar although no trade of its window sets open and close
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void anExtendedHoursTradeCountsForEverything() {
    assertThat(
            received(
                trade(9),
                trade("X", 10, 20, 100, List.of(12)),
                Wire.secondBar(1, 100.20, 100.20, 100.20, 100.20, 100, 100.20, 100)))
        .barsMatchTrades();
  }

  @Test
  void exactSizesAreSummedBeforeTheFractionIsCutOff() {
    Trade half = fractional(10, 600_000);
    Trade more = fractional(11, 600_000);

    assertThat(received(trade(9), half, more, Wire.secondBar(1, 100, 100, 100, 100, 1, 100, 1)))
        .barsMatchTrades();
  }

  @Test
  void halvesOfVwapAndAverageSizeAreRoundedUp() {
    assertThat(
            received(
                trade(9),
                trade("X", 10, 0, 199, List.of()),
                trade("X", 11, 1, 1, List.of()),
                trade("X", 12, 0, 1, List.of()),
                trade("X", 13, 0, 199, List.of()),
                Wire.secondBar(1, 100, 100, 100.01, 100, 400, 100, 100)))
        .barsMatchTrades();
    assertThat(
            received(
                trade(9),
                trade("X", 10, 0, 199, List.of()),
                trade("X", 11, 1, 1, List.of()),
                trade("X", 12, 0, 101, List.of()),
                trade("X", 13, 0, 101, List.of(15)),
                trade("X", 14, 0, 101, List.of()),
                Wire.secondBar(1, 100, 100, 100.01, 100, 402, 100, 101)))
        .barsMatchTrades();
    assertThat(
            received(
                trade(9),
                trade("X", 10, 0, 199, List.of()),
                trade("X", 11, 1, 1, List.of()),
                Wire.secondBar(1, 100, 100.01, 100.01, 100, 200, 100.0001, 100)))
        .barsMatchTrades();
  }

  @Test
  void minuteBarsAreJudgedToo() {
    Aggregate minute = minuteOf(SECOND_0);

    assertThat(received(with(trades(0, 9), minute))).barsMatchTrades();
    assertFails(
        () -> assertThat(received(with(trades(0, 10), minute))).barsMatchTrades(),
        """
        Expected bars that match the trades received, which is not true of 1 of the 1 judged:
          AM.X of 2024-01-02T14:30:00Z, 11 trades: close 100.09 instead of 100.1, high 100.09 instead of 100.1, volume 1000 instead of 1100, vwap 100.045 instead of 100.05
        %s
        """
            .formatted(CONTEXT));
  }

  private static void assertFailsToMatch(List<Message> messages) {
    org.assertj.core.api.Assertions.assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(received(messages)).barsMatchTrades())
        .withMessageContaining("which is not true of 1 of the 1 judged");
  }

  private static void assertNothingJudged(List<Message> messages) {
    org.assertj.core.api.Assertions.assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(received(messages)).barsMatchTrades())
        .withMessageContaining("none could be judged, of 1 bar received");
  }

  private static List<Trade> trades(int first, int last) {
    return new ArrayList<>(IntStream.rangeClosed(first, last).mapToObj(Wire::trade).toList());
  }

  private static List<Message> with(List<Trade> trades, Message... more) {
    List<Message> messages = new ArrayList<>(trades);
    Collections.addAll(messages, more);
    return messages;
  }

  private static Trade fractional(int tenth, long millionths) {
    return new Trade(
        "X",
        "1",
        12,
        100,
        0,
        List.of(),
        Wire.OPEN_MS + 100L * tenth,
        0,
        tenth,
        3,
        0,
        0,
        millionths);
  }

  private static Aggregate minuteOf(Aggregate bar) {
    return new Aggregate(
        io.fakepolygon.protocol.Channel.AM,
        bar.symbol(),
        bar.volumeShares(),
        bar.dayVolumeShares(),
        0,
        bar.vwapUsd(),
        bar.openUsd(),
        bar.closeUsd(),
        bar.highUsd(),
        bar.lowUsd(),
        bar.dayVwapUsd(),
        bar.averageTradeShares(),
        Wire.OPEN_MS,
        Wire.OPEN_MS + 60_000,
        false,
        0,
        0);
  }
}
