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
  private static final int LONGEST_LONG = 20;

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

  JsonBytes begin(String ev) {
    ascii("{\"ev\":");
    string(ev);
    return this;
  }

  void end() {
    put('}');
  }

  JsonBytes text(Key key, String value) {
    name(key);
    string(value);
    return this;
  }

  JsonBytes integer(Key key, long value) {
    name(key);
    number(value);
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
    for (int value : values) {
      put(separator);
      number(value);
      separator = ',';
    }
    put(']');
    return this;
  }

  JsonBytes decimal(Key key, double value) {
    name(key);
    Decimals.write(value, this);
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
    name(key);
    put('"');
    Decimals.writeExactSize(millionths, this);
    put('"');
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
    makeRoom(LONGEST_LONG);
    if (value < 0) {
      ascii(Long.toString(value));
      return;
    }
    int end = length + digitsOf(value);
    length = end;
    long rest = value;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  /** Exactly {@code width} digits, with leading zeros. */
  void digits(long value, int width) {
    makeRoom(width);
    long rest = value;
    for (int i = length + width - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }

  void put(char ascii) {
    makeRoom(1);
    bytes[length++] = (byte) ascii;
  }

  private static int digitsOf(long value) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  private void name(Key key) {
    put(key.bytes, key.bytes.length);
  }

  private void put(byte[] source, int count) {
    makeRoom(count);
    System.arraycopy(source, 0, bytes, length, count);
    length += count;
  }

  private void string(String text) {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
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
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
