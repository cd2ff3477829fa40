package io.fakepolygon.plot;

import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * What a picture is of.
 *
 * @param market the market's specification, for the title and for what the tape does not say
 * @param symbol the ticker
 * @param from where the span begins
 * @param to where it ends; what happens at this instant is outside
 */
public record Subject(MarketSpec market, String symbol, Instant from, Instant to) {
  private static final Duration LONGEST_CLOSE_UP = Duration.ofMinutes(3);
  private static final Duration LONGEST_IN_SECONDS = Duration.ofMinutes(20);

  /** Refuses a span that does not end after it begins. */
  public Subject {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "A span ends after it begins: not from %s to %s".formatted(from, to));
    }
  }

  /** {@return whether bars of a second are large enough on paper to be told apart} */
  boolean showsSeconds() {
    return isNoLongerThan(LONGEST_IN_SECONDS);
  }

  /** {@return whether single quotes are, too} */
  boolean showsQuotes() {
    return isNoLongerThan(LONGEST_CLOSE_UP);
  }

  /**
   * {@return whether one second is shown close up at the side} On the oscillating market's scale of
   * dollars a spread of cents is not seen.
   */
  boolean showsCloseUp() {
    return showsQuotes() && market.mode() == MarketMode.OSCILLATING;
  }

  /** {@return the same market and symbol over another span} */
  Subject over(long fromMs, long toMs) {
    return new Subject(market, symbol, Instant.ofEpochMilli(fromMs), Instant.ofEpochMilli(toMs));
  }

  long fromMs() {
    return from.toEpochMilli();
  }

  long toMs() {
    return to.toEpochMilli();
  }

  boolean contains(long instantMs) {
    return fromMs() <= instantMs && instantMs < toMs();
  }

  boolean containsWindow(long startMs, long endMs) {
    return fromMs() <= startMs && endMs <= toMs();
  }

  private boolean isNoLongerThan(Duration length) {
    return Duration.between(from, to).compareTo(length) <= 0;
  }
}
