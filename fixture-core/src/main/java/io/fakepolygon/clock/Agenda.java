package io.fakepolygon.clock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to do: timers that wait for their instant, work handed over to the timer thread,
 * and the work under way.
 *
 * <p>Not thread-safe: {@link MarketTimers} uses it under its lock, but for {@link #nextDueNs},
 * which the market thread asks at every step.
 */
final class Agenda {
  private final NavigableSet<MarketTimer<?>> waiting = new TreeSet<>();
  private final Deque<Work> handedOver = new ArrayDeque<>();
  private @Nullable Work underWay;
  private volatile long nextDueNs = Long.MAX_VALUE;

  /** A task, and the scheduler it was given to. */
  record Work(Runnable task, MarketScheduler scheduler) {
    Work(MarketTimer<?> timer) {
      this(timer, timer.scheduler());
    }
  }

  /**
   * {@return when the first waiting timer is due; {@link Long#MAX_VALUE} when none waits} Any
   * thread.
   */
  long nextDueNs() {
    return nextDueNs;
  }

  /** {@return whether anything is handed over or under way} */
  boolean isBusy() {
    return underWay != null || !handedOver.isEmpty();
  }

  /** {@return whether work lies ready for the timer thread} */
  boolean hasHandedOver() {
    return !handedOver.isEmpty();
  }

  /** Lets a timer wait. Returns whether it is now the first. */
  boolean add(MarketTimer<?> timer) {
    waiting.add(timer);
    noteFirst();
    return waiting.first() == timer;
  }

  void forget(MarketTimer<?> timer) {
    waiting.remove(timer);
    noteFirst();
  }

  void handOver(Work work) {
    handedOver.add(work);
  }

  /** Hands over every timer that is due, in order. */
  void handOverDue(long nowNs) {
    while (nextDueNs <= nowNs) {
      handedOver.add(new Work(waiting.pollFirst()));
      noteFirst();
    }
  }

  /** {@return the work handed over first, which is under way from here on} */
  Work begin() {
    Work work = handedOver.remove();
    underWay = work;
    return work;
  }

  void end() {
    underWay = null;
  }

  boolean isUnderWay(MarketScheduler scheduler) {
    return underWay != null && underWay.scheduler() == scheduler;
  }

  /** {@return whether anything of this scheduler waits, is handed over or under way} */
  boolean hasWorkOf(MarketScheduler scheduler) {
    return isUnderWay(scheduler)
        || handedOver.stream().anyMatch(work -> work.scheduler() == scheduler)
        || waiting.stream().anyMatch(timer -> timer.scheduler() == scheduler);
  }

  /** {@return the periodic timers of this scheduler that have not begun a run} */
  List<MarketTimer<?>> periodicOf(MarketScheduler scheduler) {
    List<MarketTimer<?>> periodic = new ArrayList<>();
    for (Work work : handedOver) {
      if (work.task() instanceof MarketTimer<?> timer) {
        periodic.add(timer);
      }
    }
    periodic.addAll(waiting);
    periodic.removeIf(timer -> timer.scheduler() != scheduler || !timer.isPeriodic());
    return periodic;
  }

  /** Removes what has not begun and belongs to this scheduler. Returns it, in order of running. */
  List<Runnable> removeOf(MarketScheduler scheduler) {
    return remove(owner -> owner == scheduler);
  }

  /** Removes all that has not begun. Returns it, in order of running. */
  List<Runnable> removeAll() {
    return remove(owner -> true);
  }

  private List<Runnable> remove(Predicate<MarketScheduler> whose) {
    if (handedOver.isEmpty() && waiting.isEmpty()) {
      return List.of();
    }
    List<Runnable> removed =
        Stream.concat(handedOver.stream(), waiting.stream().map(Work::new))
            .filter(work -> whose.test(work.scheduler()))
            .map(Work::task)
            .toList();
    handedOver.removeIf(work -> whose.test(work.scheduler()));
    waiting.removeIf(timer -> whose.test(timer.scheduler()));
    noteFirst();
    return removed;
  }

  private void noteFirst() {
    nextDueNs = waiting.isEmpty() ? Long.MAX_VALUE : waiting.first().dueNs();
  }
}
