package io.fakepolygon.market;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How one symbol behaves. Immutable; {@link #DEFAULT} and the gallery of {@link Preset} are where
 * to begin, the {@code with} methods change one thing.
 *
 * <p>The oscillating market takes base price, tape and the round lot of its quotes from it; the
 * realistic market all.
 *
 * @param basePriceUsd the price around which the symbol moves, US dollars, from 0.3 up to 1,000,000
 * @param volatility standard deviation of a year's log return: 0.25 is 25 % a year; from 0 to 10
 * @param tradesPerSecond trades per second, on average over regular hours, from 0.001 to 1,000;
 *     quotes are four times as frequent
 * @param tape 1 NYSE listed, 2 Arca, American and regional, 3 Nasdaq listed; 0 for one that follows
 *     from the symbol's name
 * @param exchange id of the listing exchange, such as 10 NYSE, 11 NYSE Arca, 12 Nasdaq; 0 for the
 *     tape's
 * @param roundLotShares shares in a round lot; 0 for the tier of the price: 100 up to 250 dollars,
 *     40 up to 1,000, 10 up to 10,000, then 1
 * @param tickUsd the smallest step of a quote's price: a whole number of ten-thousandths of a
 *     dollar, from 0.0001 to 1; 0 for a cent, or 0.0001 below one dollar
 * @param follows the symbol whose moves it shares; null for none
 * @param correlation of its log returns with those of {@code follows}, from -1 to 1; 0 without
 */
public record Behavior(
    double basePriceUsd,
    double volatility,
    double tradesPerSecond,
    int tape,
    int exchange,
    int roundLotShares,
    double tickUsd,
    @Nullable String follows,
    double correlation) {

  /** A hundred dollars, 25 % a year, one trade a second; everything else as it comes. */
  public static final Behavior DEFAULT = new Behavior(100, 0.25, 1, 0, 0, 0, 0, null, 0);

  private static final int MOST_SHARES_IN_A_LOT = 10_000;
  private static final int LAST_EXCHANGE = 255;
  private static final int OFF_EXCHANGE = 4;

  /** Refuses what cannot be, with one sentence that names the value and what is allowed. */
  public Behavior {
    requireBetween("base price", basePriceUsd, 0.3, 1_000_000);
    requireBetween("volatility", volatility, 0, 10);
    requireBetween("number of trades per second", tradesPerSecond, 0.001, 1_000);
    requireBetween("tape", tape, 0, 3);
    requireBetween("exchange", exchange, 0, LAST_EXCHANGE);
    if (exchange == OFF_EXCHANGE) {
      throw new IllegalArgumentException(
          "The exchange 4 stands for trades off exchange. Give that of a listing, such as 10, 11 or 12");
    }
    requireBetween("round lot", roundLotShares, 0, MOST_SHARES_IN_A_LOT);
    requireBetween("tick", tickUsd, 0, 1);
    requireBetween("correlation", correlation, -1, 1);
    if (BigDecimal.valueOf(tickUsd).movePointRight(4).stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          "The tick %s is not a whole number of ten-thousandths of a dollar, such as 0.01"
              .formatted(tickUsd));
    }
    if (follows == null && correlation != 0) {
      throw new IllegalArgumentException(
          "The correlation %s is with nothing. Say which symbol it follows".formatted(correlation));
    }
  }

  /** {@return the same around another price, US dollars} */
  public Behavior withBasePriceUsd(double value) {
    return new Behavior(
        value,
        volatility,
        tradesPerSecond,
        tape,
        exchange,
        roundLotShares,
        tickUsd,
        follows,
        correlation);
  }

  /** {@return the same with another volatility; 0.25 is 25 % a year} */
  public Behavior withVolatility(double value) {
    return new Behavior(
        basePriceUsd,
        value,
        tradesPerSecond,
        tape,
        exchange,
        roundLotShares,
        tickUsd,
        follows,
        correlation);
  }

  /** {@return the same with another liquidity} */
  public Behavior withTradesPerSecond(double value) {
    return new Behavior(
        basePriceUsd,
        volatility,
        value,
        tape,
        exchange,
        roundLotShares,
        tickUsd,
        follows,
        correlation);
  }

  /** {@return the same, listed elsewhere} */
  public Behavior withListing(int otherTape, int otherExchange) {
    return new Behavior(
        basePriceUsd,
        volatility,
        tradesPerSecond,
        otherTape,
        otherExchange,
        roundLotShares,
        tickUsd,
        follows,
        correlation);
  }

  /** {@return the same with another round lot, in shares} */
  public Behavior withRoundLotShares(int value) {
    return new Behavior(
        basePriceUsd,
        volatility,
        tradesPerSecond,
        tape,
        exchange,
        value,
        tickUsd,
        follows,
        correlation);
  }

  /** {@return the same with another tick, US dollars} */
  public Behavior withTickUsd(double value) {
    return new Behavior(
        basePriceUsd,
        volatility,
        tradesPerSecond,
        tape,
        exchange,
        roundLotShares,
        value,
        follows,
        correlation);
  }

  /** {@return the same, moving with another symbol} */
  public Behavior following(String symbol, double withCorrelation) {
    return new Behavior(
        basePriceUsd,
        volatility,
        tradesPerSecond,
        tape,
        exchange,
        roundLotShares,
        tickUsd,
        symbol,
        withCorrelation);
  }

  private static void requireBetween(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "The %s %s is not between %s and %s"
              .formatted(name, inWords(value), inWords(least), inWords(most)));
    }
  }

  private static String inWords(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
