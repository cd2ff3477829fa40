package io.fakepolygon.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text frames that were sent together, as bytes: most of them nobody ever reads.
 *
 * @param bytes the frames, and perhaps more around them
 * @param starts where each frame's text begins in {@code bytes}
 * @param lengths how many bytes of UTF-8 each text has
 * @param timesNs the market time of each, nanoseconds since the Unix epoch
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed, copied for each batch.
public record ToldFrames(byte[] bytes, int[] starts, int[] lengths, long[] timesNs) {
  private static final int OVERHEAD = 128;
  private static final int PER_FRAME = 16;

  int count() {
    return starts.length;
  }

  String text(int frame) {
    return new String(bytes, starts[frame], lengths[frame], UTF_8);
  }

  /** {@return roughly what they take in memory, in bytes} */
  long weight() {
    return OVERHEAD + bytes.length + (long) PER_FRAME * starts.length;
  }
}
