package io.fakepolygon.plot;

import java.time.Duration;
import java.time.Instant;

/**
 * What a picture is of.
 *
 * @param symbol the ticker
 * @param seed the market's, for the title
 * @param from where the span begins
 * @param to where it ends; what happens at this instant is outside
 */
public record Subject(String symbol, long seed, Instant from, Instant to) {
  private static final Duration LONGEST_IN_SECONDS = Duration.ofMinutes(3);

  /** Refuses a span that does not end after it begins. */
  public Subject {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "A span ends after it begins: not from %s to %s".formatted(from, to));
    }
  }

  /** {@return whether seconds, quotes and trades are large enough on paper to be told apart} */
  boolean showsSeconds() {
    return Duration.between(from, to).compareTo(LONGEST_IN_SECONDS) <= 0;
  }

  boolean contains(long instantMs) {
    return from.toEpochMilli() <= instantMs && instantMs < to.toEpochMilli();
  }

  boolean containsWindow(long startMs, long endMs) {
    return from.toEpochMilli() <= startMs && endMs <= to.toEpochMilli();
  }
}
