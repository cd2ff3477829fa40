package io.fakepolygon.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening socket, and the sockets it has accepted: for the server that listens, and for
 * others that are entered by paths of their own. Any thread may call.
 *
 * <p>The listening socket is the JDK's, with a thread that waits for it, and what it accepts is
 * Netty's. So a server is started before any of Netty is loaded, which takes a cold JVM longer than
 * all else and goes on beside what a test does before it connects; and closing it does not have to
 * wait for a selector.
 */
final class Acceptor implements Doorway {
  private static final int BACKLOG = 1_024;
  // When there are no more files to be had, for one.
  private static final long PAUSE_AFTER_FAILURE_MS = 1_000;

  private final ServerSocketChannel listening;
  private final InetSocketAddress address;
  private final Sockets accepted = new Sockets();
  private final Entrances entrances;
  private final Reception reception;
  private final CountDownLatch closed = new CountDownLatch(1);
  // Taken while its thread waits for a socket: until that has come back, the system listens on,
  // closed or not.
  private final Semaphore accepting = new Semaphore(1);

  private Acceptor(
      ServerSocketChannel listening, ServerOptions options, MarketThread thread, Hub hub)
      throws IOException {
    this.listening = listening;
    address = (InetSocketAddress) listening.getLocalAddress();
    entrances = new Entrances(new Entrance("", options, thread, hub, accepted));
    reception = new Reception(accepted, entrances);
  }

  static Acceptor bind(ServerOptions options, MarketThread thread, Hub hub) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    try {
      listening
          .setOption(StandardSocketOptions.SO_REUSEADDR, true)
          .bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
      Acceptor acceptor = new Acceptor(listening, options, thread, hub);
      SpareThreads.run("fake-polygon-socket-accept", acceptor::acceptAll, () -> {});
      return acceptor;
    } catch (IOException | UnresolvedAddressException e) {
      listening.close();
      throw new IOException(
          "Cannot listen on %s:%d: %s".formatted(options.host(), options.port(), reason(e)), e);
    }
  }

  private static String reason(Exception cause) {
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  /** {@return the entrance of the server that listens} */
  @Override
  public Entrance entrance() {
    return entrances.main();
  }

  /**
   * {@return a new entrance, to a server that does not listen itself}
   *
   * @param prefix what its paths begin with: two segments, such as {@code /worlds/7}
   */
  Entrance open(String prefix, ServerOptions options, MarketThread thread, Hub hub) {
    Entrance side = new Entrance(prefix, options, thread, hub, new Sockets());
    entrances.add(side);
    return side;
  }

  /** Nobody finds this entrance any more. */
  void remove(Entrance side) {
    entrances.remove(side);
  }

  @Override
  public void stopAccepting() {
    stopListening();
    entrance().stopAccepting();
  }

  @Override
  public void close() {
    stopListening();
    accepted.close();
  }

  private void stopListening() {
    closed.countDown();
    try {
      listening.close();
    } catch (IOException e) {
      log().debug("A listening socket did not close well", e);
    }
    accepting.acquireUninterruptibly();
    accepting.release();
  }

  private void acceptAll() {
    // Held while clients may come: whoever comes first does not wait for threads to be started.
    SocketLoops.acquire();
    try {
      while (listening.isOpen()) {
        acceptOne();
      }
    } finally {
      SocketLoops.release();
    }
  }

  private void acceptOne() {
    try {
      reception.receive(nextSocket());
    } catch (IOException e) {
      if (listening.isOpen()) {
        log().warn("No socket can be accepted; trying again in a second", e);
        pause();
      }
    }
  }

  private SocketChannel nextSocket() throws IOException {
    accepting.acquireUninterruptibly();
    try {
      return listening.accept();
    } finally {
      accepting.release();
    }
  }

  private void pause() {
    try {
      closed.await(PAUSE_AFTER_FAILURE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      log().warn("The thread that accepts sockets was interrupted; it takes no notice");
    }
  }

  // Asked for when there is something to say: the first question has SLF4J search the class path.
  private static Logger log() {
    return LoggerFactory.getLogger(Acceptor.class);
  }
}
