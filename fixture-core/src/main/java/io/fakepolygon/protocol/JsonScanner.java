package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the bytes of a JSON text that checks as it moves on, and makes nothing of what it
 * sees: for those who want to know where things stand. RFC 8259 to the letter, in UTF-8.
 *
 * <p>Each method answers whether what it is named after stands at the cursor, and if so moves
 * behind it; if not, where the cursor stands means nothing. Owned by one thread.
 *
 * <p>Inside, those named {@code behind…} take a place, and answer with the place behind what stands
 * there, or with {@link #NOWHERE}: the cursor moves once for all of a value. Every byte of a real
 * feed passes here.
 */
final class JsonScanner {
  private static final int DEEPEST = 64;
  private static final int NOWHERE = -1;
  // Of one letter are the kinds of most events: no new string for each.
  private static final String[] LETTERS =
      IntStream.range(0, 128).mapToObj(Character::toString).toArray(String[]::new);

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
    at = behindBlanks(at);
  }

  /** {@return the byte at the cursor, or 0 at the end} */
  byte next() {
    return byteAt(at);
  }

  boolean symbol(char wanted) {
    return byteAt(at) == wanted && movedTo(at + 1);
  }

  /** Any value, with all that it holds. */
  boolean value() {
    return movedTo(behindValue(at, 0));
  }

  /** An array's elements, with commas between them: each is {@code part}. */
  boolean array(BooleanSupplier part) {
    if (!symbol('[')) {
      return false;
    }
    skipBlanks();
    if (symbol(']')) {
      return true;
    }
    do {
      skipBlanks();
      if (!part.getAsBoolean()) {
        return false;
      }
      skipBlanks();
    } while (symbol(','));
    return symbol(']');
  }

  /** An object's fields, with commas between them, of which those that are strings are told. */
  boolean object(StringFields told) {
    return byteAt(at) == '{' && movedTo(behindParts(at + 1, '}', 0, told));
  }

  /** {@return whether the last string says just this, in ASCII} */
  boolean says(byte[] ascii) {
    if (stringHasEscapes) {
      return unescaped().equals(new String(ascii, US_ASCII));
    }
    if (stringEnd - stringStart != ascii.length) {
      return false;
    }
    for (int i = 0; i < ascii.length; i++) {
      if (bytes[stringStart + i] != ascii[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@return what the last string says} */
  String text() {
    if (stringHasEscapes) {
      return unescaped();
    }
    boolean isLetter = stringEnd == stringStart + 1 && bytes[stringStart] >= 0;
    return isLetter
        ? LETTERS[bytes[stringStart]]
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

  private boolean movedTo(int place) {
    if (place == NOWHERE) {
      return false;
    }
    at = place;
    return true;
  }

  private byte byteAt(int place) {
    return place < end ? bytes[place] : 0;
  }

  private int behindBlanks(int place) {
    int next = place;
    while (next < end && isBlank(bytes[next])) {
      next++;
    }
    return next;
  }

  private int behindValue(int place, int depth) {
    return switch (byteAt(place)) {
      case '"' -> behindString(place);
      case '{' -> depth < DEEPEST ? behindParts(place + 1, '}', depth + 1, null) : NOWHERE;
      case '[' -> depth < DEEPEST ? behindParts(place + 1, ']', depth + 1, null) : NOWHERE;
      case 't' -> behindWord(place, "true");
      case 'f' -> behindWord(place, "false");
      case 'n' -> behindWord(place, "null");
      default -> behindNumber(place);
    };
  }

  /**
   * An array's elements, or an object's fields, and the closing bracket.
   *
   * @param told who is told the fields that are strings, if anybody is
   */
  private int behindParts(int place, char close, int depth, @Nullable StringFields told) {
    int next = behindBlanks(place);
    if (byteAt(next) == close) {
      return next + 1;
    }
    while (next != NOWHERE) {
      int value = close == '}' ? behindName(next) : next;
      int behind = value == NOWHERE ? NOWHERE : behindPart(value, depth, told);
      if (behind == NOWHERE) {
        return NOWHERE;
      }
      int sign = behindBlanks(behind);
      if (byteAt(sign) == close) {
        return sign + 1;
      }
      next = byteAt(sign) == ',' ? behindBlanks(sign + 1) : NOWHERE;
    }
    return NOWHERE;
  }

  private int behindPart(int value, int depth, @Nullable StringFields told) {
    if (told == null || byteAt(value) != '"' || !told.wants(this)) {
      return behindValue(value, depth);
    }
    int behind = behindString(value);
    if (behind != NOWHERE) {
      told.value(this);
    }
    return behind;
  }

  private int behindName(int place) {
    int name = behindString(place);
    if (name == NOWHERE) {
      return NOWHERE;
    }
    int colon = behindBlanks(name);
    return byteAt(colon) == ':' ? behindBlanks(colon + 1) : NOWHERE;
  }

  private int behindString(int place) {
    if (byteAt(place) != '"') {
      return NOWHERE;
    }
    boolean hasEscapes = false;
    int next = behindPlain(place + 1);
    while (byteAt(next) == '\\') {
      hasEscapes = true;
      int escape = behindEscape(next + 1);
      if (escape == NOWHERE) {
        return NOWHERE;
      }
      next = behindPlain(escape);
    }
    if (byteAt(next) != '"') {
      return NOWHERE;
    }
    stringStart = place + 1;
    stringEnd = next;
    stringHasEscapes = hasEscapes;
    return next + 1;
  }

  /** Up to a quotation mark, a backslash, or what no string may hold as it is. */
  private int behindPlain(int place) {
    int next = place;
    while (next < end && isPlain(bytes[next])) {
      next++;
    }
    return next;
  }

  private int behindEscape(int place) {
    byte kind = byteAt(place);
    if (kind != 'u') {
      return "\"\\/bfnrt".indexOf(kind) >= 0 ? place + 1 : NOWHERE;
    }
    for (int digit = place + 1; digit <= place + 4; digit++) {
      if (Character.digit(byteAt(digit), 16) < 0) {
        return NOWHERE;
      }
    }
    return place + 5;
  }

  private int behindNumber(int place) {
    int first = byteAt(place) == '-' ? place + 1 : place;
    int next = byteAt(first) == '0' ? first + 1 : behindDigits(first);
    if (byteAtOrNone(next) == '.') {
      next = behindDigits(next + 1);
    }
    byte e = byteAtOrNone(next);
    if (e != 'e' && e != 'E') {
      return next;
    }
    byte sign = byteAt(next + 1);
    return behindDigits(sign == '+' || sign == '-' ? next + 2 : next + 1);
  }

  private byte byteAtOrNone(int place) {
    return place == NOWHERE ? 0 : byteAt(place);
  }

  /** At least one. */
  private int behindDigits(int place) {
    int next = place;
    while (next < end && bytes[next] >= '0' && bytes[next] <= '9') {
      next++;
    }
    return next > place ? next : NOWHERE;
  }

  private int behindWord(int place, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (byteAt(place + i) != word.charAt(i)) {
        return NOWHERE;
      }
    }
    return place + word.length();
  }

  private static boolean isBlank(byte one) {
    return one <= ' ' && (one == ' ' || one == '\t' || one == '\n' || one == '\r');
  }

  private static boolean isPlain(byte one) {
    return (one >= ' ' || one < 0) && one != '"' && one != '\\';
  }

  /** Who is told the strings among the fields of an object. */
  interface StringFields {
    /** {@return whether the field that {@link #text} names is of interest} */
    boolean wants(JsonScanner name);

    /** {@link #text} tells what it says. */
    void value(JsonScanner value);
  }
}
