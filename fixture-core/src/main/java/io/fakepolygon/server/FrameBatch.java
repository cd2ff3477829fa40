package io.fakepolygon.server;

import io.fakepolygon.journal.ToldFrames;
import io.fakepolygon.protocol.JsonBytes;
import io.fakepolygon.protocol.Status;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;

/**
 * Finished text frames, one behind the other in one buffer, for all who are to get the same. Each
 * frame is a JSON array; it begins with the first message added and ends with {@link #endFrame}, or
 * when it would grow too large.
 *
 * <p>Owned by one thread.
 */
final class FrameBatch {
  // Most frames are of this class; the others are moved when their length is known.
  private static final int GUESSED_HEADER = 4;
  private static final int NO_FRAME = -1;

  private final ByteBuf out;
  private int frameStart = NO_FRAME;
  private long frameTimeNs;
  private int frames;
  private int messages;
  private int statuses;
  private boolean fenced;
  // Of each finished frame, for the journal.
  private int[] starts = new int[4];
  private int[] lengths = new int[4];
  private long[] timesNs = new long[4];

  FrameBatch(ByteBuf out) {
    this.out = out;
  }

  /** Adds statuses that belong together, one frame for all. */
  void addAll(List<Status> together, long nowNs) {
    JsonBytes json = new JsonBytes();
    for (Status status : together) {
      json.clear();
      status.writeTo(json);
      add(json, nowNs);
    }
    statuses += together.size();
    endFrame();
  }

  /**
   * Adds a message to the frame under way.
   *
   * @param timeNs the market time that the journal has for a frame which begins with this message
   */
  void add(JsonBytes message, long timeNs) {
    add(message.array(), 0, message.length(), timeNs);
  }

  /** Adds a message that stands in an array, as {@link #add(JsonBytes, long)} does. */
  void add(byte[] message, int start, int length, long timeNs) {
    if (frameStart != NO_FRAME && payloadSize() + length + 2 > Limits.LARGEST_FRAME_SENT) {
      endFrame();
    }
    if (frameStart == NO_FRAME) {
      frameStart = out.writerIndex();
      frameTimeNs = timeNs;
      out.writeZero(GUESSED_HEADER).writeByte('[');
    } else {
      out.writeByte(',');
    }
    out.writeBytes(message, start, length);
    messages++;
  }

  void endFrame() {
    if (frameStart == NO_FRAME) {
      return;
    }
    out.writeByte(']');
    int payload = payloadSize();
    int shift = Frames.textHeaderSize(payload) - GUESSED_HEADER;
    if (shift != 0) {
      move(payload, shift);
    }
    Frames.setTextHeader(out, frameStart, payload);
    remember(frameStart + GUESSED_HEADER + shift, payload);
    frameStart = NO_FRAME;
    frames++;
  }

  /** {@return a copy of the finished frames, for the journal} */
  ToldFrames told() {
    byte[] bytes = new byte[out.readableBytes()];
    out.getBytes(out.readerIndex(), bytes);
    return new ToldFrames(
        bytes,
        Arrays.copyOf(starts, frames),
        Arrays.copyOf(lengths, frames),
        Arrays.copyOf(timesNs, frames));
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

  /** {@return whether it ends with a ping for whose pong a clock waits} */
  boolean isFenced() {
    return fenced;
  }

  /** {@return whether it is nothing but events that nobody waits for} */
  boolean mayBeLeftOut() {
    return !fenced && statuses == 0;
  }

  /** Ends the frame under way and adds a ping behind it. */
  void addPing(String token) {
    endFrame();
    fenced = true;
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

  private int payloadSize() {
    return out.writerIndex() - frameStart - GUESSED_HEADER;
  }

  private void move(int payload, int shift) {
    int from = frameStart + GUESSED_HEADER;
    out.ensureWritable(Math.max(shift, 0));
    byte[] bytes = new byte[payload];
    out.getBytes(from, bytes).setBytes(from + shift, bytes);
    out.writerIndex(out.writerIndex() + shift);
  }
}
