package io.fakepolygon.launcher;

import static java.util.stream.Collectors.joining;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioText;
import io.fakepolygon.upstream.UpstreamOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads the text of one setting into a configuration. */
@FunctionalInterface
interface ValueReader {

  /**
   * Reads a value.
   *
   * @param value as written, without blanks around it, never empty
   * @param config takes what was read
   * @throws IllegalArgumentException with a sentence that says what is allowed
   */
  void read(String value, FakePolygonConfig.Builder config);

  /** Takes any text and does nothing with it. */
  static ValueReader unused() {
    return (value, config) -> {};
  }

  /** {@code true} or {@code false}, upper and lower case alike; looked at elsewhere. */
  static ValueReader bool() {
    return (value, config) -> {
      if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
        throw new IllegalArgumentException("Write true or false.");
      }
    };
  }

  /** {@code true} or {@code false}, upper and lower case alike. */
  static ValueReader bool(BiConsumer<FakePolygonConfig.Builder, Boolean> into) {
    return (value, config) -> {
      bool().read(value, config);
      into.accept(config, value.equalsIgnoreCase("true"));
    };
  }

  /** {@code on} or {@code off}; looked at elsewhere. */
  static ValueReader onOrOff(BiConsumer<FakePolygonConfig.Builder, Boolean> setter) {
    return (value, config) -> {
      if (!value.equals("on") && !value.equals("off")) {
        throw new IllegalArgumentException("Write on or off.");
      }
      setter.accept(config, value.equals("on"));
    };
  }

  /** The address of a feed; looked at elsewhere. */
  static ValueReader feed() {
    return (value, config) -> {
      try {
        UpstreamOptions unused = UpstreamOptions.of(new URI(value), "any-key");
      } catch (URISyntaxException | IllegalArgumentException e) {
        // Neither message is passed on: each may show a password.
        throw new IllegalArgumentException(
            "Write the address of a feed, such as %s; ws:// for one without TLS."
                .formatted(UpstreamOptions.VENDORS_STOCKS));
      }
    };
  }

  /** Leaves the text to {@link Plan}: what it means takes another setting's value. */
  static ValueReader readByPlan() {
    return unused();
  }

  /** Scenarios; {@link Plan} reads them once more, for it knows when the market starts. */
  static ValueReader scenarios() {
    return (value, config) -> {
      try {
        List<Scenario> unused = ScenarioText.parse(value, Instant.EPOCH);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(e.getMessage() + ".", e);
      }
    };
  }

  static ValueReader text(BiConsumer<FakePolygonConfig.Builder, String> into) {
    return (value, config) -> into.accept(config, value);
  }

  static ValueReader list(BiConsumer<FakePolygonConfig.Builder, List<String>> into) {
    return (value, config) -> into.accept(config, split(value));
  }

  /** One of the names in an enum, or several separated by commas; upper and lower case alike. */
  static <E extends Enum<E>> ValueReader names(
      Class<E> type, List<E> allowed, BiConsumer<FakePolygonConfig.Builder, List<E>> into) {
    String names = allowed.stream().map(Enum::name).collect(joining(", "));
    return (value, config) -> {
      List<String> written = split(value).stream().map(n -> n.toUpperCase(Locale.ROOT)).toList();
      if (!allowed.stream().map(Enum::name).toList().containsAll(written)) {
        throw new IllegalArgumentException(
            "Write one or more of %s, separated by commas.".formatted(names));
      }
      into.accept(config, written.stream().distinct().map(n -> Enum.valueOf(type, n)).toList());
    };
  }

  /** One of an enum's names, with hyphens in it; upper and lower case alike. */
  static <E extends Enum<E>> ValueReader word(
      Class<E> type, BiConsumer<FakePolygonConfig.Builder, E> into) {
    Map<String, E> byWord = new LinkedHashMap<>();
    for (E one : type.getEnumConstants()) {
      byWord.put(one.name().toLowerCase(Locale.ROOT).replace('_', '-'), one);
    }
    return (value, config) -> {
      E named = byWord.get(value.toLowerCase(Locale.ROOT));
      if (named == null) {
        throw new IllegalArgumentException(
            "Write one of %s.".formatted(String.join(", ", byWord.keySet())));
      }
      into.accept(config, named);
    };
  }

  /** One of an enum's names; upper and lower case alike. */
  static <E extends Enum<E>> ValueReader name(
      Class<E> type, BiConsumer<FakePolygonConfig.Builder, E> into) {
    List<E> all = List.of(type.getEnumConstants());
    return (value, config) ->
        into.accept(
            config,
            all.stream()
                .filter(one -> one.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "Write %s."
                                .formatted(
                                    all.stream().map(Enum::name).collect(joining(" or "))))));
  }

  /**
   * A whole number from {@code least} to {@code most}.
   *
   * @param what how the sentence calls it, such as {@code a whole number of milliseconds}
   */
  static ValueReader wholeNumber(
      String what, long least, long most, BiConsumer<FakePolygonConfig.Builder, Long> into) {
    return (value, config) -> {
      BigDecimal number =
          value.matches("[+-]?[0-9]{1,30}") ? new BigDecimal(value) : BigDecimal.TEN.pow(40);
      if (number.compareTo(BigDecimal.valueOf(least)) < 0
          || number.compareTo(BigDecimal.valueOf(most)) > 0) {
        throw new IllegalArgumentException("Write %s from %d to %d.".formatted(what, least, most));
      }
      into.accept(config, number.longValueExact());
    };
  }

  /**
   * A number, fractions allowed, from {@code least} to {@code most}.
   *
   * @param what how the sentence calls it, such as {@code a number of seconds}
   */
  static ValueReader number(
      String what,
      String least,
      String most,
      BiConsumer<FakePolygonConfig.Builder, BigDecimal> into) {
    return (value, config) ->
        into.accept(config, numberWithin("Write " + what, value, least, most));
  }

  /** {@code realtime}, {@code manual} or {@code speed:<x>}. */
  static ValueReader clock() {
    String sentence =
        "Write realtime, manual, or speed:<x> with <x> market seconds per second,"
            + " such as speed:60, a number";
    return (value, config) -> {
      String word = value.toLowerCase(Locale.ROOT);
      if (word.equals("realtime")) {
        config.realTimeClock();
      } else if (word.equals("manual")) {
        config.manualClock();
      } else {
        String speed = word.startsWith("speed:") ? word.substring("speed:".length()) : "";
        config.scaledClock(numberWithin(sentence, speed, "0.001", "1000000").doubleValue());
      }
    };
  }

  static ValueReader instant(BiConsumer<FakePolygonConfig.Builder, Instant> into) {
    Instant first = Instant.EPOCH;
    Instant last = Instant.parse("2261-12-31T00:00:00Z");
    return (value, config) -> {
      Instant instant = parseOr(value, Instant.MIN);
      if (instant.isBefore(first) || instant.isAfter(last)) {
        throw new IllegalArgumentException(
            "Write an instant from %s to %s.".formatted(first, last));
      }
      into.accept(config, instant);
    };
  }

  private static Instant parseOr(String value, Instant otherwise) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }

  private static BigDecimal numberWithin(String sentence, String value, String least, String most) {
    // No exponents: 1e999999999 is a number too, but no price.
    boolean isNumber = value.matches("[+-]?[0-9]{1,30}([.][0-9]{1,30})?");
    BigDecimal number = isNumber ? new BigDecimal(value) : BigDecimal.valueOf(-1);
    if (!isNumber
        || number.compareTo(new BigDecimal(least)) < 0
        || number.compareTo(new BigDecimal(most)) > 0) {
      throw new IllegalArgumentException("%s from %s to %s.".formatted(sentence, least, most));
    }
    return number;
  }

  /** {@return what stands between the commas} */
  static List<String> split(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }
}
