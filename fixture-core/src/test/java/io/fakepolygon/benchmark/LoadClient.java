package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Many WebSocket clients on one thread, in a process of their own, as cheap as clients can be: they
 * count frames without looking into them, and answer pings.
 *
 * <pre>
 *   arguments   count|time url clients topics…   the i-th client asks for the i-th topics, around and around;
 *                                                for none if they are empty
 *   says        ready                            when all are upgraded and have sent their subscriptions
 *   is told     count                            says frames and bytes of payload since the last time
 *               times                            says two histograms since the last time: {@link FrameTimes}
 *   ends        with its input
 * </pre>
 */
public final class LoadClient {
  private static final int BUFFER = 256 * 1024;

  private LoadClient() {}

  public static void main(String[] arguments) throws IOException {
    FrameTimes times = arguments[0].equals("time") ? new FrameTimes() : null;
    URI url = URI.create(arguments[1]);
    int clients = Integer.parseInt(arguments[2]);
    Selector selector = Selector.open();
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Client client = new Client(connect(url), times);
      client.ask(arguments[3 + i % (arguments.length - 3)]);
      client.socket.configureBlocking(false);
      client.socket.register(selector, SelectionKey.OP_READ, client);
      all.add(client);
    }
    Thread reading = new Thread(() -> read(selector), "load-client");
    reading.setDaemon(true);
    reading.start();
    System.out.println("ready");
    answerQuestions(all, times);
  }

  private static void answerQuestions(List<Client> all, @Nullable FrameTimes times)
      throws IOException {
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    long frames = 0;
    long bytes = 0;
    String question = questions.readLine();
    while (question != null) {
      if (times != null && question.equals("times")) {
        times.print(System.out);
      } else {
        long nowFrames = all.stream().mapToLong(client -> client.frames.get()).sum();
        long nowBytes = all.stream().mapToLong(client -> client.bytes.get()).sum();
        System.out.printf("%d %d%n", nowFrames - frames, nowBytes - bytes);
        frames = nowFrames;
        bytes = nowBytes;
      }
      question = questions.readLine();
    }
  }

  private static SocketChannel connect(URI url) throws IOException {
    SocketChannel socket = SocketChannel.open();
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    socket.write(
        ISO_8859_1.encode(
            """
            GET / HTTP/1.1
            Host: localhost
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """
                .replace("\n", "\r\n")));
    ByteBuffer one = ByteBuffer.allocate(1);
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      one.clear();
      if (socket.read(one) < 0) {
        throw new IOException("No upgrade, but: " + head);
      }
      head.append((char) one.get(0));
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("No upgrade, but: " + head);
    }
    return socket;
  }

  private static void read(Selector selector) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try {
      while (true) {
        selector.select(
            key -> {
              Client client = (Client) key.attachment();
              try {
                client.read(buffer);
              } catch (IOException e) {
                key.cancel();
              }
            });
      }
    } catch (IOException e) {
      System.err.println("load client: " + e);
    }
  }

  /** One connection. */
  private static final class Client {
    private static final int PING = 9;
    private static final int LARGEST_HEADER = 10;

    private final SocketChannel socket;
    // What has been read of the header or the ping under way.
    private final byte[] head = new byte[LARGEST_HEADER + 125];
    private int headLength;
    private long payloadLeft;
    private long newFrames;
    private long newBytes;
    // The reading thread alone adds.
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final @Nullable FrameTimes times;
    // How the frame under way begins, if its time is wanted.
    private final byte[] opening = new byte[FrameTimes.OPENING];
    private int openingLength;

    Client(SocketChannel socket, @Nullable FrameTimes times) {
      this.socket = socket;
      this.times = times;
    }

    void ask(String topics) throws IOException {
      send(1, "{\"action\":\"auth\",\"params\":\"any-key\"}".getBytes(UTF_8));
      if (!topics.isEmpty()) {
        send(1, ("{\"action\":\"subscribe\",\"params\":\"" + topics + "\"}").getBytes(UTF_8));
      }
    }

    void read(ByteBuffer buffer) throws IOException {
      buffer.clear();
      if (socket.read(buffer) < 0) {
        throw new IOException("closed");
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        if (payloadLeft > 0) {
          int skipped = (int) Math.min(payloadLeft, buffer.remaining());
          if (times != null) {
            look(times, buffer, skipped);
          }
          buffer.position(buffer.position() + skipped);
          payloadLeft -= skipped;
          newBytes += skipped;
          newFrames += payloadLeft == 0 ? 1 : 0;
        } else {
          head[headLength++] = buffer.get();
          if (headLength == headSize()) {
            header();
          }
        }
      }
      showCounts();
    }

    private void showCounts() {
      frames.lazySet(frames.get() + newFrames);
      bytes.lazySet(bytes.get() + newBytes);
      newFrames = 0;
      newBytes = 0;
    }

    /** Notes when a frame begins to come, and when it has come. */
    private void look(FrameTimes times, ByteBuffer buffer, int length) {
      if (openingLength < opening.length) {
        int more = Math.min(length, opening.length - openingLength);
        buffer.get(buffer.position(), opening, openingLength, more);
        openingLength += more;
        if (openingLength == opening.length) {
          times.begins(opening);
        }
      }
      if (length == payloadLeft) {
        if (openingLength == opening.length) {
          times.ends(opening);
        }
        openingLength = 0;
      }
    }

    /** How many bytes there have to be before the next thing can be done. */
    private int headSize() {
      if (headLength < 2) {
        return 2;
      }
      int size = head[1] == 127 ? 10 : head[1] == 126 ? 4 : 2;
      return isControl() ? size + head[1] : size;
    }

    private boolean isControl() {
      return (head[0] & 8) != 0;
    }

    private void header() throws IOException {
      if (isControl()) {
        if ((head[0] & 0xf) == PING) {
          byte[] token = new byte[head[1]];
          System.arraycopy(head, 2, token, 0, token.length);
          // Whoever hears of the pong may ask for the counts.
          showCounts();
          send(10, token);
        }
      } else if (head[1] < 126) {
        payloadLeft = head[1];
      } else {
        payloadLeft = 0;
        for (int i = 2; i < headLength; i++) {
          payloadLeft = (payloadLeft << 8) | (head[i] & 0xff);
        }
      }
      headLength = 0;
    }

    private void send(int opcode, byte[] payload) throws IOException {
      ByteBuffer frame = ByteBuffer.allocate(8 + payload.length);
      frame.put((byte) (0x80 | opcode));
      if (payload.length < 126) {
        frame.put((byte) (0x80 | payload.length));
      } else {
        frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
      }
      // Masked with zeros: allowed, and nothing to compute.
      frame.putInt(0).put(payload).flip();
      while (frame.hasRemaining()) {
        socket.write(frame);
      }
    }
  }
}
