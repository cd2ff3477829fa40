package io.fakepolygon.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The vendor's feed as a test wants it: a WebSocket server on bare sockets, that can misbehave down
 * to the byte.
 *
 * <pre>
 *   try (ScriptedUpstream feed = new ScriptedUpstream("KEY")) {
 *     feed.behave(Manners.ofTheVendor().withoutGreeting(), Manners.ofTheVendor());
 *     …                                      // a client connects to feed.url()
 *     ScriptedConnection first = feed.next();
 *     first.drop();
 *     ScriptedConnection second = feed.next();
 *     second.awaitSubscribed("T.AAPL");
 *     second.send(CapturedFrames.TRADE.json());
 *   }
 * </pre>
 *
 * <p>By itself it has the vendor's manners. Threads may share it.
 */
public final class ScriptedUpstream implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final String goodKey;
  private final Observed observed;
  private final ServerSocket door;
  private final Thread acceptor;
  private final ScheduledThreadPoolExecutor watchdog =
      new ScheduledThreadPoolExecutor(1, task -> daemon("scripted-watchdog", task));

  // The rest is guarded by observed.
  private final Deque<Manners> manners = new ArrayDeque<>(List.of(Manners.ofTheVendor()));
  private final Deque<ScriptedConnection> arrived = new ArrayDeque<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();
  private int accepted;
  private int turnedAway;

  /** Listens on a port of its own. */
  public ScriptedUpstream(String goodKey) {
    this(goodKey, PATIENCE);
  }

  /** The same, with less patience. */
  ScriptedUpstream(String goodKey, Duration patience) {
    this.goodKey = goodKey;
    observed = new Observed(patience);
    watchdog.setRemoveOnCancelPolicy(true);
    try {
      door = new ServerSocket(0, 50, InetAddress.getByAddress(LOOPBACK));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = daemon("scripted-acceptor", this::accept);
    acceptor.start();
  }

  /** {@return where it listens, {@code ws://127.0.0.1:port/stocks}} */
  public URI url() {
    return URI.create("ws://127.0.0.1:" + door.getLocalPort() + "/stocks");
  }

  /** The manners for the connections to come: each for one of them, the last for all the others. */
  public void behave(Manners... inOrder) {
    if (inOrder.length == 0) {
      throw new IllegalArgumentException("No manners");
    }
    observed.change(
        () -> {
          manners.clear();
          manners.addAll(List.of(inOrder));
        });
  }

  /** {@return the next connection, waited for: upgraded, and greeted if its manners say so} */
  public ScriptedConnection next() {
    return observed.look(
        () -> {
          observed.await(() -> !arrived.isEmpty(), () -> "No connection. " + account());
          return arrived.remove();
        });
  }

  /** {@return how many TCP connections have come, upgraded or not} */
  public int accepted() {
    return observed.look(() -> accepted);
  }

  /** Waits until so many TCP connections have been turned away at the door, or more. */
  public void awaitTurnedAway(int count) {
    observed.await(() -> turnedAway >= count, () -> "Not " + count + " turned away. " + account());
  }

  /** Ends everything at once, with no word to anybody. */
  @Override
  public void close() {
    try {
      door.close();
      acceptor.join(PATIENCE.toMillis());
      for (Socket socket : observed.look(() -> List.copyOf(sockets))) {
        socket.close();
      }
      for (Thread reader : observed.look(() -> List.copyOf(readers))) {
        reader.join(PATIENCE.toMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watchdog.shutdownNow();
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        admit(door.accept());
      } catch (IOException e) {
        // Of the door, which is then closed, or of a client that has gone again.
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    Manners its = observed.look(() -> manners.size() > 1 ? manners.remove() : manners.element());
    if (its.slamsTheDoor()) {
      socket.close();
      observed.change(
          () -> {
            accepted++;
            turnedAway++;
          });
      return;
    }
    Thread reader = daemon("scripted-connection", () -> attend(socket, its));
    observed.change(
        () -> {
          accepted++;
          sockets.add(socket);
          readers.add(reader);
        });
    reader.start();
  }

  private void attend(Socket socket, Manners its) {
    try {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      String request = WebSocketBytes.readHead(in);
      if (its.upgrades()) {
        socket.getOutputStream().write(WebSocketBytes.upgradeOf(request));
        serve(new ScriptedConnection(socket, in, request, goodKey, its, observed, watchdog), its);
      } else {
        turnAway(socket, in, its.refusal());
      }
    } catch (IOException | UncheckedIOException e) {
      closeQuietly(socket);
    }
  }

  private void serve(ScriptedConnection connection, Manners its) {
    its.greet(connection);
    observed.change(() -> arrived.add(connection));
    connection.serve();
  }

  private void turnAway(Socket socket, DataInputStream in, String answer) throws IOException {
    socket.getOutputStream().write(answer.getBytes(UTF_8));
    socket.shutdownOutput();
    observed.change(() -> turnedAway++);
    in.readAllBytes();
    socket.close();
  }

  private String account() {
    return observed.look(
        () -> "TCP connections: %d, of them turned away: %d".formatted(accepted, turnedAway));
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It has ended as it was to.
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
