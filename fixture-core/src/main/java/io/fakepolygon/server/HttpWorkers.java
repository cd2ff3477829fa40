package io.fakepolygon.server;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which plain HTTP requests are answered, which may take as long as a clock moves.
 * Shared by all servers of a JVM; each ends a second after it was last needed.
 */
final class HttpWorkers {
  private static final int MOST = 256;
  private static final int IDLE_SECONDS = 1;
  private static final ThreadPoolExecutor THREADS =
      new ThreadPoolExecutor(
          0,
          MOST,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new DefaultThreadFactory("fake-polygon-http", true));

  private HttpWorkers() {}

  /** {@return whether there was a thread for it} */
  static boolean execute(Runnable task) {
    try {
      THREADS.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }
}
