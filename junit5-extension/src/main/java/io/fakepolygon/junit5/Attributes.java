package io.fakepolygon.junit5;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioText;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Map<String, Behavior> behaviors = SymbolAttributes.read(annotation.market());
    FakePolygonConfig.Builder config =
        FakePolygonConfig.builder()
            .seed(annotation.seed())
            .symbols(SymbolAttributes.symbols(List.of(annotation.symbols()), behaviors.keySet()))
            .channels(annotation.channels())
            .interval(readDuration("interval", annotation.interval()))
            .mode(annotation.mode())
            .respectMarketHours(annotation.respectMarketHours())
            .behaviors(behaviors)
            .barDelay(readDuration("bar delay", annotation.barDelay()))
            .start(readStart(annotation.start()))
            .span(annotation.span().isEmpty() ? null : readDuration("span", annotation.span()))
            .apiKeys(annotation.apiKeys());
    setClock(config, annotation.clock());
    try {
      return withFaults(
          withScenarios(config.build(), List.of(annotation.scenario())),
          List.of(annotation.faults()));
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException("@FakePolygon: " + e.getMessage(), e);
    }
  }

  /** {@return the same with these scenarios too, as {@link FakePolygon#scenario} has them} */
  static FakePolygonConfig withScenarios(FakePolygonConfig config, List<String> texts) {
    if (texts.isEmpty()) {
      return config;
    }
    Instant start = startOf(config);
    List<Scenario> scenarios = new ArrayList<>(config.market().scenarios());
    texts.forEach(text -> scenarios.addAll(ScenarioText.parse(text, start)));
    return config.withScenarios(scenarios);
  }

  /** {@return the same with these faults too, as {@link FakePolygon#faults} has them} */
  static FakePolygonConfig withFaults(FakePolygonConfig config, List<String> texts) {
    if (texts.isEmpty()) {
      return config;
    }
    List<Fault> faults = new ArrayList<>(config.faults());
    texts.forEach(text -> faults.addAll(Fault.parseAll(text, startOf(config))));
    return config.withFaults(faults);
  }

  private static Instant startOf(FakePolygonConfig config) {
    return config.clockMode() == ClockMode.REAL_TIME ? Instant.now() : config.start();
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
    parts.addAll(SymbolAttributes.write(config.market()));
    if (!config.server().channels().equals(standard.server().channels())) {
      parts.add(
          "channels = "
              + list(config.server().channels().stream().sorted().map("Channel.%s"::formatted)));
    }
    if (!config.market().interval().equals(standard.market().interval())) {
      parts.add("interval = " + literal(writeDuration(config.market().interval())));
    }
    addMarket(parts, config.market());
    if (!config.faults().isEmpty()) {
      parts.add(
          "faults = " + list(config.faults().stream().map(Fault::text).map(Attributes::literal)));
    }
    if (!config.start().equals(standard.start())) {
      parts.add("start = " + literal(config.start().toString()));
    }
    Duration span = config.span();
    if (span != null && isWholeMilliseconds(span)) {
      parts.add("span = " + literal(writeDuration(span)));
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
    if (declaration.referee()) {
      parts.add("referee = true");
    }
    return "@FakePolygon(" + String.join(", ", parts) + ")" + beyond(config, standard);
  }

  private static void addMarket(List<String> parts, MarketSpec market) {
    if (market.mode() != MarketMode.OSCILLATING) {
      parts.add("mode = MarketMode." + market.mode());
    }
    if (market.respectMarketHours()) {
      parts.add("respectMarketHours = true");
    }
    if (!market.scenarios().isEmpty()) {
      parts.add(
          "scenario = "
              + list(market.scenarios().stream().map(Scenario::text).map(Attributes::literal)));
    }
    if (!market.barDelay().isZero() && isWholeMilliseconds(market.barDelay())) {
      parts.add("barDelay = " + literal(writeDuration(market.barDelay())));
    }
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
    if (!isWholeMilliseconds(market.barDelay())) {
      calls.add("barDelay(Duration.parse(\"%s\"))".formatted(market.barDelay()));
    }
    Duration span = config.span();
    if (span != null && !isWholeMilliseconds(span)) {
      calls.add("span(Duration.parse(\"%s\"))".formatted(span));
    }
    if (config.clockMode() == ClockMode.SCALED) {
      calls.add("scaledClock(%s)".formatted(config.speed()));
    }
    return calls.isEmpty() ? "" : " // and by the builder: " + String.join(", ", calls);
  }

  private static String seedLiteral(long seed) {
    return seed == (int) seed ? Long.toString(seed) : seed + "L";
  }

  static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static String list(Stream<String> literals) {
    List<String> all = literals.toList();
    return all.size() == 1 ? all.get(0) : "{" + String.join(", ", all) + "}";
  }

  private static boolean isWholeMilliseconds(Duration duration) {
    return duration.toNanosPart() % 1_000_000 == 0;
  }

  static String writeDuration(Duration duration) {
    long ms = duration.toMillis();
    if (ms != 0 && ms % 60_000 == 0) {
      return ms / 60_000 + "m";
    }
    return ms != 0 && ms % 1_000 == 0 ? ms / 1_000 + "s" : ms + "ms";
  }

  static Duration readDuration(String what, String text) {
    Matcher matcher = AMOUNT_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      throw new ExtensionConfigurationException(
          "@FakePolygon: The %s '%s' is not a length of time. Write a whole number, then ms, s or m: 100ms"
              .formatted(what, text));
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
