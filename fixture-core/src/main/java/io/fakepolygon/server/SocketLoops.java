package io.fakepolygon.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The socket threads, shared by all servers of a JVM, for as long as one listens or has a socket.
 * They end a little after that, so that one server for each test does not pay for them each time.
 */
final class SocketLoops {
  private static final int LINGER_SECONDS = 2;
  private static final long LINGER_NS = TimeUnit.SECONDS.toNanos(LINGER_SECONDS);
  private static final Object LOCK = new Object();

  // Guarded by LOCK, held only to count.
  private static @Nullable EventLoopGroup group;
  private static int users;
  private static long unusedSinceNs;
  private static boolean endPlanned;

  private SocketLoops() {}

  static EventLoopGroup acquire() {
    synchronized (LOCK) {
      EventLoopGroup current = group;
      if (current == null) {
        current = new QuietLoops(new DefaultThreadFactory("fake-polygon-socket", true));
        group = current;
      }
      users++;
      return current;
    }
  }

  static void release() {
    synchronized (LOCK) {
      users--;
      if (users == 0) {
        unusedSinceNs = System.nanoTime();
        if (!endPlanned) {
          planEnd(LINGER_NS);
        }
      }
    }
  }

  private static void planEnd(long ns) {
    if (group != null) {
      endPlanned = true;
      group.next().schedule(SocketLoops::endIfUnused, ns, TimeUnit.NANOSECONDS);
    }
  }

  private static void endIfUnused() {
    synchronized (LOCK) {
      endPlanned = false;
      long left = unusedSinceNs + LINGER_NS - System.nanoTime();
      if (users == 0 && left > 0) {
        planEnd(left);
      } else if (users == 0 && group != null) {
        group.shutdownGracefully(0, LINGER_SECONDS, TimeUnit.SECONDS);
        group = null;
      }
    }
  }

  /** Netty's loops wake once a second even when nothing is planned; these sleep. */
  private static final class QuietLoops extends MultiThreadIoEventLoopGroup {
    private static final int NOTHING_PLANNED = -1;
    private static final long LONG_SLEEP_NS = TimeUnit.HOURS.toNanos(1);

    QuietLoops(ThreadFactory threads) {
      super(Runtime.getRuntime().availableProcessors(), threads, NioIoHandler.newFactory());
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... args) {
      return new SingleThreadIoEventLoop(this, executor, handlers) {
        @Override
        protected long delayNanos(long nowNanos) {
          return nextScheduledTaskDeadlineNanos() == NOTHING_PLANNED
              ? LONG_SLEEP_NS
              : super.delayNanos(nowNanos);
        }
      };
    }
  }
}
