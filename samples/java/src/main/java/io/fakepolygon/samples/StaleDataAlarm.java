package io.fakepolygon.samples;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says so when no trade has come for too long: the stock is halted, or the feed has died. */
public final class StaleDataAlarm implements TradeListener {
  private final Duration longestSilence;
  private final ScheduledExecutorService timers;
  private final Runnable alarm;
  private Future<?> timer; // Guarded by this.

  /** The silence begins now. The alarm is raised once for each silence. */
  public StaleDataAlarm(Duration longestSilence, ScheduledExecutorService timers, Runnable alarm) {
    this.longestSilence = longestSilence;
    this.timers = timers;
    this.alarm = alarm;
    this.timer = start();
  }

  @Override
  public synchronized void onTrade(Print trade) {
    timer.cancel(false);
    timer = start();
  }

  private Future<?> start() {
    return timers.schedule(alarm, longestSilence.toMillis(), TimeUnit.MILLISECONDS);
  }
}
