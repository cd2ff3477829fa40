package io.fakepolygon.samples.bugs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers that write down how long they were to wait, and do not. */
final class RecordedPauses extends ScheduledThreadPoolExecutor implements AutoCloseable {
  private final List<Long> seconds = new CopyOnWriteArrayList<>();

  RecordedPauses() {
    super(1);
  }

  List<Long> seconds() {
    return List.copyOf(seconds);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    seconds.add(unit.toSeconds(delay));
    return super.schedule(command, 0, unit);
  }

  @Override
  public void close() {
    shutdownNow();
  }
}
