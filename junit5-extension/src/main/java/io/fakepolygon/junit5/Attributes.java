package io.fakepolygon.junit5;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.MarketSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /** {@return the annotation that reads as this declaration, ready to be pasted} */
  static String write(Declaration declaration) {
    FakePolygonConfig config = declaration.config();
    FakePolygonConfig standard = FakePolygonConfig.builder().build();
    List<String> parts = new ArrayList<>();
    if (!declaration.name().isEmpty()) {
      parts.add("name = " + literal(declaration.name()));
    }
    parts.add("seed = " + seedLiteral(config.market().seed()));
    if (!config.market().symbols().equals(standard.market().symbols())) {
      parts.add("symbols = " + list(config.market().symbols().stream().map(Attributes::literal)));
    }
    if (!config.server().channels().equals(standard.server().channels())) {
      parts.add(
          "channels = "
              + list(config.server().channels().stream().sorted().map("Channel.%s"::formatted)));
    }
    if (!config.market().interval().equals(standard.market().interval())) {
      parts.add("interval = " + literal(writeInterval(config.market().interval())));
    }
    if (!config.start().equals(standard.start())) {
      parts.add("start = " + literal(config.start().toString()));
    }
    if (!config.server().apiKeys().isEmpty()) {
      parts.add("apiKeys = " + list(config.server().apiKeys().stream().map(Attributes::literal)));
    }
    if (config.clockMode() == ClockMode.REAL_TIME) {
      parts.add("clock = ClockMode.REAL_TIME");
    }
    if (declaration.lifecycle() == Lifecycle.PER_CLASS) {
      parts.add("lifecycle = Lifecycle.PER_CLASS");
    }
    if (declaration.backend() == Backend.CONTAINER) {
      parts.add("backend = Backend.CONTAINER");
    }
    if (declaration.disabledWithoutDocker()) {
      parts.add("disabledWithoutDocker = true");
    }
    return "@FakePolygon(" + String.join(", ", parts) + ")" + beyond(config, standard);
  }

  // What only the builder can say and what the market depends on.
  private static String beyond(FakePolygonConfig config, FakePolygonConfig standard) {
    MarketSpec market = config.market();
    List<String> calls = new ArrayList<>();
    if (market.basePriceUsd() != standard.market().basePriceUsd()) {
      calls.add("basePriceUsd(%s)".formatted(market.basePriceUsd()));
    }
    if (market.amplitudeUsd() != standard.market().amplitudeUsd()) {
      calls.add("amplitudeUsd(%s)".formatted(market.amplitudeUsd()));
    }
    if (!market.period().equals(standard.market().period())) {
      calls.add("period(Duration.parse(\"%s\"))".formatted(market.period()));
    }
    if (config.clockMode() == ClockMode.SCALED) {
      calls.add("scaledClock(%s)".formatted(config.speed()));
    }
    return calls.isEmpty() ? "" : " // and by the builder: " + String.join(", ", calls);
  }

  private static String seedLiteral(long seed) {
    return seed == (int) seed ? Long.toString(seed) : seed + "L";
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String list(Stream<String> literals) {
    List<String> all = literals.toList();
    return all.size() == 1 ? all.get(0) : "{" + String.join(", ", all) + "}";
  }

  private static String writeInterval(Duration interval) {
    long ms = interval.toMillis();
    if (ms % 60_000 == 0) {
      return ms / 60_000 + "m";
    }
    return ms % 1_000 == 0 ? ms / 1_000 + "s" : ms + "ms";
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

  static void setClock(FakePolygonConfig.Builder config, ClockMode mode) {
    switch (mode) {
      case MANUAL -> config.manualClock();
      case REAL_TIME -> config.realTimeClock();
      case SCALED ->
          throw new ExtensionConfigurationException(
              "@FakePolygon: The clock SCALED has no speed here. Write MANUAL, and clock.run(60) in the test");
    }
  }
}
