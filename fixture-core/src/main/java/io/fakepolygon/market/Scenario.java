package io.fakepolygon.market;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that happens to a market, at a time that is part of its specification.
 *
 * <p>What was before its start is not changed by it, so it can be added to a running market.
 *
 * @param kind what happens
 * @param start when it begins, market time
 * @param length how long it lasts, from zero to 36,500 days
 * @param strength how strong it is, in the unit of its kind
 * @param symbols tickers that it happens to; empty for all
 */
public record Scenario(
    ScenarioKind kind, Instant start, Duration length, double strength, List<String> symbols) {

  /** The longest length: as long as it takes. */
  public static final Duration FOR_GOOD = Duration.ofDays(36_500);

  // As far as market time goes.
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000);

  /** Refuses what cannot be, with one sentence that names the value and what is allowed. */
  public Scenario {
    symbols = List.copyOf(symbols);
    if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "The start %s of %s is not between %s and %s".formatted(start, kind, EARLIEST, LATEST));
    }
    if (length.isNegative() || length.compareTo(FOR_GOOD) > 0) {
      throw new IllegalArgumentException(
          "The length %s of %s is not between 0 and 36500 days".formatted(length, kind));
    }
    if (!(strength >= kind.leastStrength() && strength <= kind.mostStrength())) {
      throw new IllegalArgumentException(
          "The strength %s of %s is not between %s and %s"
              .formatted(strength, kind, kind.leastStrength(), kind.mostStrength()));
    }
  }

  /** {@return one of usual length and strength, for all symbols} */
  public static Scenario of(ScenarioKind kind, Instant start) {
    return new Scenario(kind, start, kind.usualLength(), kind.usualStrength(), List.of());
  }

  /** {@return the same, of another length} */
  public Scenario lasting(Duration value) {
    return new Scenario(kind, start, value, strength, symbols);
  }

  /** {@return the same, of another strength} */
  public Scenario withStrength(double value) {
    return new Scenario(kind, start, length, value, symbols);
  }

  /** {@return the same, for these symbols only} */
  public Scenario on(String... tickers) {
    return new Scenario(kind, start, length, strength, List.of(tickers));
  }

  /** {@return what is left of it where there are these symbols alone; mostly itself} */
  Optional<Scenario> among(List<String> tickers) {
    List<String> left = symbols.stream().filter(tickers::contains).toList();
    return left.isEmpty() && !symbols.isEmpty()
        ? Optional.empty()
        : Optional.of(new Scenario(kind, start, length, strength, left));
  }

  /**
   * {@return it as {@link ScenarioText} reads it, such as {@code GAP_UP at 2024-01-02T15:00:00Z
   * strength 8 on FAKETICKER}}
   */
  public String text() {
    return ScenarioText.write(this);
  }

  /** {@return whether it happens to a symbol} */
  public boolean concerns(String symbol) {
    return symbols.isEmpty() || symbols.contains(symbol);
  }
}
