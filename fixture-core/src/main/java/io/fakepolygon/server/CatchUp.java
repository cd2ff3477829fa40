package io.fakepolygon.server;

import io.fakepolygon.market.Walk;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sums up the session day beside the market thread, for those who come late to the bars of a
 * running clock: they keep no other client waiting. Its one thread lives only while there is
 * something to sum. Any thread may call.
 */
final class CatchUp implements AutoCloseable {
  private static final int KEEP_ALIVE_SECONDS = 1;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), CatchUp::daemon);

  CatchUp() {
    thread.allowCoreThreadTimeOut(true);
  }

  void rememberDayUntil(long epochNs, Walk walk) {
    thread.execute(() -> walk.rememberDayUntil(epochNs));
  }

  /** Gives up what is under way, and ends the thread. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, "fake-polygon-catch-up");
    daemon.setDaemon(true);
    return daemon;
  }
}
