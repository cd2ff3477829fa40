package io.fakepolygon.fault;

import io.fakepolygon.protocol.RawFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Numbers as they stand on the wire, changed without a rounding. */
final class Numbers {
  private static final BigDecimal A_CENT = new BigDecimal("0.01");
  private static final BigDecimal A_ROUND_LOT = new BigDecimal(100);

  private Numbers() {}

  static String plus(String number, BigDecimal more) {
    return plain(new BigDecimal(number).add(more));
  }

  /** {@return a number as {@code 4.522e-05}, two digits of the exponent at least} */
  static String withExponent(String number) {
    BigDecimal value = new BigDecimal(number).stripTrailingZeros();
    int exponent = value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    String mantissa = value.movePointLeft(exponent).toPlainString();
    return String.format(
        Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
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
      bar.get(volume).ifPresent(text -> bar.with(volume, quoted(text)));
    }
    String close = plus(bar.get("c").orElse("0"), A_CENT);
    bar.with("c", close);
    bar.get("h").ifPresent(high -> bar.with("h", max(high, close)));
    return bar;
  }

  private static String quoted(String text) {
    BigDecimal shares = new BigDecimal(text.substring(1, text.length() - 1));
    return '"' + shares.add(A_ROUND_LOT).toPlainString() + '"';
  }

  private static String max(String one, String other) {
    return new BigDecimal(one).compareTo(new BigDecimal(other)) >= 0 ? one : other;
  }

  private static String plain(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0).toPlainString() : shortest.toPlainString();
  }
}
