package io.fakepolygon.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line between a browser and a server on which everything can be held up. */
final class Line implements AutoCloseable {
  private final int port;
  private final ServerSocket listening;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private boolean isHeldUp;

  private Line(int port) throws IOException {
    this.port = port;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** A line to a port of this machine. */
  static Line to(int port) {
    try {
      return new Line(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Nothing arrives any more, either way; nothing is lost, and no socket is closed. */
  synchronized void holdUp() {
    isHeldUp = true;
  }

  synchronized void letGo() {
    isHeldUp = false;
    notifyAll();
  }

  private void accept() throws IOException {
    while (!listening.isClosed()) {
      Socket browser = listening.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.addAll(List.of(browser, server));
      start(() -> copy(browser, server));
      start(() -> copy(server, browser));
    }
  }

  private void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitPassage();
        out.write(buffer, 0, read);
      }
    }
  }

  private synchronized void awaitPassage() throws IOException {
    try {
      while (isHeldUp) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void start(Task task) {
    Thread thread = new Thread(() -> run(task), "a line");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(Task task) {
    try {
      task.run();
    } catch (IOException e) {
      // One of its ends has gone, and so has this line.
      return;
    }
  }

  @Override
  public void close() {
    letGo();
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Task {
    void run() throws IOException;
  }
}
