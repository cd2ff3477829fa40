package io.fakepolygon.clock;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One executor of the code under test: delays count in market time. It keeps the promises of {@link
 * java.util.concurrent.ScheduledThreadPoolExecutor} with its default policies. Any thread.
 */
final class MarketScheduler extends AbstractExecutorService implements ScheduledExecutorService {
  private final MarketTimers timers;

  // Guarded by the lock of timers, which alone reads and writes it.
  boolean shutDown;

  MarketScheduler(MarketTimers timers) {
    this.timers = timers;
  }

  @Override
  public void execute(Runnable task) {
    timers.execute(this, Objects.requireNonNull(task, "task"));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return schedule(Executors.callable(task), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    return timers.schedule(this, task, unit.toNanos(delay), new Repetition.Once());
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    refuseUnlessPositive("Period", period, unit);
    return timers.schedule(
        this,
        Executors.callable(task),
        unit.toNanos(initialDelay),
        new Repetition.FixedRate(unit.toNanos(period)));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    refuseUnlessPositive("Delay", delay, unit);
    return timers.schedule(
        this,
        Executors.callable(task),
        unit.toNanos(initialDelay),
        new Repetition.FixedDelay(unit.toNanos(delay)));
  }

  @Override
  public void shutdown() {
    timers.shutDown(this);
  }

  @Override
  public List<Runnable> shutdownNow() {
    return timers.shutDownNow(this);
  }

  @Override
  public boolean isShutdown() {
    return timers.isShutDown(this);
  }

  @Override
  public boolean isTerminated() {
    return timers.isTerminated(this);
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return timers.awaitTermination(this, unit.toNanos(timeout));
  }

  private static void refuseUnlessPositive(String what, long amount, TimeUnit unit) {
    if (amount <= 0) {
      throw new IllegalArgumentException(
          "%s %d %s cannot be repeated at. Give one above 0.".formatted(what, amount, unit));
    }
  }
}
