package io.fakepolygon.junit5;

import io.fakepolygon.AnnotationText;
import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.Behavior;
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
    List<String> first =
        declaration.name().isEmpty()
            ? List.of()
            : List.of("name = " + AnnotationText.literal(declaration.name()));
    List<String> last = new ArrayList<>();
    if (declaration.lifecycle() == Lifecycle.PER_CLASS) {
      last.add("lifecycle = Lifecycle.PER_CLASS");
    }
    if (declaration.backend() == Backend.CONTAINER) {
      last.add("backend = Backend.CONTAINER");
    }
    if (declaration.disabledWithoutDocker()) {
      last.add("disabledWithoutDocker = true");
    }
    if (declaration.referee()) {
      last.add("referee = true");
    }
    return AnnotationText.of(declaration.config(), first, last);
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
