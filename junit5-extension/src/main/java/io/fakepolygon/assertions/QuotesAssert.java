package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Quote;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.ListAssert;

/**
 * Assertions on quotes. A side without a price, which is 0 on the wire, is not judged. Made by
 * {@link MessagesAssert#quotes(String)}.
 */
public class QuotesAssert extends AbstractSequencedAssert<QuotesAssert, Quote> {

  /** For AssertJ's soft assertions; write {@link MessagesAssert#quotes(String)} instead. */
  public QuotesAssert(List<Quote> actual) {
    super(actual, QuotesAssert.class, Subject.alone("quote"));
  }

  /**
   * Verifies that all bids and asks lie between two prices, both included.
   *
   * <pre>{@code
   * assertThat(client.received()).quotes("FAKETICKER").havePricesBetween(94.0, 106.0); // passes
   * assertThat(client.received()).quotes("FAKETICKER").havePricesBetween(100.0, 106.0); // fails
   * }</pre>
   *
   * @param lowUsd US dollars per share
   * @param highUsd US dollars per share
   */
  public QuotesAssert havePricesBetween(double lowUsd, double highUsd) {
    return each(
        "to have bids and asks from %s to %s".formatted(Text.price(lowUsd), Text.price(highUsd)),
        quote ->
            liesBetween(lowUsd, quote.bidUsd(), highUsd)
                && liesBetween(lowUsd, quote.askUsd(), highUsd));
  }

  /**
   * Verifies that all sizes lie between two, both included.
   *
   * <pre>{@code
   * assertThat(client.received()).quotes("FAKETICKER").haveSizesBetween(100, 900); // passes
   * assertThat(client.received()).quotes("FAKETICKER").haveSizesBetween(100, 100); // fails
   * }</pre>
   *
   * @param leastShares shares, not round lots
   * @param mostShares shares, not round lots
   */
  public QuotesAssert haveSizesBetween(long leastShares, long mostShares) {
    return each(
        "to have sizes from %d to %d".formatted(leastShares, mostShares),
        quote ->
            (quote.bidUsd() == 0 || isBetween(leastShares, quote.bidShares(), mostShares))
                && (quote.askUsd() == 0 || isBetween(leastShares, quote.askShares(), mostShares)));
  }

  /**
   * Verifies that bids lie below asks: the market is neither locked nor crossed.
   *
   * <pre>{@code
   * assertThat(client.received()).quotes("FAKETICKER").haveBidsBelowAsks(); // passes
   * assertThat(Messages.parse(List.of(frameWithACrossedQuote))).quotes().haveBidsBelowAsks(); // fails
   * }</pre>
   */
  public QuotesAssert haveBidsBelowAsks() {
    return each(
        "to have bids below asks", quote -> !isTwoSided(quote) || quote.bidUsd() < quote.askUsd());
  }

  /**
   * Verifies that the distances of ask and bid lie between two, both included.
   *
   * <pre>{@code
   * assertThat(client.received()).quotes("FAKETICKER").haveSpreadsBetween(0.01, 0.05); // passes
   * assertThat(client.received()).quotes("FAKETICKER").haveSpreadsBetween(0.01, 0.01); // fails
   * }</pre>
   *
   * @param leastUsd US dollars per share
   * @param mostUsd US dollars per share
   */
  public QuotesAssert haveSpreadsBetween(double leastUsd, double mostUsd) {
    return each(
        "to have spreads from %s to %s".formatted(Text.price(leastUsd), Text.price(mostUsd)),
        quote -> {
          // The double nearest to the exact difference is the one that its decimals are read as.
          double spread =
              BigDecimal.valueOf(quote.askUsd())
                  .subtract(BigDecimal.valueOf(quote.bidUsd()))
                  .doubleValue();
          return !isTwoSided(quote) || (leastUsd <= spread && spread <= mostUsd);
        });
  }

  /**
   * {@return AssertJ's own assertions on the bids, in US dollars per share}
   *
   * <pre>{@code
   * assertThat(client.received()).quotes("FAKETICKER").extractingBids().allMatch(bid -> bid < 106); // passes
   * assertThat(client.received()).quotes("FAKETICKER").extractingBids().contains(0.0); // fails
   * }</pre>
   */
  public ListAssert<Double> extractingBids() {
    return extracting(Quote::bidUsd);
  }

  /**
   * {@return AssertJ's own assertions on the asks, in US dollars per share}
   *
   * <pre>{@code
   * assertThat(client.received()).quotes("FAKETICKER").extractingAsks().allMatch(ask -> ask > 94); // passes
   * assertThat(client.received()).quotes("FAKETICKER").extractingAsks().contains(0.0); // fails
   * }</pre>
   */
  public ListAssert<Double> extractingAsks() {
    return extracting(Quote::askUsd);
  }

  private static boolean isTwoSided(Quote quote) {
    return quote.bidUsd() > 0 && quote.askUsd() > 0;
  }

  private static boolean liesBetween(double low, double priceUsd, double high) {
    return priceUsd == 0 || (low <= priceUsd && priceUsd <= high);
  }

  private static boolean isBetween(long least, long shares, long most) {
    return least <= shares && shares <= most;
  }
}
