package io.fakepolygon.server;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for what a server does all its life. Starting one takes as long as all the rest of a
 * server's start, so one that has become free waits a little for the next server of this JVM.
 */
final class SpareThreads {
  private static final String SPARE = "fake-polygon-spare";
  private static final int LINGER_SECONDS = 2;
  private static final ThreadPoolExecutor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          LINGER_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          SpareThreads::daemon);

  private SpareThreads() {}

  /**
   * Runs something on a thread of its own.
   *
   * @param name the thread's meanwhile
   * @param afterwards called when the thread does not have that name any more
   */
  static void run(String name, Runnable work, Runnable afterwards) {
    THREADS.execute(
        () -> {
          Thread.currentThread().setName(name);
          try {
            work.run();
          } finally {
            Thread.currentThread().setName(SPARE);
            afterwards.run();
          }
        });
  }

  private static Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, SPARE);
    daemon.setDaemon(true);
    return daemon;
  }
}
