package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Trade;
import java.util.List;
import org.assertj.core.api.ListAssert;

/** Assertions on trades. Made by {@link MessagesAssert#trades(String)}. */
public class TradesAssert extends AbstractSequencedAssert<TradesAssert, Trade> {

  /** For AssertJ's soft assertions; write {@link MessagesAssert#trades(String)} instead. */
  public TradesAssert(List<Trade> actual) {
    super(actual, TradesAssert.class, Subject.alone("trade"));
  }

  /**
   * Verifies that all prices lie between two, both included.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").havePricesBetween(94.0, 106.0); // passes
   * assertThat(client.received()).trades("FAKETICKER").havePricesBetween(100.0, 106.0); // fails
   * }</pre>
   *
   * @param lowUsd US dollars per share
   * @param highUsd US dollars per share
   */
  public TradesAssert havePricesBetween(double lowUsd, double highUsd) {
    return each(
        "to have prices from %s to %s".formatted(Text.price(lowUsd), Text.price(highUsd)),
        trade -> lowUsd <= trade.priceUsd() && trade.priceUsd() <= highUsd);
  }

  /**
   * Verifies that all sizes lie between two, both included.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").haveSizesBetween(100, 12_500); // passes
   * assertThat(client.received()).trades("FAKETICKER").haveSizesBetween(100, 200); // fails
   * }</pre>
   *
   * @param leastShares whole shares
   * @param mostShares whole shares
   */
  public TradesAssert haveSizesBetween(long leastShares, long mostShares) {
    return each(
        "to have sizes from %d to %d".formatted(leastShares, mostShares),
        trade -> leastShares <= trade.sizeShares() && trade.sizeShares() <= mostShares);
  }

  /**
   * Verifies that no trade id comes twice for one ticker, exchange, trade reporting facility and
   * session day.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").haveUniqueIds(); // passes
   * assertThat(Messages.parse(List.of(frame, frame))).trades().haveUniqueIds(); // fails
   * }</pre>
   */
  public TradesAssert haveUniqueIds() {
    return eachDiffersIn(
        "to have an id of their own",
        trade ->
            new Identity(
                stretchOf(trade), trade.symbol(), trade.exchange(), trade.trfId(), trade.id()));
  }

  /**
   * {@return AssertJ's own assertions on the prices, in US dollars per share}
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").extractingPrices().anyMatch(price -> price > 104); // passes
   * assertThat(client.received()).trades("FAKETICKER").extractingPrices().contains(0.0); // fails
   * }</pre>
   */
  public ListAssert<Double> extractingPrices() {
    return extracting(Trade::priceUsd);
  }

  /**
   * {@return AssertJ's own assertions on the sizes, in whole shares}
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").extractingSizes().doesNotContain(0L); // passes
   * assertThat(client.received()).trades("FAKETICKER").extractingSizes().contains(1L); // fails
   * }</pre>
   */
  public ListAssert<Long> extractingSizes() {
    return extracting(Trade::sizeShares);
  }

  private record Identity(long stretch, String symbol, int exchange, int trfId, String id) {}
}
