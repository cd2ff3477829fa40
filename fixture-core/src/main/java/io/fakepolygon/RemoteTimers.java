package io.fakepolygon;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.clock.MarketTimers;
import io.fakepolygon.control.ClockState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Timers in this JVM that go by a clock elsewhere, of which a copy is kept here. While that clock
 * runs by itself, a thread here watches the copy.
 *
 * <p>Moves come one at a time, by the lock of the clock.
 */
final class RemoteTimers {
  private final MarketTime copy;
  private final Semaphore changes = new Semaphore(0);
  private final MarketTimers timers;
  private final Duration longestTask;
  private @Nullable Watch watch;

  /**
   * No timers yet.
   *
   * @param state how the clock stands
   * @param longestTask how long a move waits for the tasks of one instant, real time
   */
  RemoteTimers(ClockState state, Duration longestTask) {
    copy = MarketTime.startingAt(state.now());
    timers = new MarketTimers(copy, changes::release, "fake-polygon-scheduler");
    this.longestTask = longestTask;
    follow(state);
  }

  ScheduledExecutorService newScheduler() {
    return timers.newScheduler();
  }

  boolean isTimerThread() {
    return timers.onTimerThread();
  }

  /** {@return when the next timer is due, or {@code latest} if that is earlier} */
  Instant nextDue(Instant latest) {
    long dueNs = Math.max(timers.nextDueNs(), copy.nowNs());
    return dueNs < MarketTime.toNs(latest) ? MarketTime.toInstant(dueNs) : latest;
  }

  /** The standing clock has come to an instant: runs what is due, and returns when it has run. */
  void runDue(Instant now) {
    catchUpWith(now);
    timers.startDue(copy.nowNs());
    long deadline = System.nanoTime() + longestTask.toNanos();
    while (timers.isBusy()) {
      await(deadline - System.nanoTime(), now);
    }
  }

  /** The clock has begun to run, runs at another speed, or stands. */
  synchronized void follow(ClockState state) {
    stopWatch();
    copy.pause();
    catchUpWith(state.now());
    if (state.mode() == ClockState.Mode.RUNNING) {
      copy.run(state.speed());
      watch = new Watch();
      watch.start();
    } else {
      timers.startDue(copy.nowNs());
    }
  }

  synchronized void close() {
    stopWatch();
    timers.close();
  }

  // The copy of a clock that ran may be a moment ahead.
  private void catchUpWith(Instant now) {
    copy.moveTo(Math.max(MarketTime.toNs(now), copy.nowNs()));
  }

  private void stopWatch() {
    if (watch != null) {
      watch.end();
      watch = null;
    }
  }

  private void await(long nanos, Instant now) {
    try {
      if (!changes.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException(
            "A task on the market clock's scheduler has not ended within %s; the clock stands at %s"
                .formatted(longestTask, now));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for timers");
    }
  }

  /** Starts timers as they fall due by themselves. */
  private final class Watch extends Thread {
    private volatile boolean ended;

    Watch() {
      super("fake-polygon-remote-clock");
      setDaemon(true);
    }

    void end() {
      ended = true;
      changes.release();
      boolean interrupted = false;
      while (isAlive()) {
        try {
          join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      while (!ended) {
        timers.startDue(copy.nowNs());
        long due = timers.nextDueNs();
        long nanos = due == Long.MAX_VALUE ? Long.MAX_VALUE : copy.nanosUntil(due);
        try {
          changes.tryAcquire(Math.max(1, nanos), TimeUnit.NANOSECONDS);
          changes.drainPermits();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
