package io.fakepolygon;

import io.fakepolygon.control.ClockState;
import io.fakepolygon.control.ControlClient;
import io.fakepolygon.control.RecordJson;
import io.fakepolygon.server.ClockDoor;
import io.fakepolygon.server.ServerClosedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a server elsewhere. Timers of its schedulers run in this JVM: a move goes from one
 * to the next, and waits for each.
 */
final class RemoteClock implements MarketClock {
  private static final String CLOCK = "/control/v1/clock";

  private final ControlClient control;
  private final Duration longestTask;
  private final Instant start;
  // Held by the caller while the clock moves, so that moves from here do not overlap.
  private final ReentrantLock move = new ReentrantLock();
  // Held only to make the timers, or to end them: a task of theirs may ask for them while a move
  // waits for it.
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable RemoteTimers timers;
  private volatile Instant lastSeen;
  private volatile boolean closed;

  RemoteClock(ControlClient control, Duration longestTask) {
    this.control = control;
    this.longestTask = longestTask;
    ClockState state = control.get(CLOCK, ClockState.class);
    start = state.start();
    lastSeen = state.now();
  }

  /** {@return where market time began} */
  Instant start() {
    return start;
  }

  @Override
  public Instant now() {
    return closed ? lastSeen : read().now();
  }

  @Override
  public void advance(Duration amount, Delivery delivery) {
    exclusively(
        () -> {
          RemoteTimers local = timers;
          if (local == null || amount.isZero() || amount.isNegative()) {
            post("advance", Map.of("by", amount), delivery);
          } else {
            Instant now = read().now();
            moveTo(local, now, ClockDoor.later(now, amount), delivery);
          }
        });
  }

  @Override
  public void advanceTo(Instant instant, Delivery delivery) {
    exclusively(
        () -> {
          RemoteTimers local = timers;
          if (local == null) {
            post("advanceTo", Map.of("to", instant), delivery);
          } else {
            moveTo(local, read().now(), instant, delivery);
          }
        });
  }

  @Override
  public void run(double speed) {
    exclusively(() -> follow(post("run", Map.of("speed", speed), Delivery.RECEIVED)));
  }

  @Override
  public void pause() {
    exclusively(() -> follow(post("pause", Map.of(), Delivery.RECEIVED)));
  }

  @Override
  public Clock asJavaClock() {
    return new Zoned(ZoneOffset.UTC);
  }

  @Override
  public ScheduledExecutorService scheduler() {
    making.lock();
    try {
      refuseIfClosed();
      RemoteTimers local = timers;
      if (local == null) {
        local = new RemoteTimers(read(), longestTask);
        timers = local;
      }
      return local.newScheduler();
    } finally {
      making.unlock();
    }
  }

  /** Ends what was started here; the clock itself goes on, and is not asked any more. */
  void close() {
    making.lock();
    try {
      closed = true;
      RemoteTimers local = timers;
      if (local != null) {
        local.close();
      }
    } finally {
      making.unlock();
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new ServerClosedException();
    }
  }

  private void moveTo(RemoteTimers local, Instant now, Instant target, Delivery delivery) {
    // Others may have moved the clock meanwhile, beyond timers that then are late.
    local.runDue(now);
    for (Instant due = local.nextDue(target); due.isBefore(target); due = local.nextDue(target)) {
      post("advanceTo", Map.of("to", due), delivery);
      local.runDue(due);
    }
    post("advanceTo", Map.of("to", target), delivery);
    local.runDue(target);
  }

  private void follow(ClockState state) {
    RemoteTimers local = timers;
    if (local != null) {
      local.follow(state);
    }
  }

  private ClockState read() {
    return seen(control.get(CLOCK, ClockState.class));
  }

  private ClockState post(String action, Map<String, ?> more, Delivery delivery) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("action", action);
    if (delivery == Delivery.QUEUED) {
      body.put("until", "queued");
    }
    return seen(control.post(CLOCK, RecordJson.text(body), ClockState.class));
  }

  private ClockState seen(ClockState state) {
    lastSeen = state.now();
    return state;
  }

  private void exclusively(Runnable action) {
    RemoteTimers local = timers;
    if (local != null && local.isTimerThread()) {
      throw new IllegalStateException(
          "A timer of the market clock's scheduler cannot move the clock that runs it");
    }
    move.lock();
    try {
      refuseIfClosed();
      action.run();
    } finally {
      move.unlock();
    }
  }

  /** The same for code under test that takes a clock of the JDK. */
  private final class Zoned extends Clock {
    private final ZoneId zone;

    Zoned(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new Zoned(other);
    }

    @Override
    public Instant instant() {
      return now();
    }
  }
}
