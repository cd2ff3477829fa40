package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Random;

/**
 * Frames as the vendor sends them: trades and quotes in turns, of many symbols. Each event is
 * numbered in its {@code q}, so that whoever receives it sees a loss and a change of order.
 *
 * <pre>
 *   [{"ev":"T","sym":"S17",…,"q":1000000041,"z":3},{"ev":"Q","sym":"S402",…,"q":1000000042,"z":3}]
 * </pre>
 */
final class VendorFrames {
  static final int SYMBOLS = 500;

  // Each number has as many digits, so that they can be written in place.
  private static final long FIRST = 1_000_000_000;
  private static final int DIGITS = 10;
  private static final byte[] FIELD = "\"q\":".getBytes(US_ASCII);

  private final Random random = new Random(42);
  private long next = FIRST;

  /** A frame of events without numbers of their own. */
  byte[] frame(int events) {
    StringBuilder frame = new StringBuilder("[");
    for (int i = 0; i < events; i++) {
      frame.append(i == 0 ? "" : ",").append(i % 2 == 0 ? trade() : quote());
    }
    return frame.append(']').toString().getBytes(US_ASCII);
  }

  /** Writes the numbers of the next events into a frame that was made before. */
  void renumber(byte[] frame) {
    for (int at = numberAfter(frame, 0); at >= 0; at = numberAfter(frame, at)) {
      long rest = next++;
      for (int digit = at + DIGITS - 1; digit >= at; digit--) {
        frame[digit] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
  }

  /** How many events have been numbered. */
  long numbered() {
    return next - FIRST;
  }

  /** Where the next number begins behind a place in a frame; -1 if there is none. */
  static int numberAfter(byte[] frame, int from) {
    for (int at = from; at <= frame.length - FIELD.length - DIGITS; at++) {
      if (frame[at] == '"' && frame[at + 1] == 'q' && frame[at + 2] == '"') {
        return at + FIELD.length;
      }
    }
    return -1;
  }

  /** Which event it is whose number begins here, counted from 0. */
  static long eventAt(byte[] frame, int number) {
    long value = 0;
    for (int digit = number; digit < number + DIGITS; digit++) {
      value = 10 * value + frame[digit] - '0';
    }
    return value - FIRST;
  }

  private String trade() {
    return "{\"ev\":\"T\",\"sym\":\"%s\",\"i\":\"%d\",\"x\":4,\"p\":%d.%d,\"s\":%d,\"c\":[14,41],\"t\":1781622376036,\"pt\":1781622376029,\"q\":%d,\"z\":3,\"trfi\":202,\"trft\":1781622376036,\"ds\":\"40.0\"}"
        .formatted(
            symbol(), random.nextInt(1_000_000), price(), random.nextInt(1_000), price(), FIRST);
  }

  private String quote() {
    return "{\"ev\":\"Q\",\"sym\":\"%s\",\"i\":[604],\"bx\":10,\"ax\":15,\"bp\":%d.62,\"ap\":%d.64,\"bs\":100,\"as\":500,\"t\":1786649956446,\"pt\":1786649956446,\"q\":%d,\"z\":3}"
        .formatted(symbol(), price(), price(), FIRST);
  }

  private String symbol() {
    return "S" + random.nextInt(SYMBOLS);
  }

  private int price() {
    return 10 + random.nextInt(500);
  }
}
