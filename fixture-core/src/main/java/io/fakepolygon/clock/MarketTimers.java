package io.fakepolygon.clock;

import io.fakepolygon.clock.Agenda.Work;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of the code under test, on market time.
 *
 * <p>Nothing here waits for market time. The market thread asks {@link #nextDueNs}, moves time
 * there, calls {@link #startDue}, and lets time stand until nothing {@link #isBusy} any more; so
 * each timer runs at its own instant, however far the market is to go. One daemon thread, the timer
 * thread, runs all tasks one after the other; it begins with the first task.
 *
 * <p>Any thread may call any method, but {@link #startDue} belongs to the market thread.
 */
public final class MarketTimers implements AutoCloseable {
  private static final long CLOSE_WAIT_MS = 500;

  private final MarketTime time;
  private final Runnable onChange;
  private final String threadName;
  private final AtomicLong nextSequence = new AtomicLong();

  // Guards agenda, thread, closed, and shutDown of every scheduler. Nothing outside this room and
  // the JDK is called with it held: tasks, onChange, and cancelling what others submitted come
  // after unlocking.
  private final ReentrantLock lock = new ReentrantLock();
  // The timer thread waits here for work handed over, or the end.
  private final Condition workArrived = lock.newCondition();
  // Those in awaitTermination wait here for a piece of work to end or to be dropped.
  private final Condition workEnded = lock.newCondition();

  private final Agenda agenda = new Agenda();
  private @Nullable Thread thread;
  private boolean closed;

  /**
   * Timers without a task yet, and so without a thread.
   *
   * @param time the market time they fall due in
   * @param onChange called when a look at {@link #nextDueNs} or {@link #isBusy} may show something
   *     new: an earlier timer, or tasks finished. On any thread, without a lock held; it must
   *     return soon
   * @param threadName the name of the timer thread
   */
  public MarketTimers(MarketTime time, Runnable onChange, String threadName) {
    this.time = time;
    this.onChange = onChange;
    this.threadName = threadName;
  }

  /**
   * {@return when the first waiting timer is due, in nanoseconds since the Unix epoch, UTC} {@link
   * Long#MAX_VALUE} when none waits. It may lie in the past, when time moved on while a timer was
   * being scheduled or while its last run took long. Without the lock: it is asked at every step.
   */
  public long nextDueNs() {
    return agenda.nextDueNs();
  }

  /**
   * Hands every timer due at or before {@code nowNs} to the timer thread, by due time, then by
   * order of scheduling. Does not wait for them: see {@link #isBusy}. Market thread only.
   *
   * @param nowNs nanoseconds since the Unix epoch, UTC
   */
  public void startDue(long nowNs) {
    lock.lock();
    try {
      agenda.handOverDue(nowNs);
      wakeTimerThread();
    } finally {
      lock.unlock();
    }
  }

  /**
   * {@return whether a task that was handed over or given to be executed at once has not finished}
   */
  public boolean isBusy() {
    lock.lock();
    try {
      return agenda.isBusy();
    } finally {
      lock.unlock();
    }
  }

  /** {@return whether the calling thread is the timer thread} */
  public boolean onTimerThread() {
    lock.lock();
    try {
      return Thread.currentThread() == thread;
    } finally {
      lock.unlock();
    }
  }

  /**
   * {@return a new executor, with a shutdown of its own, on this timeline and the one timer thread}
   *
   * <p>It behaves as a {@link java.util.concurrent.ScheduledThreadPoolExecutor} with one thread and
   * its default policies, but delays count in market time; a cancelled timer is forgotten at once.
   * {@code awaitTermination} waits in real time, and as delayed tasks still run after {@code
   * shutdown}, market time has to reach them first. What a task given to {@code execute} throws
   * goes to the thread's uncaught exception handler.
   *
   * <p>Once it was shut down, or these timers are closed, it throws {@link
   * RejectedExecutionException}.
   */
  public ScheduledExecutorService newScheduler() {
    return new MarketScheduler(this);
  }

  /**
   * Cancels what waits, interrupts the task under way, and ends the timer thread, for which it
   * waits half a second at most. Every scheduler is shut down. Does nothing the second time.
   */
  @Override
  public void close() {
    List<Runnable> dropped;
    Thread ending;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      dropped = agenda.removeAll();
      ending = thread;
      interruptTimerThread();
      workArrived.signalAll();
      workEnded.signalAll();
    } finally {
      lock.unlock();
    }
    dropped.forEach(MarketTimers::cancel);
    onChange.run();
    if (ending != null && ending != Thread.currentThread()) {
      awaitEndOf(ending);
    }
  }

  long nowNs() {
    return time.nowNs();
  }

  /** Runs the task once, at once. */
  void execute(MarketScheduler scheduler, Runnable task) {
    lock.lock();
    try {
      refuseIfShutDown(scheduler);
      agenda.handOver(new Work(task, scheduler));
      wakeTimerThread();
    } finally {
      lock.unlock();
    }
  }

  /** Lets the task wait for its instant; without a delay, runs it at once. */
  <V> MarketTimer<V> schedule(
      MarketScheduler scheduler, Callable<V> task, long delayNs, Repetition repetition) {
    long dueNs = MarketTime.later(time.nowNs(), Math.max(0, delayNs));
    MarketTimer<V> timer =
        new MarketTimer<>(task, this, scheduler, nextSequence.getAndIncrement(), dueNs, repetition);
    if (delayNs <= 0) {
      execute(scheduler, timer);
    } else if (await(timer)) {
      onChange.run();
    }
    return timer;
  }

  /** A timer was cancelled: it waits no longer. */
  void forget(MarketTimer<?> timer) {
    lock.lock();
    try {
      agenda.forget(timer);
      workEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more tasks of this scheduler, and cancels the periodic ones; one under way ends with
   * its run.
   */
  void shutDown(MarketScheduler scheduler) {
    lock.lock();
    try {
      scheduler.shutDown = true;
      agenda.periodicOf(scheduler).forEach(timer -> timer.cancel(false));
      workEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more tasks of this scheduler, and interrupts the one under way. Returns those that had
   * not begun, in order of running.
   */
  List<Runnable> shutDownNow(MarketScheduler scheduler) {
    List<Runnable> removed;
    lock.lock();
    try {
      scheduler.shutDown = true;
      removed = agenda.removeOf(scheduler);
      if (agenda.isUnderWay(scheduler)) {
        interruptTimerThread();
      }
      workEnded.signalAll();
    } finally {
      lock.unlock();
    }
    onChange.run();
    return removed;
  }

  boolean isShutDown(MarketScheduler scheduler) {
    lock.lock();
    try {
      return closed || scheduler.shutDown;
    } finally {
      lock.unlock();
    }
  }

  boolean isTerminated(MarketScheduler scheduler) {
    lock.lock();
    try {
      return isShutDown(scheduler) && !agenda.hasWorkOf(scheduler);
    } finally {
      lock.unlock();
    }
  }

  boolean awaitTermination(MarketScheduler scheduler, long timeoutNanos)
      throws InterruptedException {
    long leftNanos = timeoutNanos;
    lock.lockInterruptibly();
    try {
      while (!isTerminated(scheduler)) {
        if (leftNanos <= 0) {
          return false;
        }
        leftNanos = workEnded.awaitNanos(leftNanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** {@return whether the timer is now the first that waits} */
  private boolean await(MarketTimer<?> timer) {
    lock.lock();
    try {
      refuseIfShutDown(timer.scheduler());
      return agenda.add(timer);
    } finally {
      lock.unlock();
    }
  }

  private void refuseIfShutDown(MarketScheduler scheduler) {
    if (closed) {
      throw new RejectedExecutionException(
          ("The market timers of thread '%s' are closed and take no more tasks."
                  + " Schedule before they are closed.")
              .formatted(threadName));
    }
    if (scheduler.shutDown) {
      throw new RejectedExecutionException(
          ("This scheduler of thread '%s' was shut down and takes no more tasks."
                  + " Schedule before that, or on a new one.")
              .formatted(threadName));
    }
  }

  // With the lock held.
  private void wakeTimerThread() {
    if (!agenda.hasHandedOver()) {
      return;
    }
    if (thread == null) {
      Thread starting = new Thread(this::runTasks, threadName);
      starting.setDaemon(true);
      starting.start();
      thread = starting;
    }
    workArrived.signal();
  }

  // With the lock held, so that the interrupt meets the task it is meant for and not the next.
  private void interruptTimerThread() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** The life of the timer thread. */
  private void runTasks() {
    for (Work work = takeNext(); work != null; work = takeNext()) {
      run(work.task());
      if (finish(work)) {
        run(onChange);
      }
    }
  }

  /** {@return the next work, which is under way from here on; null at the end} */
  private @Nullable Work takeNext() {
    lock.lock();
    try {
      while (!closed && !agenda.hasHandedOver()) {
        workArrived.awaitUninterruptibly();
      }
      if (closed) {
        return null;
      }
      Thread.interrupted(); // Came while there was no task, so it was meant for none.
      return agenda.begin();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends this work, or lets it wait for its next run. Returns whether the market thread should look
   * again.
   */
  private boolean finish(Work work) {
    long endNs = time.nowNs();
    lock.lock();
    try {
      agenda.end();
      Thread.interrupted(); // Was meant for the task that has ended.
      boolean nowFirst =
          work.task() instanceof MarketTimer<?> timer
              && timer.isToRunAgain()
              && repeat(timer, endNs);
      workEnded.signalAll();
      return nowFirst || !agenda.isBusy();
    } finally {
      lock.unlock();
    }
  }

  // With the lock held.
  private boolean repeat(MarketTimer<?> timer, long endNs) {
    if (isShutDown(timer.scheduler())) {
      timer.cancel(false);
      return false;
    }
    timer.becomeDueAgain(endNs);
    return agenda.add(timer);
  }

  /**
   * Runs on the timer thread what may throw, and reports as a dying thread would; but the thread
   * lives.
   */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable thrown) {
      Thread thread = Thread.currentThread();
      try {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
      } catch (Throwable ignored) {
        // As the JVM does with what an uncaught exception handler throws.
      }
    }
  }

  private static void cancel(Runnable dropped) {
    if (dropped instanceof Future<?> future) {
      future.cancel(false);
    }
  }

  private void awaitEndOf(Thread ending) {
    try {
      ending.join(CLOSE_WAIT_MS);
      if (ending.isAlive()) {
        log()
            .warn(
                "A task on timer thread '{}' still runs {} ms after it was interrupted; it is left to"
                    + " itself.",
                threadName,
                CLOSE_WAIT_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Asked for when there is something to say: the first question has SLF4J search the class path.
  private static Logger log() {
    return LoggerFactory.getLogger(MarketTimers.class);
  }
}
