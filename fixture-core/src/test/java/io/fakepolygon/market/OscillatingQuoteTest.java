package io.fakepolygon.market;

import static io.fakepolygon.market.Walker.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OscillatingQuoteTest {
  private static final int STEPS = 50_000;
  private final List<MarketEvent> events =
      Walker.events(
          MarketEvent.class,
          Walker.market(),
          OPEN,
          Duration.ofMillis(100L * STEPS),
          "Q.FAKETICKER",
          "T.FAKETICKER");
  private final List<Quote> sample =
      events.stream().filter(Quote.class::isInstance).map(Quote.class::cast).toList();

  @Test
  void standsBeforeTheTradeOfItsStep() {
    assertThat(events).hasSize(2 * STEPS);
    for (int i = 0; i < events.size(); i += 2) {
      Quote quote = (Quote) events.get(i);
      Trade trade = (Trade) events.get(i + 1);

      assertThat(quote.sipTimestampMs()).isEqualTo(trade.sipTimestampMs());
    }
  }

  @Test
  void holdsTheTradeOfItsStep() {
    for (int i = 0; i < events.size(); i += 2) {
      Quote quote = (Quote) events.get(i);
      Trade trade = (Trade) events.get(i + 1);

      assertThat(trade.priceUsd()).isBetween(quote.bidUsd(), quote.askUsd());
    }
  }

  @Test
  void tradesHappenAtTheBidAtTheAskAndBetween() {
    boolean atBid = false;
    boolean atAsk = false;
    boolean between = false;
    for (int i = 0; i < events.size(); i += 2) {
      Quote quote = (Quote) events.get(i);
      double price = ((Trade) events.get(i + 1)).priceUsd();
      atBid |= price == quote.bidUsd();
      atAsk |= price == quote.askUsd();
      between |= quote.bidUsd() < price && price < quote.askUsd();
    }

    assertThat(List.of(atBid, atAsk, between)).containsOnly(true);
  }

  @Test
  void spreadsAreOneToFiveCents() {
    Set<Long> cents =
        sample.stream()
            .map(quote -> cents(quote.askUsd()) - cents(quote.bidUsd()))
            .collect(Collectors.toSet());

    assertThat(cents).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void spreadsAreEquallyFrequent() {
    Set<Long> counts =
        Set.copyOf(
            sample.stream()
                .collect(
                    Collectors.groupingBy(
                        quote -> cents(quote.askUsd()) - cents(quote.bidUsd()),
                        Collectors.counting()))
                .values());

    assertThat(counts).allSatisfy(n -> assertThat(n).isBetween(STEPS / 5 - 500L, STEPS / 5 + 500L));
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0", "1, 0.7", "100, 99.7"})
  void theBidStaysAboveZeroAtTheLowestPrices(double base, double amplitude) {
    Market market =
        new Market(
            new MarketSpec(
                3, List.of("A"), Duration.ofMillis(100), base, amplitude, Duration.ofSeconds(10)));

    List<Quote> quotes = Walker.events(Quote.class, market, OPEN, Duration.ofMinutes(30), "Q.A");

    quotes.forEach(quote -> assertThat(quote.bidUsd()).isGreaterThan(0));
    quotes.forEach(q -> assertThat(q.bidUsd()).isLessThan(q.askUsd()));
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "500, 40", "5000, 10", "20000, 1"})
  void sizesAreOneToNineRoundLots(double base, long roundLot) {
    Market market =
        new Market(
            new MarketSpec(
                3, List.of("A"), Duration.ofMillis(100), base, 5, Duration.ofSeconds(10)));

    List<Quote> quotes = Walker.events(Quote.class, market, OPEN, Duration.ofMinutes(10), "Q.A");

    List<Long> allowed = LongStream.rangeClosed(1, 9).mapToObj(lots -> lots * roundLot).toList();
    assertThat(distinct(quotes, Quote::bidShares)).containsExactlyInAnyOrderElementsOf(allowed);
    assertThat(distinct(quotes, Quote::askShares)).containsExactlyInAnyOrderElementsOf(allowed);
  }

  @Test
  void sizesOfBothSidesDiffer() {
    long equal = sample.stream().filter(q -> q.bidShares() == q.askShares()).count();

    assertThat(equal).isBetween(STEPS / 10L, STEPS / 8L);
  }

  @Test
  void bothSidesAreOfExchangesThatQuote() {
    assertThat(distinct(sample, Quote::bidExchange)).containsExactlyInAnyOrder(8, 10, 11, 12, 19);
    assertThat(distinct(sample, Quote::askExchange)).containsExactlyInAnyOrder(8, 10, 11, 12, 19);
  }

  @Test
  void isRegular() {
    sample.forEach(quote -> assertThat(quote.condition()).isEmpty());
    assertThat(distinct(sample, Quote::indicators)).containsExactly(List.of(604));
  }

  @Test
  void theVenueStampsItUpToTwelveMillisecondsBeforeTheSip() {
    assertThat(distinct(sample, quote -> quote.sipTimestampMs() - quote.participantTimestampMs()))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(0, 12).boxed().toList());
  }

  @Test
  void hasTheTapeOfItsTrades() {
    assertThat(events.stream().map(e -> e instanceof Quote q ? q.tape() : ((Trade) e).tape()))
        .containsOnly(sample.get(0).tape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1990-01-02T14:00:00Z", "2024-01-03T14:00:00Z", "2150-01-02T14:00:00Z"})
  void sequenceNumbersBeginWithTheSessionDayAndIncrease(Instant halfAnHourBeforeTheOpen) {
    List<Quote> quotes =
        Walker.events(
            Quote.class, Walker.market(), halfAnHourBeforeTheOpen, Walker.HOUR, "Q.FAKETICKER");

    assertThat(quotes.get(17_998).sequence()).isBetween(864_000L * 11 - 10, 864_000L * 11);
    assertThat(quotes.get(17_999).sequence()).isBetween(1L, 11L);
    for (int i = 1; i < quotes.size(); i++) {
      if (i != 17_999) {
        assertThat(quotes.get(i).sequence()).isGreaterThan(quotes.get(i - 1).sequence());
      }
    }
  }

  @Test
  void sequenceNumbersHaveGaps() {
    Set<Long> steps =
        IntStream.range(1, STEPS)
            .mapToObj(i -> sample.get(i).sequence() - sample.get(i - 1).sequence())
            .collect(Collectors.toSet());

    assertThat(steps)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
  }

  private static <V> Set<V> distinct(List<Quote> quotes, Function<Quote, V> property) {
    return quotes.stream().map(property).collect(Collectors.toSet());
  }

  private static long cents(double usd) {
    return BigDecimal.valueOf(usd).movePointRight(2).longValueExact();
  }
}
