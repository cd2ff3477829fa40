package io.fakepolygon.market;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios as one line of text, for places that hold nothing else: an annotation, the environment.
 *
 * <pre>
 * HIGH_VOLATILITY
 * GAP_UP at 10m strength 8 on FAKETICKER
 * TRADING_HALT at 2024-01-02T15:00:00Z for 5m on FAKETICKER,TESTSTOCK; LATE_PRINTS strength 0.5
 * </pre>
 *
 * <p>First the kind, then what is not as usual, in any order, a word before each: {@code at} the
 * start, an instant or how long after the market's; {@code for} the length; {@code strength} a
 * number; {@code on} symbols. Several are separated by semicolons. Lengths of time are written as
 * {@code 500ms}, {@code 90s}, {@code 10m}, {@code 2h}, {@code 3d} or {@code PT10M}.
 */
public final class ScenarioText {
  private static final Set<String> WORDS = Set.of("at", "for", "strength", "on");
  // Nine digits: a long way beyond the longest length, and no overflow.
  private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}([.][0-9]{1,30})?");
  private static final String LENGTH = "Write a length of time such as 5m or PT5M";

  private final String text;
  private final ScenarioKind kind;
  // By the word before it.
  private final Map<String, String> said = new LinkedHashMap<>();

  private ScenarioText(String text) {
    this.text = text;
    List<String> words = List.of(text.replaceAll("\\s*,\\s*", ",").split("\\s+"));
    kind = kind(words.get(0));
    if (words.size() % 2 == 0) {
      throw noScenario();
    }
    for (int i = 1; i < words.size(); i += 2) {
      String word = words.get(i).toLowerCase(Locale.ROOT);
      if (!WORDS.contains(word) || said.put(word, words.get(i + 1)) != null) {
        throw noScenario();
      }
    }
  }

  /**
   * {@return the scenarios of a text, none if it is blank}
   *
   * @param marketStart from where a start is counted that is no instant, and what an omitted one is
   * @throws IllegalArgumentException with one sentence that names the text and what to write
   */
  public static List<Scenario> parse(String text, Instant marketStart) {
    return Arrays.stream(text.split(";"))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(one -> new ScenarioText(one).scenario(marketStart))
        .toList();
  }

  /** {@return the text that reads as this scenario, whenever the market starts} */
  static String write(Scenario scenario) {
    ScenarioKind kind = scenario.kind();
    List<String> words = new ArrayList<>(List.of(kind.name(), "at", scenario.start().toString()));
    if (!scenario.length().equals(kind.usualLength())) {
      words.addAll(List.of("for", amount(scenario.length())));
    }
    if (scenario.strength() != kind.usualStrength()) {
      words.addAll(List.of("strength", BigDecimal.valueOf(scenario.strength()).toPlainString()));
    }
    if (!scenario.symbols().isEmpty()) {
      words.addAll(List.of("on", String.join(",", scenario.symbols())));
    }
    return String.join(" ", words);
  }

  private Scenario scenario(Instant marketStart) {
    String at = said.get("at");
    String length = said.get("for");
    String strength = said.get("strength");
    String symbols = said.get("on");
    try {
      return new Scenario(
          kind,
          at == null ? marketStart : start(at, marketStart),
          length == null ? kind.usualLength() : duration(length, "length", LENGTH),
          strength == null ? kind.usualStrength() : number(strength),
          symbols == null ? List.of() : symbols(symbols));
    } catch (Unreadable e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s, in '%s'".formatted(e.getMessage(), text), e);
    }
  }

  private ScenarioKind kind(String name) {
    try {
      return ScenarioKind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw unreadable(
          name,
          "kind of scenario",
          "Write one of "
              + Arrays.stream(ScenarioKind.values()).map(Enum::name).collect(joining(", ")));
    }
  }

  private Instant start(String value, Instant marketStart) {
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      return marketStart.plus(
          duration(
              value,
              "start",
              "Write an instant such as 2024-01-02T15:00:00Z, or how long after the market's start, such as 10m or PT10M"));
    }
  }

  private Duration duration(String value, String what, String remedy) {
    Duration found = durationOrNull(value);
    if (found == null || found.isNegative() || found.compareTo(Scenario.FOR_GOOD) > 0) {
      throw unreadable(value, what, remedy);
    }
    return found;
  }

  private double number(String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw unreadable(value, "strength", "Write a number such as 8 or 0.5");
    }
    return Double.parseDouble(value);
  }

  private List<String> symbols(String value) {
    List<String> symbols = List.of(value.split(",", -1));
    if (symbols.contains("")) {
      throw unreadable(
          value, "list of symbols", "Write symbols separated by single commas, such as A,B");
    }
    return symbols;
  }

  private Unreadable unreadable(String value, String what, String remedy) {
    return new Unreadable("'%s' is no %s, in '%s'. %s".formatted(value, what, text, remedy));
  }

  private Unreadable noScenario() {
    return new Unreadable(
        "'%s' is not a scenario. Write its kind, then what is not as usual: at <start>, for <length>, strength <number>, on <symbol>,<symbol>; such as GAP_UP at 10m strength 8 on FAKETICKER"
            .formatted(text));
  }

  private static @Nullable Duration durationOrNull(String value) {
    Matcher matcher = AMOUNT_AND_UNIT.matcher(value);
    try {
      return matcher.matches()
          ? unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)))
          : Duration.parse(value);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }

  private static String amount(Duration length) {
    for (String name : List.of("d", "h", "m", "s", "ms")) {
      // A hundred years of nanoseconds fit into 64 bits.
      String text = length.toNanos() / unit(name).toNanos() + name;
      if (!length.isZero() && length.equals(durationOrNull(text))) {
        return text;
      }
    }
    return length.toString();
  }

  /** Says already which text it is about. */
  private static final class Unreadable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Unreadable(String sentence) {
      super(sentence);
    }
  }
}
