package io.fakepolygon.server;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.clock.MarketTimers;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.server.Connection.Room;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Moves market time from one thing that falls due to the next: steps of the market, which are
 * published, and timers of the code under test, which are run.
 *
 * <p>Owned by the market thread.
 */
final class ClockWork {
  private final MarketTime time;
  private final MarketTimers timers;
  private final MarketThread thread;
  private final Publisher publisher;
  private final Hub hub;
  private final JournalRecorder journal;
  private final long deliveryTimeoutNs;
  private final Room window;
  private final Room boundedQueue;
  // Everything that was due up to here has been published.
  private long reachedNs;
  private boolean publishing;
  private long sentWhenThereWasRoom;
  // Whether the caller of the move under way has given up.
  private BooleanSupplier abandoned = () -> false;
  private long lastTurnOfFeed = System.nanoTime();

  ClockWork(
      MarketTime time,
      MarketTimers timers,
      MarketThread thread,
      Publisher publisher,
      Hub hub,
      JournalRecorder journal,
      ServerOptions options) {
    this.time = time;
    this.timers = timers;
    this.thread = thread;
    this.publisher = publisher;
    this.hub = hub;
    this.journal = journal;
    deliveryTimeoutNs = options.deliveryTimeout().toNanos();
    window = new Room(options.slowClients().window(), Limits.MOST_UNANSWERED_FENCES);
    boundedQueue = new Room(options.slowClients().hardLimitBytes(), Integer.MAX_VALUE);
    reachedNs = time.nowNs();
  }

  /**
   * Publishes what has fallen due by itself. {@return real nanoseconds until something does again}
   */
  long beat() {
    if (!time.isRunning()) {
      return Long.MAX_VALUE;
    }
    catchUp();
    long next = nextAfter(reachedNs);
    return next == Long.MAX_VALUE ? Long.MAX_VALUE : time.nanosUntil(next);
  }

  /**
   * {@return the market time up to which everything has been published: now, unless something that
   * is due still waits for the next beat; while something is published, the time of that}
   */
  long reachedNs() {
    if (time.isRunning() && !publishing) {
      long now = time.nowNs();
      if (nextAfter(reachedNs) > now) {
        // No order's time has come either, so nothing follows from it.
        reach(now);
      }
    }
    return reachedNs;
  }

  void run(double speed) {
    time.run(speed);
    journal.moved("running at speed " + speed);
  }

  void pause() {
    boolean ran = time.isRunning();
    time.pause();
    while (reachedNs < time.nowNs() && !thread.isStopped()) {
      catchUp();
    }
    if (ran) {
      journal.moved("paused");
    }
    hub.relieveSlowClients();
  }

  /**
   * Moves a standing clock.
   *
   * @param targetNs where to, not before now
   * @param delivered whether to wait until every client has received what fell due
   * @param givenUp asked at every step and whenever the clock waits; then it stands where it is
   * @throws MissedDeliveryException if a client gave no sign of receiving anything for the delivery
   *     timeout
   */
  Move moveTo(long targetNs, boolean delivered, BooleanSupplier givenUp) {
    abandoned = givenUp;
    long frames = publisher.framesPublished();
    long events = publisher.eventsPublished();
    if (journal.isOn()) {
      journal.moved(
          "advanced to %s, %s"
              .formatted(MarketTime.toInstant(targetNs), delivered ? "delivered" : "queued"));
    }
    publisher.fence(true);
    try {
      walkTo(targetNs, delivered);
    } finally {
      abandoned = () -> false;
      publisher.flush();
      publisher.fence(false);
    }
    return new Move(publisher.framesPublished() - frames, publisher.eventsPublished() - events);
  }

  private void walkTo(long targetNs, boolean delivered) {
    Room room = delivered ? window : boundedQueue;
    Predicate<Connection> hasRoom = connection -> connection.hasRoom(room);
    takeCommands();
    await(hasRoom);
    long next = nextAfter(reachedNs);
    while (next <= targetNs && goesOn()) {
      boolean timers = moveOn(next);
      if (timers) {
        runTimers(delivered);
      }
      takeCommands();
      awaitIfSent(hasRoom);
      next = nextAfter(reachedNs);
    }
    if (goesOn()) {
      moveOn(targetNs);
      if (delivered) {
        awaitDelivery();
      }
    }
  }

  /**
   * Takes the commands that wait. The real feed goes on by itself too, though not at every step:
   * each of its turns hands over what the next steps could still have been added to.
   */
  private void takeCommands() {
    thread.runWaiting();
    long now = System.nanoTime();
    if (now - lastTurnOfFeed >= Limits.CATCH_UP_SLICE_NS) {
      lastTurnOfFeed = now;
      hub.feed().beat();
    }
  }

  /** The same as {@link #await}, where nobody can have less room than when that was last asked. */
  private void awaitIfSent(Predicate<Connection> hasRoom) {
    long sent = publisher.framesPublished();
    if (sent != sentWhenThereWasRoom) {
      await(hasRoom);
      sentWhenThereWasRoom = sent;
    }
  }

  /** {@return whether the caller still waits} */
  private boolean goesOn() {
    refuseIfStopped();
    return !abandoned.getAsBoolean();
  }

  /**
   * Publishes what fell due by now, or a slice of it: where the clock is faster than the market can
   * be computed, or the process stood still for a while, the rest follows, and between two slices
   * commands are taken and clients that do not keep up are dealt with.
   */
  private void catchUp() {
    long sliceEnd = System.nanoTime() + Limits.CATCH_UP_SLICE_NS;
    long target = time.nowNs();
    long next = nextAfter(reachedNs);
    while (next <= target && System.nanoTime() < sliceEnd) {
      if (moveOn(next)) {
        timers.startDue(reachedNs);
      }
      next = nextAfter(reachedNs);
    }
    if (next > target) {
      moveOn(target);
    }
    publisher.flush();
    hub.relieveSlowClients();
  }

  private long nextAfter(long ns) {
    long next = Math.min(publisher.nextStepAfter(ns), Math.max(ns, timers.nextDueNs()));
    return Math.min(next, hub.faults().nextNs(ns));
  }

  /** Time is then {@code ns}, and what fell due is in frames. {@return whether timers are due} */
  private boolean moveOn(long ns) {
    boolean step = publisher.nextStepAfter(reachedNs) == ns;
    reach(ns);
    publishing = true;
    try {
      publish(ns, step);
    } finally {
      publishing = false;
    }
    return timers.nextDueNs() <= ns;
  }

  private void publish(long ns, boolean step) {
    if (!hub.faults().isQuiet()) {
      publishUnderFaults(ns, step);
    } else if (step) {
      publisher.step(ns);
    }
  }

  private void reach(long ns) {
    time.moveTo(ns);
    reachedNs = ns;
  }

  /** What was due before and comes now comes first; and what an event leads to, before the next. */
  private void publishUnderFaults(long ns, boolean step) {
    publisher.flush();
    hub.faults().lookAgain();
    hub.endDoomed();
    if (step) {
      publisher.step(ns);
      hub.faults().settle();
      hub.endDoomed();
    }
  }

  /** A timer sees a world in which all that was due before it has been delivered. */
  private void runTimers(boolean delivered) {
    if (delivered) {
      awaitDelivery();
    } else {
      publisher.flush();
    }
    timers.startDue(reachedNs);
    long deadline = System.nanoTime() + deliveryTimeoutNs;
    if (!thread.runUntil(
        () -> !timers.isBusy() || abandoned.getAsBoolean(),
        now -> deadline - now,
        hub.feed()::beat)) {
      refuseIfStopped();
      throw new IllegalStateException(
          "A task on the market clock's scheduler has not ended within %s; the clock stands at %s"
              .formatted(Duration.ofNanos(deliveryTimeoutNs), time.now()));
    }
  }

  private void awaitDelivery() {
    publisher.flushBehindFence();
    String token = publisher.nextToken();
    hub.connections().forEach(connection -> connection.fence(token, reachedNs));
    await(Connection::hasReceivedWhatWasFenced);
    awaitParting();
  }

  /** Whoever was cut off by order has received what came before, and seen the end. */
  private void awaitParting() {
    long deadline = System.nanoTime() + Limits.LONGEST_PARTING_NS;
    thread.runUntil(
        () -> hub.hasNobodyParting() || abandoned.getAsBoolean(),
        now -> deadline - now,
        hub.feed()::beat);
  }

  /**
   * Waits for all clients; each has the delivery timeout from every sign that it received
   * something.
   */
  private void await(Predicate<Connection> satisfied) {
    if (all(satisfied)) {
      return;
    }
    long start = System.nanoTime();
    while (!thread.runUntil(
        () -> abandoned.getAsBoolean() || all(satisfied),
        now -> waitingFor(satisfied).mapToLong(c -> nanosLeft(c, start, now)).min().orElse(1),
        hub.feed()::beat)) {
      refuseIfStopped();
      // Socket threads satisfy too: by now it may be nobody, or others who still have time.
      long now = System.nanoTime();
      List<Laggard> laggards =
          waitingFor(satisfied)
              .filter(c -> nanosLeft(c, start, now) <= 0)
              .map(hub::laggard)
              .toList();
      if (!laggards.isEmpty()) {
        throw new MissedDeliveryException(
            time.now(), Duration.ofNanos(deliveryTimeoutNs), laggards);
      }
    }
  }

  // Asked at every step, so without a stream.
  private boolean all(Predicate<Connection> satisfied) {
    for (Connection connection : hub.connections()) {
      if (!satisfied.test(connection)) {
        return false;
      }
    }
    return true;
  }

  private Stream<Connection> waitingFor(Predicate<Connection> satisfied) {
    return hub.connections().stream().filter(satisfied.negate());
  }

  private long nanosLeft(Connection connection, long start, long now) {
    return deliveryTimeoutNs - (now - Math.max(start, connection.lastSignOfLife()));
  }

  private void refuseIfStopped() {
    if (thread.isStopped()) {
      throw new ServerClosedException("The server was closed while its clock moved");
    }
  }
}
