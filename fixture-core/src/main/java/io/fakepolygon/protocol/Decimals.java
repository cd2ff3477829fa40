package io.fakepolygon.protocol;

import java.math.BigDecimal;

/**
 * Decimal numbers as the wire writes them: the shortest decimal, no trailing {@code .0}, and the
 * exponent form below one ten-thousandth ({@code 4.522e-05}).
 *
 * <p>Prices are decimals of at most six places, so they are written from scaled integers: {@link
 * Double#toString} does not give the same text on every JDK.
 */
final class Decimals {
  private static final long MILLION = 1_000_000;
  private static final int PLACES = 6;
  // Up to here a double times a million is off by less than a half.
  private static final double LARGEST_SCALED = 1L << 50;
  private static final double SMALLEST_PLAIN = 1e-4;

  private Decimals() {}

  /** {@return how many cents a price is, if it is a whole number of them, or -1} */
  static long wholeCents(double usd) {
    double cents = Math.rint(usd * 100);
    return cents >= 0 && cents < LARGEST_SCALED && cents / 100 == usd ? (long) cents : -1;
  }

  /** Writes whole cents as dollars: 26 bytes at most. {@return where they end} */
  static int writeCents(long cents, byte[] out, int at) {
    int end = Digits.write(cents / 100, out, at);
    int fraction = (int) (cents % 100);
    if (fraction == 0) {
      return end;
    }
    out[end++] = '.';
    return fraction % 10 == 0
        ? Digits.write(fraction / 10, 1, out, end)
        : Digits.write(fraction, 2, out, end);
  }

  /** Writes millionths of a share: 28 bytes at most. {@return where they end} */
  static int writeExactSize(long millionths, byte[] out, int at) {
    int end = Digits.write(millionths / MILLION, out, at);
    out[end++] = '.';
    int fraction = (int) (millionths % MILLION);
    return Digits.write(fraction, fraction == 0 ? 1 : PLACES, out, end);
  }

  /** Writes a number of whatever size and as many places. */
  static void write(double value, JsonBytes json) {
    double scaled = Math.rint(value * MILLION);
    double magnitude = Math.abs(value);
    boolean plain =
        value == 0 || (magnitude >= SMALLEST_PLAIN && Math.abs(scaled) < LARGEST_SCALED);
    if (plain && scaled / MILLION == value) {
      writeScaled((long) scaled, json);
    } else {
      writeAnyOther(value, json);
    }
  }

  private static void writeScaled(long scaled, JsonBytes json) {
    if (scaled < 0) {
      json.put('-');
    }
    long positive = Math.abs(scaled);
    json.number(positive / MILLION);
    int fraction = (int) (positive % MILLION);
    if (fraction != 0) {
      int places = PLACES;
      while (fraction % 10 == 0) {
        fraction /= 10;
        places--;
      }
      json.put('.');
      json.digits(fraction, places);
    }
  }

  private static void writeAnyOther(double value, JsonBytes json) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (decimal.abs().doubleValue() >= SMALLEST_PLAIN) {
      json.ascii(decimal.toPlainString());
      return;
    }
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    json.ascii(value < 0 ? "-" : "");
    json.put(digits.charAt(0));
    json.ascii(digits.length() > 1 ? "." + digits.substring(1) : "");
    json.ascii("e-" + (exponent > -10 ? "0" : "") + -exponent);
  }
}
