package io.fakepolygon.protocol;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one received object, asked for by name and type. A field that is missing or of
 * another type is an {@link IllegalArgumentException} whose sentence names it.
 */
final class Fields {
  // Values are String, Long, Double, Boolean, List<Long> for an array of integers, or Unusable.
  private final Map<String, Object> values;

  Fields(Map<String, Object> values) {
    this.values = values;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return as(String.class, name, "a string");
  }

  long integer(String name) {
    return as(Long.class, name, "an integer");
  }

  long integerIfPresent(String name) {
    return has(name) ? integer(name) : 0;
  }

  int smallInteger(String name) {
    long value = integer(name);
    if (value != (int) value) {
      throw mismatch(name, "an integer of 32 bits", value);
    }
    return (int) value;
  }

  int smallIntegerIfPresent(String name) {
    return has(name) ? smallInteger(name) : 0;
  }

  double decimal(String name) {
    return as(Number.class, name, "a number").doubleValue();
  }

  double decimalIfPresent(String name) {
    return has(name) ? decimal(name) : 0;
  }

  boolean flagIfPresent(String name) {
    return has(name) && as(Boolean.class, name, "true or false");
  }

  List<Integer> integersIfAny(String name) {
    if (!has(name)) {
      return List.of();
    }
    List<?> items = as(List.class, name, "an array of integers");
    return items.stream().map(Long.class::cast).map(Math::toIntExact).toList();
  }

  /** Millionths of a share from {@code "40.0"} or {@code "0.740474"}. */
  long exactSizeIfPresent(String name) {
    if (!has(name)) {
      return 0;
    }
    String text = text(name);
    try {
      return new BigDecimal(text).movePointRight(6).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          sentence(name, "a decimal of at most six places", text), e);
    }
  }

  private <V> V as(Class<V> type, String name, String expected) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw mismatch(name, expected, value);
    }
    return type.cast(value);
  }

  private static IllegalArgumentException mismatch(
      String name, String expected, @Nullable Object value) {
    return new IllegalArgumentException(sentence(name, expected, value));
  }

  private static String sentence(String name, String expected, @Nullable Object value) {
    return value == null
        ? "'%s' is missing".formatted(name)
        : "'%s' is %s on the wire, not %s".formatted(name, expected, value);
  }
}
