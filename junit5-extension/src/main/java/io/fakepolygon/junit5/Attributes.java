package io.fakepolygon.junit5;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Reads what a {@link FakePolygon} says into a configuration. */
final class Attributes {
  // Nine digits: a long way beyond the longest interval, and no overflow.
  private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("([0-9]{1,9})(ms|s|m)");

  private Attributes() {}

  /**
   * {@return the configuration}
   *
   * @throws ExtensionConfigurationException if an attribute cannot be used, with one sentence that
   *     names it and what to write instead
   */
  static FakePolygonConfig read(FakePolygon annotation) {
    FakePolygonConfig.Builder config =
        FakePolygonConfig.builder()
            .seed(annotation.seed())
            .symbols(annotation.symbols())
            .channels(annotation.channels())
            .interval(readInterval(annotation.interval()))
            .start(readStart(annotation.start()))
            .apiKeys(annotation.apiKeys());
    setClock(config, annotation.clock());
    try {
      return config.build();
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException("@FakePolygon: " + e.getMessage(), e);
    }
  }

  static Duration readInterval(String text) {
    Matcher matcher = AMOUNT_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      throw new ExtensionConfigurationException(
          "@FakePolygon: The interval '%s' is not a length of time. Write a whole number, then ms, s or m: 100ms"
              .formatted(text));
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private static Instant readStart(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ExtensionConfigurationException(
          "@FakePolygon: The start '%s' is not an instant. Write date, T, time of day in UTC, Z: 2024-01-02T14:30:00Z"
              .formatted(text),
          e);
    }
  }

  private static void setClock(FakePolygonConfig.Builder config, ClockMode mode) {
    switch (mode) {
      case MANUAL -> config.manualClock();
      case REAL_TIME -> config.realTimeClock();
      case SCALED ->
          throw new ExtensionConfigurationException(
              "@FakePolygon: The clock SCALED has no speed here. Write MANUAL, and clock.run(60) in the test");
    }
  }
}
