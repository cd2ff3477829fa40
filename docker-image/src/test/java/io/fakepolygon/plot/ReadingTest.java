package io.fakepolygon.plot;

import static io.fakepolygon.plot.Events.band;
import static io.fakepolygon.plot.Events.excerpt;
import static io.fakepolygon.plot.Events.minute;
import static io.fakepolygon.plot.Events.quote;
import static io.fakepolygon.plot.Events.subject;
import static io.fakepolygon.plot.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of what is read, no more is kept than can be seen. */
class ReadingTest {

  @Test
  void lastQuoteOfEachColumnIsKept() {
    Quote first = quote(0.1, 99, 101);
    Quote second = quote(0.9, 99.5, 100.5);
    Quote third = quote(5, 99, 100);

    assertThat(excerpt(subject(10), 10, first, second, third).quotes())
        .containsExactly(second, third);
  }

  @Test
  void spreadOfAColumnIsTheMedianOfItsQuotesAndOfTheOneThatStood() {
    Excerpt excerpt =
        excerpt(
            subject(4),
            4,
            quote(1.1, 100, 100.01),
            quote(1.2, 100, 100.05),
            quote(1.3, 100, 100.02),
            quote(3.1, 100, 100.04));

    assertThat(excerpt.spreadCents())
        .usingElementComparator(
            (one, other) -> Math.abs(one - other) < 1e-6 ? 0 : one.compareTo(other))
        .containsExactly(Double.NaN, 2.0, 2.0, 4.0);
  }

  @Test
  void quoteWithoutOneSideHasNoSpread() {
    Excerpt excerpt = excerpt(subject(10), 10, quote(1, 0, 100));

    assertThat(excerpt.hasSpreads()).isFalse();
    assertThat(excerpt.quotes()).isEmpty();
    assertThat(excerpt.quoteCount()).isEqualTo(1);
  }

  @Test
  void fewTradesAreKeptAndManyAreCountedAlone() {
    assertThat(excerpt(subject(3_000), 100, trades(2_000)).trades()).hasSize(2_000);

    Excerpt many = excerpt(subject(3_000), 100, trades(2_001));

    assertThat(many.trades()).isEmpty();
    assertThat(many.tradeCount()).isEqualTo(2_001);
  }

  @Test
  void whatLiesOutsideTheSpanIsLeftOut() {
    Excerpt excerpt =
        excerpt(
            subject(60), 60, trade(-0.001, 1), trade(60, 1), quote(60, 1, 2), minute(1, 1, 2, 3));

    assertThat(excerpt.isEmpty()).isTrue();
    assertThat(excerpt.quotes()).isEmpty();
  }

  @Test
  void barThatIsSentAgainIsKeptAsItWasSentLast() {
    Aggregate early = minute(0, 100, 101, 500);
    Aggregate late = minute(0, 100, 102, 700);

    Excerpt excerpt = excerpt(subject(3_600), 100, early, minute(1, 102, 103, 1), late);

    assertThat(excerpt.shortestBars()).startsWith(late).hasSize(2);
    assertThat(excerpt.correctedBars()).containsExactly(late);
  }

  @Test
  void officialPrintsAreThoseWithConditions15And16() {
    Trade open = trade(1, 100, 16);
    Trade close = trade(9, 101, 15);

    assertThat(excerpt(subject(10), 10, open, trade(5, 99), close).official())
        .containsExactlyInAnyOrder(open, close);
  }

  @Test
  void bandThatStandsWhenTheSpanBeginsIsKept() {
    assertThat(excerpt(subject(10), 10, band(-30, 95, 105, 15)).bands())
        .containsExactly(band(-30, 95, 105, 15));
  }

  private static MarketEvent[] trades(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> trade(number, 100))
        .toArray(MarketEvent[]::new);
  }
}
