package io.fakepolygon.market;

import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * What a market is a function of, besides time. Two equal specifications are the same market, on
 * any machine.
 *
 * @param seed chooses one of 2^64 markets
 * @param symbols tickers in canonical order, without repetition; or the one entry {@link
 *     #ANY_SYMBOL}
 * @param interval the distance of two steps, a whole number of milliseconds, at least 1 ms and at
 *     most a day
 * @param basePriceUsd the price around which the market swings, US dollars, from 0.30 up to
 *     1,000,000
 * @param amplitudeUsd how far it swings to each side, US dollars, from 0 up to 0.30 below the base
 * @param period how long one swing takes, at least 1 ms and at most a day
 */
public record MarketSpec(
    long seed,
    List<String> symbols,
    Duration interval,
    double basePriceUsd,
    double amplitudeUsd,
    Duration period) {

  /** Stands for every ticker that somebody asks for by name. */
  public static final String ANY_SYMBOL = "*";

  /** The farthest a price lies from the sine, US dollars. */
  public static final double NOISE_USD = 0.25;

  // Leaves five cents below the noise, room for the bid below the lowest price.
  private static final double LOWEST_BASE_PRICE_USD = NOISE_USD + 0.05;
  private static final double HIGHEST_PRICE_USD = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Refuses a market that cannot be, with one sentence that names the value and what is allowed.
   */
  public MarketSpec {
    symbols = List.copyOf(symbols);
    for (String symbol : symbols) {
      requireTicker(symbol, symbols);
    }
    if (new HashSet<>(symbols).size() < symbols.size()) {
      throw new IllegalArgumentException(
          "A symbol stands twice in %s. Name each once".formatted(symbols));
    }
    requireBetweenAMillisecondAndADay("interval", interval);
    if (interval.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "The interval %s is not a whole number of milliseconds".formatted(interval));
    }
    requireBetweenAMillisecondAndADay("period", period);
    if (!(basePriceUsd >= LOWEST_BASE_PRICE_USD && basePriceUsd <= HIGHEST_PRICE_USD)) {
      throw new IllegalArgumentException(
          "The base price %s is not between 0.3 and 1000000 dollars".formatted(basePriceUsd));
    }
    double largestAmplitudeUsd = basePriceUsd - LOWEST_BASE_PRICE_USD;
    if (!(amplitudeUsd >= 0 && amplitudeUsd <= largestAmplitudeUsd)) {
      throw new IllegalArgumentException(
          "The amplitude %s is not between 0 and %s dollars: the price must stay above zero around a base of %s"
              .formatted(amplitudeUsd, largestAmplitudeUsd, basePriceUsd));
    }
  }

  /** {@return whether every ticker asked for by name exists} */
  public boolean hasAnySymbol() {
    return symbols.equals(List.of(ANY_SYMBOL));
  }

  /**
   * Refuses the topic of a ticker that is not on this market: a slip would make an empty tape, and
   * every comparison with it would hold.
   *
   * @throws IllegalArgumentException with a sentence that says which tickers there are
   */
  public void requireSymbolOf(Topic topic) {
    if (!topic.isWildcard() && !hasAnySymbol() && !symbols.contains(topic.ticker())) {
      throw new IllegalArgumentException(
          "There is no '%s' on this market. It has %s".formatted(topic.ticker(), symbols));
    }
  }

  long intervalNs() {
    return interval.toNanos();
  }

  private static void requireTicker(String symbol, List<String> symbols) {
    boolean anySymbol = symbol.equals(ANY_SYMBOL) && symbols.size() == 1;
    if (!anySymbol && !symbol.matches("[A-Za-z0-9][A-Za-z0-9./:-]*")) {
      throw new IllegalArgumentException(
          "'%s' is not a ticker. Write letters, digits, '.', '/', ':' and '-', such as FAKETICKER or BRK.A; or '*' alone"
              .formatted(symbol));
    }
  }

  private static void requireBetweenAMillisecondAndADay(String name, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The %s %s is not between 1 ms and a day".formatted(name, value));
    }
  }
}
