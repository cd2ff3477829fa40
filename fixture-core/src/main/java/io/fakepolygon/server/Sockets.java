package io.fakepolygon.server;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The open sockets of a server, until it takes no more. Any thread may call, but only those that
 * are no socket's may wait.
 */
final class Sockets {
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /** Takes a socket until it closes. After the end it is closed at once. */
  void add(Channel socket) {
    open.add(socket);
    // Behind all others that listen for the close, so that who finds none here finds them told.
    socket
        .closeFuture()
        .addListener(closed -> socket.eventLoop().execute(() -> open.remove(socket)));
    if (ended) {
      socket.close();
    }
  }

  int size() {
    return open.size();
  }

  /** Closes some, and whoever still comes. */
  void end(Predicate<Channel> these) {
    ended = true;
    open.stream().filter(these).forEach(Channel::close);
  }

  /** Closes all, whoever still comes too, and waits until they are closed. */
  void close() {
    end(all -> true);
    open.forEach(socket -> socket.closeFuture().awaitUninterruptibly());
  }

  /**
   * Waits until all are closed, and all who listen for that are told, or for so long.
   *
   * @throws CancellationException if the calling thread is interrupted; its interrupt flag stays
   *     set
   */
  void awaitEmpty(Duration longest) {
    List<Channel> left = List.copyOf(open);
    CountDownLatch closed = new CountDownLatch(left.size());
    left.forEach(socket -> socket.closeFuture().addListener(gone -> closed.countDown()));
    try {
      closed.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for clients to leave");
    }
  }
}
