package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * A cursor over the bytes of a JSON text that checks as it moves on, and makes nothing of what it
 * sees: for those who want to know where things stand. RFC 8259 to the letter, in UTF-8.
 *
 * <p>Each method answers whether what it is named after stands at the cursor, and if so moves
 * behind it; if not, where the cursor stands means nothing. Owned by one thread.
 */
final class JsonScanner {
  private static final int DEEPEST = 64;

  private final byte[] bytes;
  private final int end;
  private int at;
  // Of the string last met, without its quotation marks.
  private int stringStart;
  private int stringEnd;
  private boolean stringHasEscapes;

  JsonScanner(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.end = end;
    at = start;
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  boolean isAtEnd() {
    return at == end;
  }

  void skipBlanks() {
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
  }

  /** {@return the byte at the cursor, or 0 at the end} */
  byte next() {
    return at < end ? bytes[at] : 0;
  }

  boolean symbol(char wanted) {
    if (next() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** Any value, with all that it holds. */
  boolean value() {
    return value(0);
  }

  /** A string; {@link #text} then tells what it says. */
  boolean string() {
    if (!symbol('"')) {
      return false;
    }
    stringStart = at;
    stringHasEscapes = false;
    while (at < end) {
      byte next = bytes[at++];
      if (next == '"') {
        stringEnd = at - 1;
        return true;
      }
      if (next == '\\') {
        stringHasEscapes = true;
        if (!escape()) {
          return false;
        }
      } else if (next >= 0 && next < ' ') {
        return false;
      }
    }
    return false;
  }

  /** The name of a field and its colon, up to its value; {@link #text} then tells the name. */
  boolean name() {
    if (!string()) {
      return false;
    }
    skipBlanks();
    if (!symbol(':')) {
      return false;
    }
    skipBlanks();
    return true;
  }

  /** An array's elements, or an object's fields, with commas between them: each is {@code part}. */
  boolean list(char open, char close, BooleanSupplier part) {
    if (!symbol(open)) {
      return false;
    }
    skipBlanks();
    if (symbol(close)) {
      return true;
    }
    do {
      skipBlanks();
      if (!part.getAsBoolean()) {
        return false;
      }
      skipBlanks();
    } while (symbol(','));
    return symbol(close);
  }

  /** {@return what the last string says} */
  String text() {
    return stringHasEscapes
        ? unescaped()
        : new String(bytes, stringStart, stringEnd - stringStart, UTF_8);
  }

  /**
   * {@return whether the object that begins at the cursor ends somewhere, however wrong it is
   * inside} The cursor is then behind it.
   */
  boolean skipObjectLeniently() {
    int depth = 0;
    boolean inString = false;
    for (; at < end; at++) {
      byte next = bytes[at];
      if (inString) {
        if (next == '\\') {
          at++;
        } else if (next == '"') {
          inString = false;
        }
      } else if (next == '"') {
        inString = true;
      } else if (next == '{' || next == '[') {
        depth++;
      } else if (next == '}' || next == ']') {
        depth--;
        if (depth == 0) {
          at++;
          return true;
        }
      }
    }
    return false;
  }

  private String unescaped() {
    try (JsonParser json =
        Json.FACTORY.createParser(bytes, stringStart - 1, stringEnd - stringStart + 2)) {
      json.nextToken();
      return json.getText();
    } catch (IOException e) {
      // A string to this scanner and none to Jackson, as one with half a surrogate in UTF-8.
      return "";
    }
  }

  private boolean value(int depth) {
    return switch (next()) {
      case '"' -> string();
      case '{' -> depth < DEEPEST && list('{', '}', () -> name() && value(depth + 1));
      case '[' -> depth < DEEPEST && list('[', ']', () -> value(depth + 1));
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean number() {
    symbol('-');
    if (!symbol('0') && !digits()) {
      return false;
    }
    if (symbol('.') && !digits()) {
      return false;
    }
    if (symbol('e') || symbol('E')) {
      if (!symbol('+')) {
        symbol('-');
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > start;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!symbol(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean escape() {
    if (at == end) {
      return false;
    }
    byte kind = bytes[at++];
    if (kind != 'u') {
      return "\"\\/bfnrt".indexOf(kind) >= 0;
    }
    for (int i = 0; i < 4; i++) {
      if (Character.digit(next(), 16) < 0) {
        return false;
      }
      at++;
    }
    return true;
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t' || one == '\n' || one == '\r';
  }
}
