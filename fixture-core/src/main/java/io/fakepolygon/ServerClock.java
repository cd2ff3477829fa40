package io.fakepolygon;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.server.MarketServer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/** The clock of a server in this JVM. */
final class ServerClock implements MarketClock {
  private final MarketTime time;
  private final MarketServer server;
  // Held by the caller while the clock moves, so that moves do not overlap. The market thread never
  // takes it.
  private final ReentrantLock move = new ReentrantLock();

  ServerClock(MarketTime time, MarketServer server) {
    this.time = time;
    this.server = server;
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public void advance(Duration amount, Delivery delivery) {
    if (amount.isZero() || amount.isNegative()) {
      throw new IllegalArgumentException(
          "The clock moves forward only: cannot advance by %s".formatted(amount));
    }
    exclusively(() -> moveTo(later(amount), delivery));
  }

  @Override
  public void advanceTo(Instant instant, Delivery delivery) {
    exclusively(() -> moveTo(instant, delivery));
  }

  @Override
  public void run(double speed) {
    exclusively(() -> server.run(speed));
  }

  @Override
  public void pause() {
    exclusively(server::pause);
  }

  @Override
  public Clock asJavaClock() {
    return time.asJavaClock();
  }

  @Override
  public ScheduledExecutorService scheduler() {
    return server.newScheduler();
  }

  private Instant later(Duration amount) {
    try {
      return time.now().plus(amount);
    } catch (ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException(
          "Cannot advance by %s: no clock goes so far".formatted(amount), e);
    }
  }

  private void moveTo(Instant instant, Delivery delivery) {
    if (time.isRunning()) {
      throw new IllegalStateException(
          "The clock moves by itself, at speed %s. Call pause() before advancing it"
              .formatted(time.speed()));
    }
    if (instant.isBefore(time.now())) {
      throw new IllegalArgumentException(
          "The clock moves forward only: it stands at %s and cannot go to %s"
              .formatted(time.now(), instant));
    }
    server.moveTo(MarketTime.toNs(instant), delivery == Delivery.RECEIVED);
  }

  private void exclusively(Runnable action) {
    if (server.isTimerThread()) {
      throw new IllegalStateException(
          "A timer of the market clock's scheduler cannot move the clock that runs it");
    }
    move.lock();
    try {
      action.run();
    } finally {
      move.unlock();
    }
  }
}
