package io.fakepolygon.server;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns clock, subscriptions and delivery order. Others hand it commands; it
 * takes them in the order in which they came, and sleeps without a timer while there is nothing to
 * do.
 */
final class MarketThread {

  private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private final Heartbeat heartbeat;
  private final String name;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean stopped;

  /** What moves by itself: asked after every command how long the thread may sleep. */
  interface Heartbeat {
    /**
     * Does what has fallen due. {@return nanoseconds until the next thing does, or Long.MAX_VALUE}
     */
    long beat();
  }

  MarketThread(String name, Heartbeat heartbeat) {
    this.name = name;
    this.heartbeat = heartbeat;
  }

  void start() {
    SpareThreads.run(name, this::run, ended::countDown);
  }

  /** Hands over a command and goes on. After the end of the thread, nothing happens. */
  void execute(Runnable command) {
    mailbox.add(command);
  }

  /** Lets the thread look again whether something has fallen due. */
  void wake() {
    execute(() -> {});
  }

  /**
   * Hands over a command and waits for its answer.
   *
   * @throws IllegalStateException if the thread has ended
   * @throws CancellationException if the calling thread is interrupted while it waits; its
   *     interrupt flag stays set
   */
  <T> T call(Callable<T> question) {
    return ask(new Call<>(question), call -> {});
  }

  /**
   * The same for what takes long: if the calling thread is interrupted, it is not left alone but
   * brought to its end.
   *
   * @param abandon lets the question end soon
   */
  <T> T call(Callable<T> question, Runnable abandon) {
    return ask(
        new Call<>(question),
        call -> {
          abandon.run();
          wake();
          call.answer.exceptionally(e -> null).join();
        });
  }

  private <T> T ask(Call<T> call, Consumer<Call<T>> onInterrupt) {
    execute(call);
    // Only what is one's own: another's command may be the one that lets the thread see its end.
    if (stopped && mailbox.remove(call)) {
      call.refuse();
    }
    try {
      return call.answer.get();
    } catch (InterruptedException e) {
      onInterrupt.accept(call);
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for the market thread");
    } catch (ExecutionException e) {
      throw asUnchecked(e);
    }
  }

  /** Notes what should never happen: an exception that nobody was waiting for. Any thread. */
  void failed(String what, Throwable failure) {
    failures.incrementAndGet();
    log().error(what, failure);
  }

  /** {@return how often {@link #failed} was called} Any thread. */
  long failures() {
    return failures.get();
  }

  boolean isStopped() {
    return stopped;
  }

  /**
   * Takes the commands that wait by now; those that come meanwhile have to wait for the next time.
   * Market thread only.
   */
  void runWaiting() {
    for (int waiting = mailbox.size(); waiting > 0; waiting--) {
      take(0);
    }
  }

  /**
   * Takes commands until something is true. Market thread only.
   *
   * @param done asked whenever no command waits
   * @param deadline asked with {@link System#nanoTime} when it may give up
   * @param meanwhile what goes on by itself all the time
   * @return whether it became true
   */
  boolean runUntil(BooleanSupplier done, Deadline deadline, Heartbeat meanwhile) {
    while (!done.getAsBoolean()) {
      long left = deadline.nanosLeft(System.nanoTime());
      if (left <= 0 || stopped) {
        return false;
      }
      take(Math.min(left, meanwhile.beat()));
      // Both questions look at every client: ask them once for all that waits, not for each pong.
      runWaiting();
    }
    return true;
  }

  /**
   * Ends the thread once the command it is at has returned, and waits for that. Any thread but the
   * market thread.
   */
  void stop() {
    stopped = true;
    wake();
    boolean interrupted = false;
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    refuseWaiting();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopped) {
      take(beat());
      // What waits by now needs one beat together, not one each.
      runWaiting();
    }
  }

  private long beat() {
    try {
      return heartbeat.beat();
    } catch (RuntimeException | Error e) {
      failed("The market's heartbeat failed; the market stands until the next command", e);
      return Long.MAX_VALUE;
    }
  }

  private void take(long nanos) {
    try {
      Runnable command =
          nanos == Long.MAX_VALUE ? mailbox.take() : mailbox.poll(nanos, TimeUnit.NANOSECONDS);
      if (command != null) {
        runSafely(command);
      }
    } catch (InterruptedException e) {
      log().warn("The market thread was interrupted; it takes no notice");
    }
  }

  private void refuseWaiting() {
    for (Runnable command = mailbox.poll(); command != null; command = mailbox.poll()) {
      if (command instanceof Call<?> call) {
        call.refuse();
      }
    }
  }

  private void runSafely(Runnable command) {
    try {
      command.run();
    } catch (RuntimeException | Error e) {
      failed("A command failed on the market thread", e);
    }
  }

  // Asked for when there is something to say: the first question has SLF4J search the class path.
  private static Logger log() {
    return LoggerFactory.getLogger(MarketThread.class);
  }

  private static RuntimeException asUnchecked(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException unchecked) {
      // Thrown on the market thread: say also where the caller stands.
      unchecked.addSuppressed(new Throwable("asked from here"));
      return unchecked;
    }
    return new IllegalStateException(e);
  }

  /** A question from another thread, and its answer. */
  private record Call<T>(Callable<T> question, CompletableFuture<T> answer) implements Runnable {
    private Call(Callable<T> question) {
      this(question, new CompletableFuture<>());
    }

    private void refuse() {
      answer.completeExceptionally(new ServerClosedException());
    }

    @Override
    public void run() {
      try {
        answer.complete(question.call());
      } catch (Throwable e) {
        // An Error too: whoever asked waits for an answer.
        answer.completeExceptionally(e);
      }
    }
  }

  /** How long waiting may go on. */
  interface Deadline {
    /**
     * {@return nanoseconds left at {@link System#nanoTime} {@code now}; zero or less when it is
     * over}
     */
    long nanosLeft(long now);
  }
}
