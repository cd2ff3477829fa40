package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How late frames come, reckoned from the instant that their first event carries: the step's
 * instant, whether the server was in time or not. A server that falls behind is therefore not
 * flattered by the steps that it has not begun.
 *
 * <p>In microseconds. One thread notes, another prints.
 */
final class FrameTimes {
  /** So much of a frame has its first event's time in it. A shorter frame is none of events. */
  static final int OPENING = 256;

  private static final String TIME = "\"t\":";
  private static final int DIGITS = 13;
  private static final long MOST_US = 60_000_000;

  private final Recorder begun = new Recorder(MOST_US, 3);
  private final Recorder arrived = new Recorder(MOST_US, 3);
  private long newestStepMs;

  /** A frame begins to arrive at one of the clients. */
  void begins(byte[] opening) {
    long stepMs = stepMs(opening);
    if (stepMs > newestStepMs) {
      newestStepMs = stepMs;
      begun.recordValue(microsSince(stepMs));
    }
  }

  /** A frame has arrived. */
  void ends(byte[] opening) {
    arrived.recordValue(microsSince(stepMs(opening)));
  }

  /** Prints both and begins anew. */
  void print(PrintStream out) {
    out.println(text(begun.getIntervalHistogram()));
    out.println(text(arrived.getIntervalHistogram()));
  }

  static Histogram parse(String text) throws DataFormatException {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    return Histogram.decodeFromCompressedByteBuffer(bytes, MOST_US);
  }

  private static String text(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  private static long microsSince(long stepMs) {
    return Math.max(0, ChronoUnit.MICROS.between(Instant.ofEpochMilli(stepMs), Instant.now()));
  }

  private static long stepMs(byte[] opening) {
    String text = new String(opening, ISO_8859_1);
    int digits = text.indexOf(TIME) + TIME.length();
    return Long.parseLong(text.substring(digits, digits + DIGITS));
  }
}
