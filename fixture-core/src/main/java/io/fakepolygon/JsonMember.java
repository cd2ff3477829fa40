package io.fakepolygon;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a name in a specification.
 *
 * @param name the member, with what it is in: {@code behaviors.AAPL.tape}
 * @param tree what stands behind it, as the JSON tree has it
 */
record JsonMember(String name, @Nullable Object tree) {
  String text() {
    if (tree instanceof String text) {
      return text;
    }
    throw no("a text");
  }

  List<String> texts() {
    if (tree instanceof List<?> all && all.stream().allMatch(String.class::isInstance)) {
      return all.stream().map(String.class::cast).toList();
    }
    throw no("a list of texts such as [\"FAKETICKER\"]");
  }

  boolean truth() {
    if (tree instanceof Boolean yes) {
      return yes;
    }
    throw no("true or false");
  }

  /** {@return the members of an object, by their names} */
  Map<String, JsonMember> members(String example) {
    if (!(tree instanceof Map<?, ?> map)) {
      throw no("an object such as " + example);
    }
    Map<String, JsonMember> members = new LinkedHashMap<>();
    map.forEach((key, value) -> members.put(String.valueOf(key), within("." + key, value)));
    return members;
  }

  /** {@return the elements of an array} */
  List<JsonMember> elements(String example) {
    if (!(tree instanceof List<?> list)) {
      throw no("a list such as " + example);
    }
    List<JsonMember> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(within("[%d]".formatted(elements.size()), element));
    }
    return elements;
  }

  boolean isNull() {
    return tree == null;
  }

  double number() {
    if (tree instanceof BigDecimal number) {
      return number.doubleValue();
    }
    throw no("a number");
  }

  long wholeNumber() {
    try {
      if (tree instanceof BigDecimal number) {
        return number.longValueExact();
      }
    } catch (ArithmeticException e) {
      throw no("a whole number of 64 bits");
    }
    throw no("a whole number of 64 bits");
  }

  int count() {
    try {
      return Math.toIntExact(wholeNumber());
    } catch (ArithmeticException e) {
      throw no("a whole number of 32 bits");
    }
  }

  Duration duration() {
    try {
      return Duration.parse(text());
    } catch (DateTimeException e) {
      throw no("a duration such as PT10S, ten seconds");
    }
  }

  Instant instant() {
    try {
      return Instant.parse(text());
    } catch (DateTimeException e) {
      throw no("an instant such as 2024-01-02T14:30:00Z");
    }
  }

  <E extends Enum<E>> E one(Class<E> type) {
    return constant(type, text());
  }

  <E extends Enum<E>> List<E> all(Class<E> type) {
    return texts().stream().map(text -> constant(type, text)).toList();
  }

  private <E extends Enum<E>> E constant(Class<E> type, String text) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw no("of " + List.of(type.getEnumConstants()));
    }
  }

  private JsonMember within(String step, @Nullable Object value) {
    return new JsonMember(name + step, value);
  }

  private Unusable no(String what) {
    return new Unusable("'%s' is '%s'. Write %s".formatted(name, tree, what));
  }

  /** Says already which member it is about. */
  static final class Unusable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Unusable(String sentence) {
      super(sentence);
    }
  }
}
