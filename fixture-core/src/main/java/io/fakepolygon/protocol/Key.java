package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The name of a field of an event as it stands between two fields, {@code ,"sym":}: a word at most,
 * so that one store writes it.
 */
final class Key {
  private final long word;
  private final int length;

  private Key(String name) {
    byte[] bytes = (",\"" + name + "\":").getBytes(US_ASCII);
    length = bytes.length;
    word = ByteBuffer.allocate(Digits.WORD).order(ByteOrder.LITTLE_ENDIAN).put(bytes).getLong(0);
  }

  static Key of(String name) {
    return new Key(name);
  }

  /** Writes it where there is room for a word. {@return where it ends} */
  int write(byte[] out, int at) {
    Digits.writeWord(word, out, at);
    return at + length;
  }
}
