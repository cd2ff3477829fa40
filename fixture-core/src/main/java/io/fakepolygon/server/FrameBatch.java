package io.fakepolygon.server;

import io.fakepolygon.protocol.JsonBytes;
import io.fakepolygon.protocol.Message;
import io.netty.buffer.ByteBuf;
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
  private int frames;
  private int messages;

  FrameBatch(ByteBuf out) {
    this.out = out;
  }

  /** Adds messages that belong together, one frame for all. */
  void addAll(List<? extends Message> together) {
    JsonBytes json = new JsonBytes();
    for (Message message : together) {
      json.clear();
      message.writeTo(json);
      add(json);
    }
    endFrame();
  }

  void add(JsonBytes message) {
    if (frameStart != NO_FRAME
        && payloadSize() + message.length() + 2 > Limits.LARGEST_FRAME_SENT) {
      endFrame();
    }
    if (frameStart == NO_FRAME) {
      frameStart = out.writerIndex();
      out.writeZero(GUESSED_HEADER).writeByte('[');
    } else {
      out.writeByte(',');
    }
    out.writeBytes(message.array(), 0, message.length());
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
    frameStart = NO_FRAME;
    frames++;
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

  /** Ends the frame under way and adds a ping behind it. */
  void addPing(String token) {
    endFrame();
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
