package io.fakepolygon.server;

import io.fakepolygon.journal.ToldFrames;
import io.fakepolygon.protocol.JsonBytes;
import io.fakepolygon.protocol.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finished text frames, one behind the other in one buffer, for all who are to get the same. Each
 * frame is a JSON array; it begins with the first message added and ends with {@link #endFrame}, or
 * when it would grow too large.
 *
 * <p>Owned by one thread.
 */
final class FrameBatch {
  // Of most frames that are not the market's.
  private static final int USUAL_HEADER = 4;
  private static final int USUAL_FRAMES = 4;
  private static final int NO_FRAME = -1;
  private static final byte[] NOTHING = {};

  private final ByteBuf out;
  // What is left free before a frame's length is known; if that was wrong, the frame is moved.
  private final int guessedHeader;
  private int frameStart = NO_FRAME;
  private long frameTimeNs;
  // Of the frame under way, with what is not copied yet, without its first bracket.
  private int payload;
  // What belongs to it and is not copied yet.
  private byte[] source = NOTHING;
  private int runStart;
  private int runEnd;
  private int frames;
  private int messages;
  private int statuses;
  private boolean awaited;
  // When it was finished.
  private int size;
  // Of each finished frame, for the journal.
  private int[] starts;
  private int[] lengths;
  private long[] timesNs;
  // By the number of the frame: messages that are in fragments.
  private final Map<Integer, byte[]> whole = new HashMap<>();

  FrameBatch(ByteBuf out) {
    this(out, USUAL_HEADER, USUAL_FRAMES);
  }

  private FrameBatch(ByteBuf out, int guessedHeader, int guessedFrames) {
    this.out = out;
    this.guessedHeader = guessedHeader;
    starts = new int[guessedFrames];
    lengths = new int[guessedFrames];
    timesNs = new long[guessedFrames];
  }

  /** {@return an empty batch that is likely to become like this one, which has been finished} */
  FrameBatch another(ByteBufAllocator buffers) {
    int header = frames == 0 ? USUAL_HEADER : Frames.textHeaderSize(lengths[frames - 1]);
    return new FrameBatch(buffers.ioBuffer(size), header, Math.max(USUAL_FRAMES, frames));
  }

  /** Adds statuses that belong together, one frame for all. */
  void addAll(List<Status> together, long nowNs) {
    JsonBytes json = new JsonBytes();
    for (Status status : together) {
      int start = json.length();
      status.writeTo(json);
      add(json.array(), start, json.length() - start, nowNs);
    }
    statuses += together.size();
    endFrame();
  }

  /**
   * Adds a message to the frame under way. It is copied some time before the frame ends, together
   * with those that stand right behind it in the same array.
   *
   * @param message the array in which it stands, unchanged until the frame ends
   * @param timeNs the market time that the journal has for a frame which begins with this message
   */
  void add(byte[] message, int start, int length, long timeNs) {
    if (payload + length + 2 > Limits.LARGEST_FRAME_SENT) {
      endFrame();
    }
    if (!continuesRun(message, start)) {
      beginMessage(message, start, timeNs);
    }
    runEnd = start + length;
    payload += length + 1;
    messages++;
  }

  private boolean continuesRun(byte[] message, int start) {
    return message == source && start == runEnd + 1 && message[runEnd] == ',';
  }

  private void beginMessage(byte[] message, int start, long timeNs) {
    if (frameStart == NO_FRAME) {
      frameStart = out.writerIndex();
      frameTimeNs = timeNs;
      out.writeZero(guessedHeader).writeByte('[');
    } else {
      copyRun();
      out.writeByte(',');
    }
    beginRun(message, start);
  }

  private void beginRun(byte[] message, int start) {
    source = message;
    runStart = start;
    runEnd = start;
  }

  private void copyRun() {
    out.writeBytes(source, runStart, runEnd - runStart);
    beginRun(NOTHING, 0);
  }

  void endFrame() {
    if (frameStart == NO_FRAME) {
      return;
    }
    copyRun();
    out.writeByte(']');
    // Each message counted with one byte beside it: a comma, or the last bracket.
    payload++;
    int shift = Frames.textHeaderSize(payload) - guessedHeader;
    if (shift != 0) {
      move(payload, shift);
    }
    Frames.setTextHeader(out, frameStart, payload);
    remember(frameStart + guessedHeader + shift, payload);
    frameStart = NO_FRAME;
    payload = 0;
    frames++;
  }

  /**
   * Adds a finished text message, whatever is in it.
   *
   * @param cut behind how many bytes of it the first of two fragments ends; 0 for one frame
   * @param isBrokenOff whether half of it is left out, though the header promises all
   * @param count how many messages it is
   * @param isStatus whether they are statuses
   */
  void addText(byte[] text, int cut, boolean isBrokenOff, int count, boolean isStatus, long nowNs) {
    endFrame();
    frameTimeNs = nowNs;
    int written = isBrokenOff ? text.length / 2 : text.length;
    int first = cut == 0 ? text.length : cut;
    Frames.writeTextHeader(out, first, cut == 0);
    if (cut == 0) {
      remember(out.writerIndex(), written);
      out.writeBytes(text, 0, written);
    } else {
      out.writeBytes(text, 0, cut);
      Frames.writeContinuationHeader(out, text.length - cut);
      out.writeBytes(text, cut, text.length - cut);
      whole.put(frames, text);
      remember(0, 0);
    }
    frames++;
    messages += count;
    statuses += isStatus ? count : 0;
  }

  /** {@return a copy of the finished frames, for the journal} */
  ToldFrames told() {
    if (!whole.isEmpty()) {
      return toldWhole();
    }
    byte[] bytes = new byte[out.readableBytes()];
    out.getBytes(out.readerIndex(), bytes);
    return new ToldFrames(
        bytes,
        Arrays.copyOf(starts, frames),
        Arrays.copyOf(lengths, frames),
        Arrays.copyOf(timesNs, frames));
  }

  /** Messages in fragments are written down in one piece. */
  private ToldFrames toldWhole() {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    int[] places = new int[frames];
    int[] sizes = new int[frames];
    for (int i = 0; i < frames; i++) {
      byte[] text = whole.getOrDefault(i, frame(i));
      places[i] = texts.size();
      sizes[i] = text.length;
      texts.writeBytes(text);
    }
    return new ToldFrames(texts.toByteArray(), places, sizes, Arrays.copyOf(timesNs, frames));
  }

  /** {@return a copy of a finished frame's text} */
  byte[] frame(int index) {
    byte[] text = new byte[lengths[index]];
    out.getBytes(starts[index], text);
    return text;
  }

  /** {@return the market time of a finished frame, nanoseconds since the Unix epoch} */
  long timeNs(int index) {
    return timesNs[index];
  }

  int bytes() {
    return out.readableBytes();
  }

  int frames() {
    return frames;
  }

  int messages() {
    return messages;
  }

  int events() {
    return messages - statuses;
  }

  /** A clock waits until this has been received: none of it is ever left out. */
  void markAwaited() {
    awaited = true;
  }

  /** {@return whether a clock waits until this has been received} */
  boolean isAwaited() {
    return awaited;
  }

  /** {@return whether it is nothing but events that nobody waits for} */
  boolean mayBeLeftOut() {
    return !awaited && statuses == 0;
  }

  /** Ends the frame under way and adds a ping behind it. */
  void addPing(String token) {
    endFrame();
    markAwaited();
    ByteBuf ping = Frames.ping(token);
    out.writeBytes(ping);
    ping.release();
  }

  /**
   * Ends the frame under way and gives the buffer away; the caller releases it. Nothing more can be
   * added.
   */
  ByteBuf take() {
    endFrame();
    size = out.readableBytes();
    return out;
  }

  /** {@return the finished bytes once more, for one who releases them apart from the others} */
  ByteBuf share() {
    return out.retainedDuplicate();
  }

  private void remember(int start, int length) {
    if (frames == starts.length) {
      starts = Arrays.copyOf(starts, 2 * frames);
      lengths = Arrays.copyOf(lengths, 2 * frames);
      timesNs = Arrays.copyOf(timesNs, 2 * frames);
    }
    starts[frames] = start;
    lengths[frames] = length;
    timesNs[frames] = frameTimeNs;
  }

  private void move(int length, int shift) {
    int from = frameStart + guessedHeader;
    out.ensureWritable(Math.max(shift, 0));
    byte[] bytes = new byte[length];
    out.getBytes(from, bytes).setBytes(from + shift, bytes);
    out.writerIndex(out.writerIndex() + shift);
  }
}
