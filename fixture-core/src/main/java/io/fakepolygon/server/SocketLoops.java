package io.fakepolygon.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The socket threads, shared by all servers of a JVM: starting them is most of the cost of starting
 * a server. They end a little after the last server has gone, so that one server for each test does
 * not pay for them each time.
 */
final class SocketLoops {
  private static final int LINGER_SECONDS = 2;
  private static final Object LOCK = new Object();

  // Guarded by LOCK, held only to count.
  private static @Nullable EventLoopGroup group;
  private static int users;
  private static long departures;

  private SocketLoops() {}

  static EventLoopGroup acquire() {
    synchronized (LOCK) {
      EventLoopGroup current = group;
      if (current == null) {
        current =
            new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("fake-polygon-socket", true),
                NioIoHandler.newFactory());
        group = current;
      }
      users++;
      return current;
    }
  }

  static void release() {
    synchronized (LOCK) {
      users--;
      if (users == 0 && group != null) {
        long departure = ++departures;
        group.next().schedule(() -> endIfUnusedSince(departure), LINGER_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private static void endIfUnusedSince(long departure) {
    synchronized (LOCK) {
      if (users == 0 && departures == departure && group != null) {
        group.shutdownGracefully(0, LINGER_SECONDS, TimeUnit.SECONDS);
        group = null;
      }
    }
  }
}
