package io.fakepolygon.server;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.clock.MarketTimers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * How other threads move the clock. Any thread may call but one that runs a timer of the clock; a
 * move is handed to the market thread, and a second one waits for the first.
 */
public final class ClockDoor {
  private final MarketTime time;
  private final MarketTimers timers;
  private final MarketThread thread;
  private final ClockWork work;
  // Held by the caller while the clock moves, so that moves do not overlap. The market thread never
  // takes it.
  private final ReentrantLock move = new ReentrantLock();

  ClockDoor(MarketTime time, MarketTimers timers, MarketThread thread, ClockWork work) {
    this.time = time;
    this.timers = timers;
    this.thread = thread;
    this.work = work;
  }

  /** {@return market time, to be read only} */
  public MarketTime time() {
    return time;
  }

  /**
   * Moves a standing clock on and publishes what falls due on the way.
   *
   * @param amount above zero
   * @param delivered whether to return only when every client has received what fell due
   * @throws IllegalArgumentException if the amount is zero or negative
   * @throws IllegalStateException if the clock moves by itself; if a timer of it calls
   * @throws MissedDeliveryException if a client does not show in time that it received something
   * @throws CancellationException if the calling thread is interrupted; the clock then stands where
   *     it had come to
   */
  public Move advance(Duration amount, boolean delivered) {
    if (amount.isZero() || amount.isNegative()) {
      throw new IllegalArgumentException(
          "The clock moves forward only: cannot advance by %s".formatted(amount));
    }
    return exclusively(() -> moveTo(later(time.now(), amount), delivered));
  }

  /**
   * As {@link #advance}, up to an instant, which may be now.
   *
   * @throws IllegalArgumentException if it is past; the sentence names both instants
   */
  public Move advanceTo(Instant instant, boolean delivered) {
    return exclusively(() -> moveTo(instant, delivered));
  }

  /**
   * Lets the clock move by itself.
   *
   * @param speed market seconds per second, above 0 and at most {@link MarketTime#MAX_SPEED}
   */
  public void run(double speed) {
    exclusively(() -> thread.call(Executors.callable(() -> work.run(speed))));
  }

  /** Stops the clock where it is. */
  public void pause() {
    exclusively(() -> thread.call(Executors.callable(work::pause)));
  }

  private Move moveTo(Instant instant, boolean delivered) {
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
    long targetNs = MarketTime.toNs(instant);
    AtomicBoolean abandoned = new AtomicBoolean();
    return thread.call(
        () -> work.moveTo(targetNs, delivered, abandoned::get), () -> abandoned.set(true));
  }

  /**
   * {@return the instant so much later}
   *
   * @throws IllegalArgumentException if no clock goes so far
   */
  public static Instant later(Instant now, Duration amount) {
    try {
      return now.plus(amount);
    } catch (ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException(
          "Cannot advance by %s: no clock goes so far".formatted(amount), e);
    }
  }

  private <T> T exclusively(Supplier<T> action) {
    if (timers.onTimerThread()) {
      throw new IllegalStateException(
          "A timer of the market clock's scheduler cannot move the clock that runs it");
    }
    move.lock();
    try {
      return action.get();
    } finally {
      move.unlock();
    }
  }
}
