package io.fakepolygon.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decimal digits without a division for each: a number below a hundred million becomes its eight
 * digits at once, in the eight bytes of a word, the first digit lowest, and is written with one
 * store.
 *
 * <p>Why: an event is mostly digits, a trade has about sixty. Written one by one they took most of
 * the time of encoding, and that is most of the time of a step.
 *
 * <p>Every method that writes wants room for a whole {@link #WORD} behind the last byte that
 * counts.
 */
final class Digits {
  /** What a word takes, in bytes. */
  static final int WORD = Long.BYTES;

  /** The most digits that a {@code long} has, with its sign. */
  static final int LONGEST = 20;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BEYOND_FOUR = 10_000;
  private static final int BEYOND_EIGHT = 100_000_000;
  private static final long BEYOND_SIXTEEN = 10_000_000_000_000_000L;
  private static final long ASCII_ZEROS = 0x3030303030303030L;

  private Digits() {}

  /** Writes eight bytes, the lowest first. */
  static void writeWord(long word, byte[] out, int at) {
    WORDS.set(out, at, word);
  }

  /** Writes a number without leading zeros. {@return where it ends} */
  static int write(long value, byte[] out, int at) {
    if (value >= 0 && value < 10) {
      out[at] = (byte) ('0' + value);
      return at + 1;
    }
    if (value >= 0 && value < BEYOND_EIGHT) {
      return writeUpToEight((int) value, out, at);
    }
    if (value >= 0 && value < BEYOND_SIXTEEN) {
      int middle = writeUpToEight((int) (value / BEYOND_EIGHT), out, at);
      return write((int) (value % BEYOND_EIGHT), WORD, out, middle);
    }
    return writeText(Long.toString(value), out, at);
  }

  /** Writes exactly so many digits, eight at most, with leading zeros. {@return where they end} */
  static int write(int value, int width, byte[] out, int at) {
    writeWord(eight(value) >>> (Byte.SIZE * (WORD - width)), out, at);
    return at + width;
  }

  private static int writeUpToEight(int value, byte[] out, int at) {
    long eight = eight(value);
    long digits = eight - ASCII_ZEROS;
    // Of a zero, the last digit counts.
    int zeros = digits == 0 ? WORD - 1 : Long.numberOfTrailingZeros(digits) / Byte.SIZE;
    writeWord(eight >>> (Byte.SIZE * zeros), out, at);
    return at + WORD - zeros;
  }

  private static int writeText(String text, byte[] out, int at) {
    for (int i = 0; i < text.length(); i++) {
      out[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }

  // Every part is split at its middle digit, all parts at once: x / 100 is x * 10486 >> 20 for x
  // below 10,000, and x / 10 is x * 103 >> 10 for x below 100.
  private static long eight(int number) {
    long fours =
        number < BEYOND_FOUR
            ? (long) number << 32
            : number / BEYOND_FOUR | ((long) (number % BEYOND_FOUR) << 32);
    long hundreds = ((fours * 10_486) >>> 20) & 0x7f_0000_007fL;
    long twos = hundreds | ((fours - hundreds * 100) << 16);
    long tens = ((twos * 103) >>> 10) & 0x000f_000f_000f_000fL;
    return (tens | ((twos - tens * 10) << 8)) + ASCII_ZEROS;
  }
}
