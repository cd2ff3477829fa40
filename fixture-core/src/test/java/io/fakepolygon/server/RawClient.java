package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** A client that does nothing by itself: bytes out, frames in, no pong unless told to. */
public final class RawClient implements AutoCloseable {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
  }

  /** A TCP connection, nothing said yet. */
  public static RawClient open(String url) {
    URI uri = URI.create(url);
    return unchecked(() -> new RawClient(new Socket(uri.getHost(), uri.getPort())));
  }

  /** Upgraded, with so little room that what it does not read has to wait with the server. */
  public static RawClient narrow(String url) {
    URI uri = URI.create(url);
    return upgraded(
        url,
        unchecked(
            () -> {
              Socket socket = new Socket();
              socket.setReceiveBufferSize(4_096);
              socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
              return new RawClient(socket);
            }));
  }

  /** Upgraded; the greeting not yet read. */
  public static RawClient upgraded(String url) {
    return upgraded(url, open(url));
  }

  private static RawClient upgraded(String url, RawClient client) {
    client.sendUpgrade(URI.create(url).getPath());
    if (!client.readHead().startsWith("HTTP/1.1 101")) {
      throw new AssertionError("No upgrade");
    }
    return client;
  }

  public void sendUpgrade(String path) {
    sendUpgrade(path, new byte[0]);
  }

  /** The request for an upgrade, and bytes right behind it. */
  public void sendUpgrade(String path, byte[] behind) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String request =
        """
        GET %s HTTP/1.1\r
        Host: localhost\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        \r
        """;
    bytes.writeBytes(request.formatted(path).getBytes(ISO_8859_1));
    bytes.writeBytes(behind);
    sendBytes(bytes.toByteArray());
  }

  /** Bytes as they are. */
  public void sendBytes(byte[] bytes) {
    unchecked(
        () -> {
          out.write(bytes);
          out.flush();
          return null;
        });
  }

  /** Text outside of any frame. */
  public void sendText(String text) {
    sendBytes(text.getBytes(ISO_8859_1));
  }

  /** One whole text frame. */
  public void say(String text) {
    sendBytes(frame(FINAL | TEXT, text.getBytes(UTF_8)));
  }

  public void authenticate(String key) {
    say("{\"action\":\"auth\",\"params\":\"" + key + "\"}");
  }

  public void subscribe(String topics) {
    say("{\"action\":\"subscribe\",\"params\":\"" + topics + "\"}");
  }

  /** A masked frame; {@code head} is the opcode, with 0x80 when it is final. */
  public static byte[] frame(int head, byte[] payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(head);
    if (payload.length < 126) {
      bytes.write(MASKED | payload.length);
    } else if (payload.length <= 0xffff) {
      bytes.write(MASKED | 126);
      bytes.write(payload.length >> 8);
      bytes.write(payload.length);
    } else {
      bytes.write(MASKED | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        bytes.write((int) ((long) payload.length >> shift));
      }
    }
    byte[] mask = {1, 2, 3, 4};
    bytes.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      bytes.write(payload[i] ^ mask[i % 4]);
    }
    return bytes.toByteArray();
  }

  /** The head of an HTTP response, up to and including the empty line. */
  public String readHead() {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) unchecked(in::readUnsignedByte).intValue());
    }
    return head.toString();
  }

  /** All up to the end of the connection. */
  public String readToEnd() {
    return new String(readAllBytes(), UTF_8);
  }

  /** All up to the end of the connection. */
  public byte[] readAllBytes() {
    return unchecked(in::readAllBytes);
  }

  /** The next frame, or {@link Frame#END} when the server has ended the connection without one. */
  public Frame next() {
    try {
      int head = in.readUnsignedByte();
      long length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      return new Frame(head & 0xf, (head & 0x80) != 0, payload);
    } catch (EOFException | SocketException e) {
      return Frame.END;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From here on reads all there is, and keeps nothing. */
  public void readAndForget() {
    Thread reader =
        new Thread(
            () -> {
              Frame frame = next();
              while (!frame.isEnd()) {
                frame = next();
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  /** Reads until the server ends the connection. */
  public void skipToEnd() {
    Frame frame = next();
    while (!frame.isEnd()) {
      frame = next();
    }
  }

  /** The next text frame's text. */
  public String nextText() {
    return next().text();
  }

  public void halfClose() {
    unchecked(
        () -> {
          socket.shutdownOutput();
          return null;
        });
  }

  public String localAddress() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    unchecked(
        () -> {
          socket.close();
          return null;
        });
  }

  private static <T> T unchecked(java.util.concurrent.Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A frame as it came: opcode and payload. */
  public static final class Frame {
    private static final int NONE = -1;

    /** No frame: the connection has ended. */
    public static final Frame END = new Frame(NONE, true, new byte[0]);

    private final int opcode;
    private final boolean isFinal;
    private final byte[] payload;

    private Frame(int opcode, boolean isFinal, byte[] payload) {
      this.opcode = opcode;
      this.isFinal = isFinal;
      this.payload = payload;
    }

    /** Whether no fragment follows. */
    public boolean isFinal() {
      return isFinal;
    }

    public int opcode() {
      return opcode;
    }

    public byte[] payload() {
      return payload;
    }

    public boolean isEnd() {
      return opcode == NONE;
    }

    public String text() {
      if (opcode != TEXT) {
        throw new AssertionError("Not a text frame: " + this);
      }
      return new String(payload, UTF_8);
    }

    /** The code of a close frame, 0 when it has none. */
    public int closeCode() {
      if (opcode != CLOSE) {
        throw new AssertionError("Not a close frame: " + this);
      }
      return payload.length == 0 ? 0 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    }

    @Override
    public String toString() {
      return isEnd() ? "end of connection" : "frame " + opcode + " " + new String(payload, UTF_8);
    }
  }
}
