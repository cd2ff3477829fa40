package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.quote;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.trade;

import io.fakepolygon.protocol.Message;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradesAreWithinQuotesTest {
  private static final Quote QUOTE = quote("X", 1, 1);
  private static final Trade WITHIN = trade(1);
  private static final Trade ABOVE = trade("X", 1, 3);
  private static final Trade BELOW = trade("X", 1, -1);

  @Test
  void passesWhenATradeLiesWithinTheQuoteBeforeIt() {
    assertThat(received(QUOTE, WITHIN)).tradesAreWithinQuotes();
  }

  @Test
  void bidAndAskThemselvesAreWithin() {
    assertThat(received(QUOTE, trade("X", 1, 0), trade("X", 1, 2))).tradesAreWithinQuotes();
  }

  @Test
  void showsEachTradeOutsideWithItsQuote() {
    assertFails(
        () ->
            assertThat(received(Status.CONNECTED, QUOTE, WITHIN, ABOVE, BELOW))
                .tradesAreWithinQuotes(),
        """
        Expected trades within the quote that stood, which is not true of 2 of the 3 judged:
          event 1: %s
          event 3: %s
          event 1: %s
          event 4: %s
        %s
        """
            .formatted(QUOTE.toJson(), ABOVE.toJson(), QUOTE.toJson(), BELOW.toJson(), CONTEXT));
  }

  @Test
  void theLatestQuoteStands() {
    assertOutside(QUOTE, quote("X", 1, 50), WITHIN);
  }

  @Test
  void aQuoteThatCameAfterTheTradeDoesNotCount() {
    assertOutside(quote("X", 1, 50), WITHIN, QUOTE);
  }

  @Test
  void aQuoteOfAnotherSymbolDoesNotCount() {
    assertNothingJudged(quote("Y", 1, 50), WITHIN);
  }

  @Test
  void whatWasNotPricedAtItsTimeIsNotJudged() {
    assertNothingJudged(QUOTE, trade("X", 1, 90, 100, List.of(32)));
    assertNothingJudged(QUOTE, trade("X", 1, 90, 10, List.of(32, 37)));
    assertNothingJudged(QUOTE, trade("X", 1, 90, 100, List.of(16)));
    assertNothingJudged(QUOTE, trade("X", 1, 90, 100, List.of(15)));
  }

  @Test
  void anOddLotIsJudged() {
    assertOutside(QUOTE, trade("X", 1, 90, 10, List.of(37)));
    assertOutside(QUOTE, trade("X", 1, 90, 10, List.of(14, 37, 41)));
  }

  @Test
  void aSideWithoutAPriceBoundsNothing() {
    Quote bidOnly = quote("X", 1, 100.0, 0);
    Quote askOnly = quote("X", 1, 0, 100.0);

    assertThat(received(bidOnly, ABOVE)).tradesAreWithinQuotes();
    assertOutside(bidOnly, BELOW);
    assertThat(received(askOnly, BELOW)).tradesAreWithinQuotes();
    assertOutside(askOnly, ABOVE);
  }

  @Test
  void aQuoteWithoutPricesJudgesNothing() {
    assertNothingJudged(quote("X", 1, 0.0, 0.0), WITHIN);
  }

  @Test
  void afterAnUnsubscriptionTheQuoteDoesNotStandAnyMore() {
    assertNothingJudged(QUOTE, Status.unsubscribedTo("Q.*"), ABOVE);
  }

  @Test
  void afterAnotherConnectionTheQuoteDoesNotStandAnyMore() {
    assertNothingJudged(QUOTE, Status.CONNECTED, ABOVE);
  }

  @Test
  void anUnsubscriptionFromTradesDoesNotMatter() {
    assertOutside(QUOTE, Status.unsubscribedTo("T.X"), Status.AUTHENTICATED, ABOVE);
  }

  @Test
  void withoutAQuoteBeforeATradeNothingIsKnown() {
    assertFails(
        () -> assertThat(received(WITHIN, QUOTE)).tradesAreWithinQuotes(),
        """
        Expected trades within the quote that stood, but none could be judged, of 1 trade received. A trade is judged if a quote of its symbol was received before it: subscribe to trades and quotes of one symbol.
        %s
        """
            .formatted(CONTEXT));
  }

  private static void assertOutside(Message... messages) {
    org.assertj.core.api.Assertions.assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(received(messages)).tradesAreWithinQuotes())
        .withMessageContaining("which is not true of 1 of the 1 judged");
  }

  private static void assertNothingJudged(Message... messages) {
    org.assertj.core.api.Assertions.assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(received(messages)).tradesAreWithinQuotes())
        .withMessageContaining("none could be judged, of 1 trade received");
  }
}
