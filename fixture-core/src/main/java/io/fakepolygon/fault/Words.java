package io.fakepolygon.fault;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text, and the values they stand for. A word with blanks or a semicolon in it
 * stands in single quotation marks, and such a mark in it twice.
 */
final class Words {
  private static final Pattern WORD = Pattern.compile("'((?:[^']|'')*)'|[^\\s']+");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*(?=(?:[^']*'[^']*')*[^']*$)");
  private static final Pattern PLAIN = Pattern.compile("[^\\s';]+");
  private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("([0-9]{1,9})(ns|us|ms|s|m|h|d)");
  // Counts without a number behind them.
  private static final String ALONE = "always";

  private Words() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(COMMA.matcher(text).replaceAll(","));
    while (matcher.find()) {
      String quoted = matcher.group(1);
      words.add(quoted == null ? matcher.group() : quoted.replace("''", "'"));
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is no fault. Write a harm, then when it strikes: DROP on Q.FAKETICKER after 3"
              .formatted(text));
    }
    return words;
  }

  /** {@return the value behind each name, in order; changeable} */
  static Map<String, String> pairs(List<String> words, String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String name = words.get(i);
      boolean alone = name.equalsIgnoreCase(ALONE);
      String value = alone ? "" : i + 1 < words.size() ? words.get(++i) : null;
      if (value == null) {
        throw new IllegalArgumentException(
            "Nothing stands behind '%s', in '%s'. Write a value behind it".formatted(name, text));
      }
      if (pairs.put(alone ? ALONE : name, value) != null) {
        throw new IllegalArgumentException(
            "'%s' stands twice, in '%s'. Write it once".formatted(name, text));
      }
    }
    return pairs;
  }

  /** {@return a value as a type has it} */
  static Object read(String name, String word, Class<?> type, String text) {
    try {
      if (type == int.class) {
        return Integer.valueOf(word);
      } else if (type == Duration.class) {
        return duration(word);
      } else if (type == TimeBase.class) {
        return TimeBase.valueOf(word.toUpperCase(Locale.ROOT));
      }
      return word;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unreadable(name, word, what(type), text);
    }
  }

  static IllegalArgumentException unreadable(String name, String word, String what, String text) {
    return new IllegalArgumentException(
        "'%s' is '%s', in '%s'. Write %s".formatted(name, word, text, what));
  }

  /** {@return a length of time such as {@code 500ms}, {@code 10m} or {@code PT10M}} */
  static Duration duration(String word) {
    Matcher matcher = AMOUNT_AND_UNIT.matcher(word);
    if (!matcher.matches()) {
      return Duration.parse(word);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ns" -> Duration.ofNanos(amount);
      case "us" -> Duration.ofNanos(amount * 1_000);
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  static String write(Object value) {
    String text = value instanceof Duration duration ? write(duration) : value.toString();
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
  }

  private static String write(Duration duration) {
    if (duration.toNanosPart() % 1_000_000 != 0) {
      return duration.toString();
    }
    long ms = duration.toMillis();
    for (String unit : List.of("d", "h", "m", "s")) {
      long unitMs = duration("1" + unit).toMillis();
      if (ms > 0 && ms % unitMs == 0) {
        return ms / unitMs + unit;
      }
    }
    return ms + "ms";
  }

  private static String what(Class<?> type) {
    if (type == int.class) {
      return "a whole number";
    }
    return type == Duration.class
        ? "a length of time such as 500ms, 10s or PT10S"
        : "one of " + Arrays.toString(TimeBase.values());
  }
}
