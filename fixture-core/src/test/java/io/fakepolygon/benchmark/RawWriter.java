package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The yardstick of delivery: a loop that writes prepared bytes to sockets, one after the other, and
 * does nothing else. What a WebSocket server must do besides cannot be faster.
 */
final class RawWriter implements AutoCloseable {
  private static final int SEND_BUFFER = 128 * 1024;

  private final ServerSocketChannel listening;
  private final List<SocketChannel> clients = new ArrayList<>();

  RawWriter() throws IOException {
    listening = ServerSocketChannel.open();
    listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
  }

  String url() throws IOException {
    return "ws://127.0.0.1:" + ((InetSocketAddress) listening.getLocalAddress()).getPort();
  }

  /** {@return so many clients, connected} */
  LoadClients connected(int clients) throws IOException, InterruptedException {
    Thread accepting =
        new Thread(
            () -> {
              try {
                accept(clients);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    accepting.start();
    LoadClients load = LoadClients.connected(url(), clients, "-");
    accepting.join();
    return load;
  }

  /** Accepts clients and answers their handshakes. While they connect, on a thread beside. */
  void accept(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel client = listening.accept();
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
      String head = "";
      ByteBuffer in = ByteBuffer.allocate(4_096);
      while (!head.contains("\r\n\r\n")) {
        client.read(in.clear());
        head += ISO_8859_1.decode(in.flip());
      }
      // Our own clients do not look at what follows the first line.
      write(client, US_ASCII.encode("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
      clients.add(client);
    }
  }

  /** Writes the same bytes to all, so many times. {@return nanoseconds until all have them} */
  long writeToAll(ByteBuffer frames, int times) throws IOException {
    drain();
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      writeToAll(frames);
    }
    awaitAll();
    return System.nanoTime() - start;
  }

  /** Writes the same bytes to all, and does not wait until they have them. */
  void writeToAll(ByteBuffer frames) throws IOException {
    for (SocketChannel client : clients) {
      write(client, frames.duplicate());
    }
  }

  /** A ping behind all that was written, and its pong: WebSocket's proof that it has come. */
  private void awaitAll() throws IOException {
    ByteBuffer ping = ByteBuffer.wrap(new byte[] {(byte) 0x89, 1, 'x'});
    for (SocketChannel client : clients) {
      write(client, ping.duplicate());
    }
    ByteBuffer pong = ByteBuffer.allocate(2 + 4 + 1);
    for (SocketChannel client : clients) {
      pong.clear();
      while (pong.hasRemaining()) {
        if (client.read(pong) < 0) {
          throw new IOException("A client has gone");
        }
      }
    }
  }

  /** What the clients said at first. */
  private void drain() throws IOException {
    ByteBuffer anything = ByteBuffer.allocate(4_096);
    for (SocketChannel client : clients) {
      client.configureBlocking(false);
      while (client.read(anything.clear()) > 0) {
        // Thrown away.
      }
      client.configureBlocking(true);
    }
  }

  private static void write(SocketChannel client, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel client : clients) {
      client.close();
    }
    listening.close();
  }
}
