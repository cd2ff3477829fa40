package io.fakepolygon.fault;

import io.fakepolygon.protocol.RawFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Numbers as they stand on the wire, changed without a rounding. What is no number stays as it is:
 * another order may have made a string of it, or the real feed.
 */
final class Numbers {
  // JSON's, and no exponent that would take a million digits to write out.
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,100}(\\.[0-9]{1,100})?([eE][+-]?[0-9]{1,2})?");
  private static final BigDecimal A_CENT = new BigDecimal("0.01");
  private static final BigDecimal A_ROUND_LOT = new BigDecimal(100);

  private Numbers() {}

  static String plus(String number, BigDecimal more) {
    return change(number, value -> plain(value.add(more)));
  }

  /** {@return ms as nanoseconds, of a whole number with six zeros more} */
  static String inNanoseconds(String ms) {
    return change(ms, value -> plain(value.movePointRight(6)));
  }

  /** {@return a number as {@code 4.522e-05}, two digits of the exponent at least} */
  static String withExponent(String number) {
    return change(number, Numbers::scientific);
  }

  private static String scientific(BigDecimal number) {
    BigDecimal value = number.stripTrailingZeros();
    int exponent = value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    String mantissa = value.movePointLeft(exponent).toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  static String inQuotationMarks(String number) {
    return change(number, value -> '"' + number + '"');
  }

  /** Changes the first of some fields that an event has. {@return the event} */
  static List<String> change(RawFields event, UnaryOperator<String> how, String... fields) {
    for (String field : fields) {
      if (event.get(field).isPresent()) {
        event.with(field, how.apply(event.get(field).get()));
        break;
      }
    }
    return List.of(event.toJson());
  }

  /** Gives a bar values of its own that are right among themselves. {@return the same} */
  static RawFields amendBar(RawFields bar) {
    for (String volume : List.of("v", "av")) {
      bar.get(volume).ifPresent(shares -> bar.with(volume, plus(shares, A_ROUND_LOT)));
    }
    for (String volume : List.of("dv", "dav")) {
      bar.get(volume).ifPresent(text -> bar.with(volume, quotedPlus(text, A_ROUND_LOT)));
    }
    String close = plus(bar.get("c").orElse("0"), A_CENT);
    bar.with("c", close);
    bar.get("h").ifPresent(high -> bar.with("h", max(high, close)));
    return bar;
  }

  private static String quotedPlus(String text, BigDecimal more) {
    boolean isQuoted = text.length() > 2 && text.startsWith("\"");
    return isQuoted
        ? change(
            text.substring(1, text.length() - 1),
            text,
            value -> '"' + value.add(more).toPlainString() + '"')
        : plus(text, more);
  }

  private static String max(String one, String other) {
    return change(
        one, value -> change(other, one, second -> value.compareTo(second) >= 0 ? one : other));
  }

  private static String change(String number, Function<BigDecimal, String> how) {
    return change(number, number, how);
  }

  private static String change(String number, String otherwise, Function<BigDecimal, String> how) {
    return NUMBER.matcher(number).matches() ? how.apply(new BigDecimal(number)) : otherwise;
  }

  private static String plain(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0).toPlainString() : shortest.toPlainString();
  }
}
