package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Finished WebSocket frames of a server, header and payload in one buffer (RFC 6455, section 5.2:
 * final, unmasked).
 *
 * <pre>
 *   0x81 len                    text, payload up to 125 bytes
 *   0x81 126 len16              up to 65,535
 *   0x81 127 len64              beyond
 * </pre>
 */
final class Frames {
  private static final int FINAL = 0x80;
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int PONG = 0x8A;
  private static final int LARGEST_TINY = 125;
  private static final int LARGEST_SHORT = 0xffff;

  private Frames() {}

  static ByteBuf ping(String token) {
    return control(PING, Unpooled.wrappedBuffer(token.getBytes(US_ASCII)));
  }

  /** Takes over {@code payload}, which is at most 125 bytes. */
  static ByteBuf pong(ByteBuf payload) {
    return control(PONG, payload);
  }

  /** A close frame; code 0 for one without a code. */
  static ByteBuf close(int code, String reason) {
    ByteBuf payload = Unpooled.buffer();
    if (code != 0) {
      payload.writeShort(code).writeCharSequence(reason, US_ASCII);
    }
    return control(CLOSE, payload);
  }

  static int textHeaderSize(int payload) {
    return payload <= LARGEST_TINY ? 2 : payload <= LARGEST_SHORT ? 4 : 10;
  }

  static void setTextHeader(ByteBuf out, int index, int payload) {
    out.setByte(index, TEXT);
    if (payload <= LARGEST_TINY) {
      out.setByte(index + 1, payload);
    } else if (payload <= LARGEST_SHORT) {
      out.setByte(index + 1, 126).setShort(index + 2, payload);
    } else {
      out.setByte(index + 1, 127).setLong(index + 2, payload);
    }
  }

  /**
   * Writes the header of a text frame.
   *
   * @param isFinal whether no fragment follows
   */
  static void writeTextHeader(ByteBuf out, int payload, boolean isFinal) {
    writeHeader(out, isFinal ? TEXT : TEXT & ~FINAL, payload);
  }

  /** Writes the header of the last fragment of a message. */
  static void writeContinuationHeader(ByteBuf out, int payload) {
    writeHeader(out, FINAL, payload);
  }

  private static void writeHeader(ByteBuf out, int first, int payload) {
    int start = out.writerIndex();
    out.writeZero(textHeaderSize(payload));
    setTextHeader(out, start, payload);
    out.setByte(start, first);
  }

  private static ByteBuf control(int opcode, ByteBuf payload) {
    try {
      return Unpooled.buffer(2 + payload.readableBytes())
          .writeByte(opcode)
          .writeByte(payload.readableBytes())
          .writeBytes(payload);
    } finally {
      payload.release();
    }
  }
}
