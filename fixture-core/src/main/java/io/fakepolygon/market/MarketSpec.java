package io.fakepolygon.market;

import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * @param mode how prices move
 * @param respectMarketHours whether there is a market on US trading days from 04:00 to 20:00 New
 *     York time only; otherwise it never closes
 * @param behaviors how single symbols behave; one that is not here has {@link Behavior#DEFAULT}
 *     around {@code basePriceUsd}
 * @param scenarios what happens to it
 * @param barDelay how much later than its window a second bar is sent, from zero to a minute; a
 *     minute bar is sent at once without the trades of the last so many seconds, and again so much
 *     later if there were any
 * @param end after when nothing falls due any more, from 1970 up to 2262; null for a market without
 *     end. What falls due before does not depend on it
 */
public record MarketSpec(
    long seed,
    List<String> symbols,
    Duration interval,
    double basePriceUsd,
    double amplitudeUsd,
    Duration period,
    MarketMode mode,
    boolean respectMarketHours,
    Map<String, Behavior> behaviors,
    List<Scenario> scenarios,
    Duration barDelay,
    @Nullable Instant end) {

  /** Stands for every ticker that somebody asks for by name. */
  public static final String ANY_SYMBOL = "*";

  /** The farthest a price lies from the sine, US dollars. */
  public static final double NOISE_USD = 0.25;

  // Leaves five cents below the noise, room for the bid below the lowest price.
  private static final double LOWEST_BASE_PRICE_USD = NOISE_USD + 0.05;
  private static final double HIGHEST_PRICE_USD = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int MOST_SCENARIOS = 1_000;
  private static final Duration LONGEST_BAR_DELAY = Duration.ofMinutes(1);
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000);

  /**
   * Refuses a market that cannot be, with one sentence that names the value and what is allowed.
   */
  public MarketSpec {
    symbols = List.copyOf(symbols);
    behaviors = Collections.unmodifiableMap(new LinkedHashMap<>(behaviors));
    scenarios = List.copyOf(scenarios);
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
    if (mode == MarketMode.OSCILLATING
        && !(amplitudeUsd >= 0 && amplitudeUsd <= largestAmplitudeUsd)) {
      throw new IllegalArgumentException(
          "The amplitude %s is not between 0 and %s dollars: the price must stay above zero around a base of %s"
              .formatted(amplitudeUsd, largestAmplitudeUsd, basePriceUsd));
    }
    requireKnownLeaders(symbols, behaviors);
    requireKnownSymbols(symbols, scenarios);
    if (scenarios.size() > MOST_SCENARIOS) {
      throw new IllegalArgumentException(
          "There are %d scenarios. A market has at most %d"
              .formatted(scenarios.size(), MOST_SCENARIOS));
    }
    if (barDelay.isNegative() || barDelay.compareTo(LONGEST_BAR_DELAY) > 0) {
      throw new IllegalArgumentException(
          "The bar delay %s is not between 0 and a minute".formatted(barDelay));
    }
    if (end != null && (end.isBefore(FIRST) || end.isAfter(LAST))) {
      throw new IllegalArgumentException(
          "The end %s is not between %s and %s".formatted(end, FIRST, LAST));
    }
  }

  /** A market without end. */
  public MarketSpec(
      long seed,
      List<String> symbols,
      Duration interval,
      double basePriceUsd,
      double amplitudeUsd,
      Duration period,
      MarketMode mode,
      boolean respectMarketHours,
      Map<String, Behavior> behaviors,
      List<Scenario> scenarios,
      Duration barDelay) {
    this(
        seed,
        symbols,
        interval,
        basePriceUsd,
        amplitudeUsd,
        period,
        mode,
        respectMarketHours,
        behaviors,
        scenarios,
        barDelay,
        null);
  }

  /** An oscillating market without behaviours or scenarios. */
  public MarketSpec(
      long seed,
      List<String> symbols,
      Duration interval,
      double basePriceUsd,
      double amplitudeUsd,
      Duration period) {
    this(
        seed,
        symbols,
        interval,
        basePriceUsd,
        amplitudeUsd,
        period,
        MarketMode.OSCILLATING,
        false,
        Map.of(),
        List.of(),
        Duration.ZERO);
  }

  /** {@return the same with another seed} */
  public MarketSpec withSeed(long value) {
    return with(value, symbols, behaviors, scenarios, end);
  }

  /** {@return the same with other scenarios} */
  public MarketSpec withScenarios(List<Scenario> values) {
    return with(seed, symbols, behaviors, values, end);
  }

  /** {@return the same, in which nothing falls due after an instant; null for no end} */
  public MarketSpec withEnd(@Nullable Instant value) {
    return with(seed, symbols, behaviors, scenarios, value);
  }

  /**
   * {@return the same with these symbols only} What is left does as it did: behaviours go with
   * their symbol, and what happened to others alone happens no more.
   *
   * @throws IllegalArgumentException if one that stays follows one that goes
   */
  public MarketSpec withSymbols(List<String> values) {
    Map<String, Behavior> kept = new LinkedHashMap<>(behaviors);
    kept.keySet().retainAll(values);
    return with(
        seed,
        values,
        kept,
        scenarios.stream().flatMap(scenario -> scenario.among(values).stream()).toList(),
        end);
  }

  private MarketSpec with(
      long otherSeed,
      List<String> otherSymbols,
      Map<String, Behavior> otherBehaviors,
      List<Scenario> otherScenarios,
      @Nullable Instant otherEnd) {
    return new MarketSpec(
        otherSeed,
        otherSymbols,
        interval,
        basePriceUsd,
        amplitudeUsd,
        period,
        mode,
        respectMarketHours,
        otherBehaviors,
        otherScenarios,
        barDelay,
        otherEnd);
  }

  /** {@return how a symbol behaves} */
  public Behavior behaviorOf(String symbol) {
    Behavior own = behaviors.get(symbol);
    return own == null ? Behavior.DEFAULT.withBasePriceUsd(basePriceUsd) : own;
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

  /** {@return the plain oscillation of one symbol: around its own price, as wide in proportion} */
  MarketSpec oscillationOf(String symbol) {
    double ownPriceUsd = behaviorOf(symbol).basePriceUsd();
    double widestUsd = ownPriceUsd - LOWEST_BASE_PRICE_USD;
    return new MarketSpec(
        seed,
        List.of(symbol),
        interval,
        ownPriceUsd,
        ownPriceUsd == basePriceUsd
            ? amplitudeUsd
            : Math.min(widestUsd, amplitudeUsd * ownPriceUsd / basePriceUsd),
        period);
  }

  /** {@return whether nothing happens to an oscillating market, and no symbol is a special one} */
  boolean isPlainOscillation() {
    return mode == MarketMode.OSCILLATING
        && !respectMarketHours
        && behaviors.isEmpty()
        && scenarios.isEmpty()
        && barDelay.isZero();
  }

  /** {@return the end in nanoseconds since the Unix epoch; later than anybody looks for none} */
  long endNs() {
    return end == null ? Long.MAX_VALUE : end.getEpochSecond() * 1_000_000_000 + end.getNano();
  }

  long intervalNs() {
    return interval.toNanos();
  }

  private static void requireKnownLeaders(List<String> symbols, Map<String, Behavior> behaviors) {
    boolean any = symbols.equals(List.of(ANY_SYMBOL));
    behaviors.forEach(
        (symbol, behavior) -> {
          if (!any && !symbols.contains(symbol)) {
            throw new IllegalArgumentException(
                "There is a behavior for '%s', which is not among the symbols %s"
                    .formatted(symbol, symbols));
          }
          String leader = behavior.follows();
          if (leader != null && !any && !symbols.contains(leader)) {
            throw new IllegalArgumentException(
                "'%s' follows '%s', which is not among the symbols %s"
                    .formatted(symbol, leader, symbols));
          }
          requireNoRing(symbol, behaviors);
        });
  }

  private static void requireNoRing(String symbol, Map<String, Behavior> behaviors) {
    Set<String> followed = new LinkedHashSet<>();
    String next = symbol;
    while (next != null) {
      if (!followed.add(next)) {
        throw new IllegalArgumentException(
            "'%s' follows itself, by way of %s".formatted(next, followed));
      }
      Behavior behavior = behaviors.get(next);
      next = behavior == null ? null : behavior.follows();
    }
  }

  private static void requireKnownSymbols(List<String> symbols, List<Scenario> scenarios) {
    for (Scenario scenario : scenarios) {
      for (String symbol : scenario.symbols()) {
        if (!symbols.equals(List.of(ANY_SYMBOL)) && !symbols.contains(symbol)) {
          throw new IllegalArgumentException(
              "The scenario %s is for '%s', which is not among the symbols %s"
                  .formatted(scenario.kind(), symbol, symbols));
        }
      }
    }
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
