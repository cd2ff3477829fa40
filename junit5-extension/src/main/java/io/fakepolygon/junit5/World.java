package io.fakepolygon.junit5;

import static java.util.function.Predicate.not;

import io.fakepolygon.AnnotationText;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.ScenarioText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * One of the worlds that a test runs in: a seed, and what is not as declared.
 *
 * <p>As text {@code seed=7 | scenario=GAP_UP at 10m | faults=none}, with {@code symbols=A,B} and
 * {@code span=300ms} where it was shrunk. What is not said is as declared.
 *
 * @param seed the market's; of several, the first one's
 * @param symbols those that are left
 * @param span after how long the market falls silent
 * @param scenario what happens to the market, as {@link ScenarioText}; empty if nothing
 * @param faults what goes wrong, as text; empty if nothing
 */
record World(
    long seed,
    Optional<List<String>> symbols,
    Optional<Duration> span,
    Optional<String> scenario,
    Optional<String> faults) {
  private static final String NONE = "none";
  // Between single quotation marks, as in a fault's message, either is text.
  private static final String UNQUOTED = "(?=(?:[^']*'[^']*')*[^']*$)";
  private static final Pattern BAR = Pattern.compile("\\|" + UNQUOTED);
  private static final Pattern SEMICOLON = Pattern.compile(";" + UNQUOTED);
  private static final Set<String> KEYS = Set.of("seed", "symbols", "span", "scenario", "faults");

  World(long seed, Optional<String> scenario, Optional<String> faults) {
    this(seed, Optional.empty(), Optional.empty(), scenario, faults);
  }

  /**
   * {@return the world of a text}
   *
   * @throws ExtensionConfigurationException if it is none
   */
  static World parse(String text) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String part : BAR.split(text, -1)) {
      String[] keyAndValue = part.strip().split("\\s*=\\s*", 2);
      if (keyAndValue.length < 2
          || !KEYS.contains(keyAndValue[0])
          || said.put(keyAndValue[0], keyAndValue[1]) != null) {
        throw unreadable(text, null);
      }
    }
    try {
      return new World(
          Long.parseLong(said.getOrDefault("seed", "")),
          Optional.ofNullable(said.get("symbols")).map(list -> List.of(list.split("\\s*,\\s*"))),
          Optional.ofNullable(said.get("span")).map(span -> Attributes.readDuration("span", span)),
          Optional.ofNullable(said.get("scenario")).map(World::readNone),
          Optional.ofNullable(said.get("faults")).map(World::readNone));
    } catch (NumberFormatException e) {
      throw unreadable(text, e);
    }
  }

  /** {@return whether it is smaller than what a test asks for} */
  boolean isShrunk() {
    return symbols.isPresent() || span.isPresent();
  }

  World withSymbols(List<String> value) {
    return new World(seed, Optional.of(value), span, scenario, faults);
  }

  World withSpan(Duration value) {
    return new World(seed, symbols, Optional.of(value), scenario, faults);
  }

  World withScenario(List<String> parts) {
    return new World(seed, symbols, span, Optional.of(String.join("; ", parts)), faults);
  }

  World withFaults(List<String> parts) {
    return new World(seed, symbols, span, scenario, Optional.of(String.join("; ", parts)));
  }

  /**
   * {@return the things of a text that are separated by semicolons, but for those in quotation
   * marks}
   */
  static List<String> parts(String text) {
    return Arrays.stream(SEMICOLON.split(text))
        .map(String::strip)
        .filter(not(String::isEmpty))
        .toList();
  }

  /** {@return the text that reads as this world} */
  String text() {
    List<String> parts = new ArrayList<>(List.of("seed=" + seed));
    symbols.ifPresent(names -> parts.add("symbols=" + String.join(",", names)));
    span.ifPresent(length -> parts.add("span=" + AnnotationText.writeDuration(length)));
    scenario.ifPresent(text -> parts.add("scenario=" + (text.isBlank() ? NONE : text)));
    faults.ifPresent(text -> parts.add("faults=" + (text.isBlank() ? NONE : text)));
    return String.join(" | ", parts);
  }

  /** {@return it as the name of a test: {@code seed 7, GAP_UP at 10m, no faults}} */
  String displayName() {
    List<String> parts = new ArrayList<>(List.of("seed " + seed));
    symbols.ifPresent(names -> parts.add(String.join(" and ", names)));
    span.ifPresent(length -> parts.add("for " + AnnotationText.writeDuration(length)));
    scenario.ifPresent(text -> parts.add(text.isBlank() ? "no scenario" : text));
    faults.ifPresent(text -> parts.add(text.isBlank() ? "no faults" : text));
    return String.join(", ", parts);
  }

  /**
   * {@return a declaration as it is in this world}
   *
   * @param first the seed that the first of all has been declared with
   * @throws ExtensionConfigurationException if it cannot be
   */
  Declaration over(Declaration declared, long first) {
    try {
      FakePolygonConfig config = declared.config();
      return declared.withConfig(
          shrunk(eventful(config.withSeed(config.market().seed() - first + seed))));
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "The world '%s' cannot be: %s".formatted(text(), e.getMessage()), e);
    }
  }

  private FakePolygonConfig eventful(FakePolygonConfig config) {
    FakePolygonConfig changed = config;
    if (scenario.isPresent()) {
      changed = Attributes.withScenarios(changed.withScenarios(List.of()), List.of(scenario.get()));
    }
    return faults.isPresent()
        ? Attributes.withFaults(changed.withFaults(List.of()), List.of(faults.get()))
        : changed;
  }

  private FakePolygonConfig shrunk(FakePolygonConfig config) {
    FakePolygonConfig changed = config;
    if (symbols.isPresent()) {
      for (String symbol : symbols.get()) {
        if (!config.market().symbols().contains(symbol)) {
          throw new IllegalArgumentException(
              "There is no '%s' among the symbols %s".formatted(symbol, config.market().symbols()));
        }
      }
      changed = changed.withSymbols(symbols.get());
    }
    return span.isPresent() ? changed.withSpan(span.get()) : changed;
  }

  private static String readNone(String text) {
    return text.equals(NONE) ? "" : text;
  }

  private static ExtensionConfigurationException unreadable(
      String text, @Nullable Exception cause) {
    return new ExtensionConfigurationException(
        "'%s' is not a world. Write its seed, then what is not as declared: seed=7 | scenario=GAP_UP at 10m | faults=none"
            .formatted(text),
        cause);
  }
}
