package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket's bytes, seen from its server. Source: RFC 6455, sections 1.3 and 5.2. */
final class WebSocketBytes {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  static final int FINAL = 0x80;

  private static final int MASKED = 0x80;
  private static final int LONGEST_HEAD = 16_384;
  private static final String HEAD_END = "\r\n\r\n";
  private static final Pattern KEY =
      Pattern.compile("(?i)^Sec-WebSocket-Key:\\s*(\\S+)\\s*$", Pattern.MULTILINE);
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketBytes() {}

  /** A frame as a server sends it; {@code head} is the opcode, with {@link #FINAL} if it ends. */
  static byte[] frame(int head, byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 10);
    bytes.write(head);
    if (payload.length < 126) {
      bytes.write(payload.length);
    } else if (payload.length <= 0xffff) {
      bytes.write(126);
      bytes.write(payload.length >> 8);
      bytes.write(payload.length);
    } else {
      bytes.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        bytes.write((int) ((long) payload.length >> shift));
      }
    }
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  /** The payload of a close frame. */
  static byte[] closing(int code, String reason) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(code >> 8);
    bytes.write(code);
    bytes.writeBytes(reason.getBytes(UTF_8));
    return bytes.toByteArray();
  }

  /** The next frame of a client, unmasked. */
  static Frame read(DataInputStream in) throws IOException {
    int head = in.readUnsignedByte();
    int masked = in.readUnsignedByte();
    if ((masked & MASKED) == 0) {
      throw new ProtocolException("A client's frame that is not masked");
    }
    long length = masked & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = new byte[4];
    in.readFully(mask);
    byte[] payload = new byte[Math.toIntExact(length)];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame(head & 0xf, (head & FINAL) != 0, payload);
  }

  /** The head of an HTTP request, up to and including the empty line. */
  static String readHead(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(HEAD_END, Math.max(0, head.length() - HEAD_END.length())) < 0) {
      if (head.length() == LONGEST_HEAD) {
        throw new ProtocolException("A request without an end: " + head);
      }
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /** The answer that upgrades a request. */
  static byte[] upgradeOf(String request) throws IOException {
    Matcher key = KEY.matcher(request);
    if (!key.find()) {
      throw new ProtocolException("Not a request for a WebSocket: " + request);
    }
    String answer =
        """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: %s\r
        \r
        """;
    return answer.formatted(acceptanceOf(key.group(1))).getBytes(ISO_8859_1);
  }

  private static String acceptanceOf(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A client's frame. */
  static final class Frame {
    private final int opcode;
    private final boolean isFinal;
    private final byte[] payload;

    private Frame(int opcode, boolean isFinal, byte[] payload) {
      this.opcode = opcode;
      this.isFinal = isFinal;
      this.payload = payload;
    }

    int opcode() {
      return opcode;
    }

    boolean isFinal() {
      return isFinal;
    }

    byte[] payload() {
      return payload;
    }

    /**
     * How a close frame reads: {@code closed 1000}, and the reason right behind if there is one.
     */
    String closing() {
      return payload.length < 2
          ? "closed 1005"
          : "closed "
              + (((payload[0] & 0xff) << 8) | (payload[1] & 0xff))
              + new String(payload, 2, payload.length - 2, UTF_8);
    }
  }
}
