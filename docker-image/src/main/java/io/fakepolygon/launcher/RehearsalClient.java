package io.fakepolygon.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * As little of a WebSocket client as the rehearsal can do with: a library's classes would go into
 * the cache with the server's. A thread of its own reads and answers pings.
 */
final class RehearsalClient implements AutoCloseable {
  private static final String UPGRADE =
      """
      GET %s HTTP/1.1\r
      Host: %s\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
      \r
      """;
  private static final int TEXT = 0x81;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;
  private static final int MASKED = 0x80;

  private final Socket socket;
  private final DataInputStream in;
  private final CompletableFuture<String> trade = new CompletableFuture<>();

  private RehearsalClient(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  static RehearsalClient connect(URI url) throws IOException {
    RehearsalClient client = new RehearsalClient(new Socket(url.getHost(), url.getPort()));
    client.write(UPGRADE.formatted(url.getPath(), url.getAuthority()).getBytes(ISO_8859_1));
    client.readHead();
    Thread reader = new Thread(client::read, "rehearsal-client");
    reader.setDaemon(true);
    reader.start();
    return client;
  }

  void send(String text) throws IOException {
    frame(TEXT, text.getBytes(UTF_8));
  }

  /** {@return the first frame that holds a trade} */
  CompletableFuture<String> received() {
    return trade;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void readHead() throws IOException {
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      head += (char) in.readUnsignedByte();
    }
  }

  private void read() {
    try {
      while (!socket.isClosed()) {
        int kind = in.readUnsignedByte();
        byte[] payload = in.readNBytes(Math.toIntExact(length()));
        if (kind == PING) {
          frame(PONG, payload);
        } else if (!trade.isDone() && new String(payload, UTF_8).contains("\"ev\":\"T\"")) {
          trade.complete("");
        }
      }
    } catch (IOException e) {
      trade.completeExceptionally(new UncheckedIOException(e));
    }
  }

  private long length() throws IOException {
    int length = in.readUnsignedByte();
    return length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
  }

  // Masked with zeros, which leaves the payload as it is. Nothing that is said here is longer.
  private synchronized void frame(int kind, byte[] payload) throws IOException {
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) kind;
    frame[1] = (byte) (MASKED | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    write(frame);
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }
}
