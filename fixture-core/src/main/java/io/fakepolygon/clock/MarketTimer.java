package io.fakepolygon.clock;

import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One timer: a task of the code under test with the market time it is due at. Its order is that of
 * running: by due time, then by order of scheduling.
 */
final class MarketTimer<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
  private static final Comparator<MarketTimer<?>> ORDER_OF_RUNNING =
      Comparator.<MarketTimer<?>>comparingLong(timer -> timer.dueNs)
          .thenComparingLong(timer -> timer.sequence);

  private final MarketTimers timers;
  private final MarketScheduler scheduler;
  private final long sequence;
  private final Repetition repetition;

  // Any thread reads it. Written only while the timer is not among those that wait, for it decides
  // their order.
  private volatile long dueNs;

  // The timer thread only.
  private boolean ranWell;

  MarketTimer(
      Callable<V> task,
      MarketTimers timers,
      MarketScheduler scheduler,
      long sequence,
      long dueNs,
      Repetition repetition) {
    super(task);
    this.timers = timers;
    this.scheduler = scheduler;
    this.sequence = sequence;
    this.dueNs = dueNs;
    this.repetition = repetition;
  }

  MarketScheduler scheduler() {
    return scheduler;
  }

  long dueNs() {
    return dueNs;
  }

  @Override
  public boolean isPeriodic() {
    return repetition.isPeriodic();
  }

  @Override
  public void run() {
    if (isPeriodic()) {
      ranWell = runAndReset();
    } else {
      super.run();
    }
  }

  /**
   * {@return whether it is periodic, ran without an exception and was not cancelled} The timer
   * thread, after a run.
   */
  boolean isToRunAgain() {
    return ranWell && !isCancelled();
  }

  /** Makes it due again, after a run that ended at market time {@code endNs}. The timer thread. */
  void becomeDueAgain(long endNs) {
    dueNs = repetition.nextDueNs(dueNs, endNs);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      timers.forget(this);
    }
    return cancelled;
  }

  /** {@return the market time left until it is due; 0 or below when it is due} */
  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(dueNs - timers.nowNs(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return other instanceof MarketTimer<?> timer
        ? ORDER_OF_RUNNING.compare(this, timer)
        : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
  }
}
