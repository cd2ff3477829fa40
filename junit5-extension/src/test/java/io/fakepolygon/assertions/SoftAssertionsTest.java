package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.quote;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.secondBar;
import static io.fakepolygon.assertions.Wire.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftAssertionsTest {
  private static final Trade T1 = trade(1);
  private static final Trade T2 = trade(2);

  private final PolygonSoftAssertions softly = new PolygonSoftAssertions();

  @Test
  void whatHoldsIsNotCollected() {
    softly
        .assertThat(received(Status.CONNECTED, T1, T2))
        .isExactly(List.of(T1, T2))
        .hasStatuses(Status.CONNECTED)
        .isInOrder();
    softly.assertThat(received(T1, T2)).trades("X").hasSize(2).list().contains(T1);

    softly.assertAll();
    assertThat(softly.wasSuccess()).isTrue();
  }

  @Test
  void allFailuresOfAllMessagesAreCollected() {
    softly
        .assertThat(received(T2, T1))
        .isExactly(List.of())
        .startsWith(List.of(T1))
        .containsAllOf(List.of(trade(3)))
        .isInOrder()
        .barsMatchTrades()
        .tradesAreWithinQuotes()
        .hasStatuses(Status.CONNECTED);
    softly.assertThat(received(T1, T1)).hasNoDuplicates();
    softly.assertThat(received()).hasNoDuplicates();

    assertThat(softly.errorsCollected())
        .extracting(failure -> firstLine(failure))
        .containsExactly(
            "Expected exactly 0 events, received 2: the first difference is at event 1, statuses not counted.",
            "Expected 1 event at the beginning, received 2: the first difference is at event 1, statuses not counted.",
            "Expected 1 event among those received, which is not true of 1:",
            "Expected events in order, which is not true of 1 of the 2 received:",
            "Expected bars that match the trades received, but none could be judged, of 0 bars received. A bar is"
                + " judged if a trade of its symbol at or before the beginning of its window was received: subscribe to"
                + " trades and bars of one symbol, at least one step before the first whole window.",
            "Expected trades within the quote that stood, but none could be judged, of 2 trades received. A trade is"
                + " judged if a quote of its symbol was received before it: subscribe to trades and quotes of one symbol.",
            "Expected these statuses:",
            "Expected no event twice, which is not true of 1 of the 2 received:",
            "Expected no event twice, but no event was received, so nothing could be judged.");
  }

  @Test
  void failuresOfTradesQuotesBarsAndEventsAreCollected() {
    Messages received = received(quote("X", 1, 1), T1, T2, secondBar(0, 1, 1, 1, 1, 1, 1, 1));

    softly.assertThat(received).trades("X").hasSize(3).havePricesBetween(0, 1).haveUniqueIds();
    softly.assertThat(received).trades().hasSize(4);
    softly.assertThat(received).quotes("X").hasSize(5).haveBidsBelowAsks().isEmpty();
    softly.assertThat(received).quotes().hasSize(6);
    softly.assertThat(received).secondBars("X").hasSize(7).haveNoGaps().isEmpty();
    softly.assertThat(received).minuteBars("X").haveNoGaps().isNotEmpty();
    softly.assertThat(received).bars(Channel.A, "X").hasSize(8);
    softly.assertThat(received).events().hasSize(9).areInOrder();
    softly.assertThat(received).events("T.*").hasSize(10);

    assertThat(softly.errorsCollected())
        .extracting(failure -> firstLine(failure))
        .containsExactly(
            "Expected 3 trades of X, but there are 2.",
            "Expected all 2 trades of X to have prices from 0.0 to 1.0, which is not true of 2:",
            "Expected 4 trades, but there are 2.",
            "Expected 5 quotes of X, but there is 1.",
            "Expected no quotes of X, but there is 1.",
            "Expected 6 quotes, but there is 1.",
            "Expected 7 bars of A.X, but there is 1.",
            "Expected no bars of A.X, but there is 1.",
            "Expected all bars of AM.X to begin where the one before ended, but there are none, so nothing could be judged.",
            "Expected bars of AM.X, but there are none.",
            "Expected 8 bars of A.X, but there is 1.",
            "Expected 9 events, but there are 4.",
            "Expected 10 events of T.*, but there are 2.");
  }

  @Test
  void failuresOfAssertJsListsAreCollected() {
    softly.assertThat(received(T1)).as("given").trades("X").list().isEmpty();
    softly.assertThat(received(T1)).trades("X").extractingPrices().isEmpty();
    softly.assertThat(received(T1)).trades("X").extracting(Trade::tape).isEmpty();
    softly.assertThat(received(T1)).events().extracting(MarketEvent::symbol).isEmpty();
    softly.assertThat(received(Status.CONNECTED)).statuses().isEmpty();

    assertThat(softly.errorsCollected())
        .extracting(failure -> String.valueOf(failure.getMessage()).lines().limit(2).toList())
        .containsExactly(
            List.of(
                "[given: trades of X; " + CONTEXT + "] ",
                "Expecting empty but was: [" + T1.toJson() + "]"),
            List.of("[trades of X; " + CONTEXT + "] ", "Expecting empty but was: [100.01]"),
            List.of("[trades of X; " + CONTEXT + "] ", "Expecting empty but was: [3]"),
            List.of("[events; " + CONTEXT + "] ", "Expecting empty but was: [\"X\"]"),
            List.of(
                "[statuses; " + CONTEXT + "] ",
                "Expecting empty but was: [" + Status.CONNECTED.toJson() + "]"));
  }

  @Test
  void aDescriptionStandsBeforeEachFailure() {
    softly.assertThat(received(T1)).as("at %s", "noon").trades("X").hasSize(2).isEmpty();
    softly.assertThat(received(T1)).as("at %s", "one").isExactly(List.of());

    assertThat(softly.errorsCollected())
        .extracting(failure -> firstLine(failure))
        .containsExactly(
            "[at noon] Expected 2 trades of X, but there is 1.",
            "[at noon] Expected no trades of X, but there is 1.",
            "[at one] Expected exactly 0 events, received 1: the first difference is at event 1, statuses not counted.");
  }

  @Test
  void theyMixWithAssertJsOwn() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                PolygonSoftAssertions.assertSoftly(
                    both -> {
                      both.assertThat(received(T1)).trades("X").isEmpty();
                      both.assertThat(1 + 1).isEqualTo(3);
                    }))
        .withMessageContainingAll(
            "Multiple Failures (2 failures)", "Expected no trades of X", "expected: 3");
  }

  @Test
  void absentMessagesAreAFailureLikeAnother() {
    softly.assertThat((Messages) null).isInOrder();

    assertThat(softly.errorsCollected())
        .extracting(
            failure -> String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse(""))
        .containsExactly("Expecting actual not to be null");
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
