package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * A growing buffer of JSON in UTF-8, to be cleared and used again: objects are written field by
 * field, without blanks.
 *
 * <p>Not to be shared among threads.
 */
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  // A name, a number with its sign, a point and two quotes.
  private static final int LONGEST_FIELD = Digits.WORD + Digits.LONGEST + 3;

  private byte[] bytes = new byte[512];
  private int length;

  /** An empty buffer. */
  public JsonBytes() {}

  /** {@return how many bytes have been written since the start or the last {@link #clear}} */
  public int length() {
    return length;
  }

  /**
   * {@return the buffer itself, of which the first {@link #length} bytes count, until the next
   * write}
   */
  public byte[] array() {
    return bytes;
  }

  /** Forgets what was written. */
  public void clear() {
    length = 0;
  }

  /** {@return what was written, as text} */
  @Override
  public String toString() {
    return new String(bytes, 0, length, UTF_8);
  }

  /** {@return how an object begins whose {@code ev} needs no escape} */
  static byte[] opening(String ev) {
    return ("{\"ev\":\"" + ev + "\"").getBytes(US_ASCII);
  }

  JsonBytes begin(byte[] opening) {
    put(opening, opening.length);
    return this;
  }

  void end() {
    put('}');
  }

  /** A field whose name needs no escape. */
  JsonBytes text(String name, String value) {
    put(',');
    string(name);
    put(':');
    string(value);
    return this;
  }

  JsonBytes text(Key key, String value) {
    name(key);
    string(value);
    return this;
  }

  JsonBytes integer(Key key, long value) {
    makeRoom(LONGEST_FIELD);
    length = Digits.write(value, bytes, key.write(bytes, length));
    return this;
  }

  /** An integer that the wire has as a string. */
  JsonBytes integerAsText(Key key, long value) {
    makeRoom(LONGEST_FIELD);
    int at = key.write(bytes, length);
    bytes[at] = '"';
    int end = Digits.write(value, bytes, at + 1);
    bytes[end] = '"';
    length = end + 1;
    return this;
  }

  /** Omits the field when the value is 0, which here always means that the wire has none. */
  JsonBytes integerIfPresent(Key key, long value) {
    return value == 0 ? this : integer(key, value);
  }

  JsonBytes integersIfAny(Key key, List<Integer> values) {
    if (values.isEmpty()) {
      return this;
    }
    name(key);
    char separator = '[';
    for (int i = 0; i < values.size(); i++) {
      put(separator);
      number(values.get(i));
      separator = ',';
    }
    put(']');
    return this;
  }

  JsonBytes decimal(Key key, double value) {
    name(key);
    // Nearly every price is one of whole cents.
    long cents = Decimals.wholeCents(value);
    if (cents >= 0) {
      makeRoom(LONGEST_FIELD);
      length = Decimals.writeCents(cents, bytes, length);
    } else {
      Decimals.write(value, this);
    }
    return this;
  }

  JsonBytes decimalIfPresent(Key key, double value) {
    return value == 0 ? this : decimal(key, value);
  }

  /** An exact number of shares, a string on the wire: {@code "40.0"}, {@code "0.740474"}. */
  JsonBytes exactSizeIfPresent(Key key, long millionths) {
    if (millionths == 0) {
      return this;
    }
    makeRoom(LONGEST_FIELD);
    int at = key.write(bytes, length);
    bytes[at] = '"';
    int end = Decimals.writeExactSize(millionths, bytes, at + 1);
    bytes[end] = '"';
    length = end + 1;
    return this;
  }

  void raw(String json) {
    byte[] utf8 = json.getBytes(UTF_8);
    put(utf8, utf8.length);
  }

  void ascii(String text) {
    int count = text.length();
    makeRoom(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  void number(long value) {
    makeRoom(Digits.LONGEST);
    length = Digits.write(value, bytes, length);
  }

  /** Exactly {@code width} digits, eight at most, with leading zeros. */
  void digits(int value, int width) {
    makeRoom(width);
    length = Digits.write(value, width, bytes, length);
  }

  void put(char ascii) {
    makeRoom(1);
    bytes[length++] = (byte) ascii;
  }

  private void name(Key key) {
    makeRoom(Digits.WORD);
    length = key.write(bytes, length);
  }

  private void put(byte[] source, int count) {
    makeRoom(count);
    System.arraycopy(source, 0, bytes, length, count);
    length += count;
  }

  private void string(String text) {
    int count = text.length();
    makeRoom(count + 2);
    int at = length;
    bytes[at++] = '"';
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        awkwardString(text);
        return;
      }
      bytes[at++] = (byte) c;
    }
    bytes[at++] = '"';
    length = at;
  }

  private void awkwardString(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        put(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        raw(text.substring(i, i + 2));
        i++;
      } else {
        awkward(c);
      }
    }
    put('"');
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
  }

  private void awkward(char c) {
    switch (c) {
      case '"' -> ascii("\\\"");
      case '\\' -> ascii("\\\\");
      case '\n' -> ascii("\\n");
      case '\r' -> ascii("\\r");
      case '\t' -> ascii("\\t");
      default -> {
        // A lone half of a surrogate pair has no UTF-8; a control character has no place in JSON.
        if (c < ' ' || Character.isSurrogate(c)) {
          unicodeEscape(c);
        } else {
          raw(String.valueOf(c));
        }
      }
    }
  }

  private void unicodeEscape(char c) {
    ascii("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      put((char) HEX[(c >> shift) & 0xf]);
    }
  }

  private void makeRoom(int count) {
    if (bytes.length - length < count + Digits.WORD) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count + Digits.WORD));
    }
  }
}
