package io.fakepolygon.clock;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // What a timer did stands in the log.
class MarketTimersTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");
  private static final String THREAD = "timers under test";

  private final MarketTime time = MarketTime.startingAt(OPEN);
  private final Semaphore changes = new Semaphore(0);
  private final MarketTimers timers = new MarketTimers(time, changes::release, THREAD);
  private final ScheduledExecutorService scheduler = timers.newScheduler();

  // What the tasks did, in order. Written by the timer thread.
  private final List<String> log = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    timers.close();
  }

  @Test
  void timerRunsAtItsInstantAndNotBefore() {
    scheduler.schedule(write("alarm"), 10, SECONDS);

    advance(Duration.ofNanos(9_999_999_999L));
    assertThat(log).isEmpty();

    advance(Duration.ofNanos(1));
    assertThat(log).containsExactly("alarm at 10s");
  }

  @Test
  void timersRunByDueTimeWhateverTheOrderOfScheduling() {
    scheduler.schedule(write("late"), 3, SECONDS);
    scheduler.schedule(write("early"), 1, SECONDS);
    scheduler.schedule(write("middle"), 2, SECONDS);

    advance(Duration.ofMinutes(1));

    assertThat(log).containsExactly("early at 1s", "middle at 2s", "late at 3s");
  }

  @Test
  void timersDueTogetherRunInOrderOfScheduling() {
    scheduler.schedule(write("first"), 1, SECONDS);
    timers.newScheduler().schedule(write("second"), 1000, MILLISECONDS);
    scheduler.schedule(write("third"), 1, SECONDS);

    advance(Duration.ofMinutes(1));

    assertThat(log).containsExactly("first at 1s", "second at 1s", "third at 1s");
  }

  @Test
  void timerAnswersWithItsResult() throws Exception {
    ScheduledFuture<Instant> future = scheduler.schedule(time::now, 1, SECONDS);

    advance(Duration.ofMinutes(1));

    assertThat(future.get()).isEqualTo(OPEN.plusSeconds(1));
  }

  @Test
  void timerScheduledByATimerRunsInTheSameLeap() {
    scheduler.schedule(() -> scheduler.schedule(write("second"), 2, SECONDS), 1, SECONDS);

    advance(Duration.ofMinutes(1));

    assertThat(log).containsExactly("second at 3s");
  }

  @Test
  void fixedRateRunsAtEachOfItsInstantsInOneLeap() {
    scheduler.scheduleAtFixedRate(write("tick"), 1, 2, SECONDS);

    advance(Duration.ofSeconds(7));

    assertThat(log).containsExactly("tick at 1s", "tick at 3s", "tick at 5s", "tick at 7s");
  }

  @Test
  void fixedRateDoesNotMindHowLongARunTakes() {
    scheduler.scheduleAtFixedRate(writeAndTakeThreeSeconds("tick"), 1, 5, SECONDS);

    advance(Duration.ofSeconds(10));

    assertThat(log).containsExactly("tick at 1s", "tick at 6s");
  }

  @Test
  void fixedRateThatTookTooLongIsDueInThePast() {
    scheduler.scheduleAtFixedRate(writeAndTakeThreeSeconds("tick"), 1, 2, SECONDS);

    advance(Duration.ofSeconds(1));

    assertThat(timers.nextDueNs()).isEqualTo(nsAfterOpen(3)).isLessThan(time.nowNs());
  }

  @Test
  void fixedDelayCountsFromTheEndOfTheRun() {
    scheduler.scheduleWithFixedDelay(writeAndTakeThreeSeconds("tick"), 1, 5, SECONDS);

    advance(Duration.ofSeconds(10));

    assertThat(log).containsExactly("tick at 1s", "tick at 9s");
  }

  @Test
  void periodicTimersDueTogetherKeepTheOrderOfScheduling() {
    scheduler.scheduleAtFixedRate(write("a"), 1, 1, SECONDS);
    scheduler.scheduleAtFixedRate(write("b"), 1, 1, SECONDS);

    advance(Duration.ofSeconds(2));

    assertThat(log).containsExactly("a at 1s", "b at 1s", "a at 2s", "b at 2s");
  }

  @Test
  void periodicTimerWithoutInitialDelayBeginsAtOnce() {
    scheduler.scheduleAtFixedRate(write("tick"), 0, 2, SECONDS);
    awaitIdle();
    assertThat(log).containsExactly("tick at 0s");

    advance(Duration.ofSeconds(2));
    assertThat(log).containsExactly("tick at 0s", "tick at 2s");
  }

  @Test
  void taskWithoutDelayRunsAlthoughTimeStands() throws Exception {
    assertThat(scheduler.schedule(time::now, 0, SECONDS).get()).isEqualTo(OPEN);
    assertThat(scheduler.schedule(time::now, -1, SECONDS).get()).isEqualTo(OPEN);
    assertThat(scheduler.submit(time::now).get()).isEqualTo(OPEN);
    assertThat(scheduler.invokeAll(List.of(time::now)).get(0).get()).isEqualTo(OPEN);
  }

  @Test
  void executedTasksRunInOrderOnTheOneTimerThread() {
    scheduler.execute(() -> log.add(Thread.currentThread().getName()));
    timers.newScheduler().execute(() -> log.add(Thread.currentThread().getName()));
    scheduler.execute(() -> log.add("daemon " + Thread.currentThread().isDaemon()));
    awaitIdle();

    assertThat(log).containsExactly(THREAD, THREAD, "daemon true");
  }

  @Test
  void noThreadRunsBeforeTheFirstTask() {
    MarketTimers unused = new MarketTimers(time, changes::release, "thread of unused timers");
    unused.newScheduler().schedule(write("alarm"), 1, SECONDS);
    unused.startDue(time.nowNs());

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("thread of unused timers");
  }

  @Test
  void onlyTheTimerThreadIsTheTimerThread() throws Exception {
    assertThat(timers.onTimerThread()).isFalse();
    assertThat(scheduler.submit(timers::onTimerThread).get()).isTrue();
    assertThat(timers.onTimerThread()).isFalse();
  }

  @Test
  void busyUntilTheTaskHasFinished() {
    CountDownLatch mayFinish = new CountDownLatch(1);
    scheduler.schedule(waitFor(mayFinish), 1, SECONDS);
    assertThat(timers.isBusy()).isFalse();

    time.moveTo(nsAfterOpen(1));
    timers.startDue(time.nowNs());
    assertThat(timers.isBusy()).isTrue();

    mayFinish.countDown();
    awaitIdle();
    assertThat(timers.nextDueNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nothingIsDueWithoutTimers() {
    assertThat(timers.nextDueNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(timers.isBusy()).isFalse();
  }

  @Test
  void earlierTimerWakesTheMarketThread() {
    scheduler.schedule(write("late"), 2, SECONDS);
    changes.drainPermits();

    scheduler.schedule(write("early"), 1, SECONDS);

    assertThat(changes.tryAcquire()).isTrue();
    assertThat(timers.nextDueNs()).isEqualTo(nsAfterOpen(1));
  }

  @Test
  void nothingIsLockedWhileTheMarketThreadIsWoken() {
    CompletableFuture<Long> seenByAnother = new CompletableFuture<>();
    MarketTimers[] woken = new MarketTimers[1];
    Runnable look =
        () -> seenByAnother.complete(CompletableFuture.supplyAsync(woken[0]::nextDueNs).join());
    woken[0] = new MarketTimers(time, look, THREAD);

    woken[0].newScheduler().schedule(write("alarm"), 1, SECONDS);

    assertThat(seenByAnother).isCompletedWithValue(nsAfterOpen(1));
  }

  @Test
  void exceptionEndsAPeriodicTaskAndLandsInItsFuture() {
    ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(writeAndThrow("tick"), 1, 1, SECONDS);

    advance(Duration.ofSeconds(5));

    assertThat(log).containsExactly("tick at 1s");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(future::get)
        .havingCause()
        .withMessage("tick failed");
  }

  @Test
  void exceptionOfAnExecutedTaskGoesToTheUncaughtExceptionHandlerAndLaterTasksRun() {
    scheduler.execute(
        () ->
            Thread.currentThread()
                .setUncaughtExceptionHandler((thread, thrown) -> log.add(thrown.getMessage())));
    scheduler.execute(writeAndThrow("task"));
    scheduler.execute(write("next"));
    awaitIdle();

    assertThat(log).containsExactly("task at 0s", "task failed", "next at 0s");
  }

  @Test
  void uncaughtExceptionHandlerThatThrowsHarmsNoLaterTask() {
    scheduler.execute(
        () ->
            Thread.currentThread()
                .setUncaughtExceptionHandler(
                    (thread, thrown) -> {
                      throw new IllegalStateException("handler failed");
                    }));
    scheduler.execute(writeAndThrow("task"));
    scheduler.execute(write("next"));
    awaitIdle();

    assertThat(log).containsExactly("task at 0s", "next at 0s");
  }

  @Test
  void cancelledTimerIsForgotten() {
    ScheduledFuture<?> future = scheduler.schedule(write("alarm"), 1, SECONDS);

    assertThat(future.cancel(false)).isTrue();

    assertThat(timers.nextDueNs()).isEqualTo(Long.MAX_VALUE);
    advance(Duration.ofSeconds(5));
    assertThat(log).isEmpty();
  }

  @Test
  void periodicTaskMayCancelItself() {
    CompletableFuture<ScheduledFuture<?>> self = new CompletableFuture<>();
    Runnable once = () -> self.join().cancel(false);
    self.complete(scheduler.scheduleAtFixedRate(once, 1, 1, SECONDS));

    advance(Duration.ofSeconds(5));

    assertThat(self.join().isCancelled()).isTrue();
    assertThat(timers.nextDueNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void cancellingInterruptsTheTaskUnderWayButNotTheNext() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> stuck = scheduler.submit(writeWhetherInterrupted(begun));
    scheduler.execute(() -> log.add("next interrupted " + Thread.currentThread().isInterrupted()));
    begun.await();

    stuck.cancel(true);
    awaitIdle();

    assertThat(log).containsExactly("interrupted", "next interrupted false");
  }

  @Test
  void taskThatLeavesItsThreadInterruptedDoesNotInterruptTheNext() {
    scheduler.execute(() -> Thread.currentThread().interrupt());
    scheduler.execute(() -> log.add("next interrupted " + Thread.currentThread().isInterrupted()));
    awaitIdle();

    assertThat(log).containsExactly("next interrupted false");
  }

  @Test
  void interruptOfTheIdleTimerThreadDoesNotReachTheNextTask() throws Exception {
    Thread timerThread = scheduler.submit(Thread::currentThread).get();
    awaitIdle();

    timerThread.interrupt();
    scheduler.execute(() -> log.add("next interrupted " + Thread.currentThread().isInterrupted()));
    awaitIdle();

    assertThat(log).containsExactly("next interrupted false");
  }

  @Test
  void marketThreadIsWokenWithoutTheInterruptOfTheTask() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Runnable look = () -> interrupted.complete(Thread.currentThread().isInterrupted());
    MarketTimers woken = new MarketTimers(time, look, THREAD);

    woken.newScheduler().execute(() -> Thread.currentThread().interrupt());

    assertThat(interrupted.get()).isFalse();
    woken.close();
  }

  @Test
  void delayCountsDownInMarketTime() {
    ScheduledFuture<?> future = scheduler.schedule(write("alarm"), 10, SECONDS);

    time.moveTo(nsAfterOpen(4));

    assertThat(future.getDelay(SECONDS)).isEqualTo(6);
    assertThat(future.getDelay(NANOSECONDS)).isEqualTo(6_000_000_000L);
  }

  @Test
  void futuresCompareInOrderOfRunning() {
    ScheduledFuture<?> second = scheduler.schedule(write("second"), 2, SECONDS);
    ScheduledFuture<?> first = scheduler.schedule(write("first"), 1, SECONDS);
    ScheduledFuture<?> third = scheduler.schedule(write("third"), 2, SECONDS);

    assertThat(List.of(second, third, first).stream().sorted())
        .containsExactly(first, second, third);
  }

  @Test
  void hugeDelayIsNeverDue() {
    ScheduledFuture<?> future = scheduler.schedule(write("alarm"), Long.MAX_VALUE, DAYS);

    advance(Duration.ofDays(36_500));

    assertThat(log).isEmpty();
    assertThat(timers.nextDueNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(future.isDone()).isFalse();
  }

  @Test
  void hugePeriodIsNeverDueAgain() {
    scheduler.scheduleAtFixedRate(write("rate"), 0, Long.MAX_VALUE, DAYS);
    scheduler.scheduleWithFixedDelay(write("delay"), 0, Long.MAX_VALUE, DAYS);

    advance(Duration.ofDays(36_500));

    assertThat(log).containsExactly("rate at 0s", "delay at 0s");
  }

  @Test
  void refusesAPeriodOrDelayThatIsNotAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scheduler.scheduleAtFixedRate(write("tick"), 1, 0, SECONDS))
        .withMessage("Period 0 SECONDS cannot be repeated at. Give one above 0.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scheduler.scheduleWithFixedDelay(write("tick"), 1, -5, MILLISECONDS))
        .withMessage("Delay -5 MILLISECONDS cannot be repeated at. Give one above 0.");
  }

  @Test
  void afterShutdownDelayedTasksStillRun() {
    scheduler.schedule(write("alarm"), 1, SECONDS);
    scheduler.shutdown();
    assertThat(scheduler.isShutdown()).isTrue();
    assertThat(scheduler.isTerminated()).isFalse();

    advance(Duration.ofSeconds(1));

    assertThat(log).containsExactly("alarm at 1s");
    assertThat(scheduler.isTerminated()).isTrue();
  }

  @Test
  void shutdownCancelsPeriodicTasks() {
    ScheduledFuture<?> tick = scheduler.scheduleAtFixedRate(write("tick"), 1, 1, SECONDS);

    scheduler.shutdown();

    assertThat(tick.isCancelled()).isTrue();
    assertThat(timers.nextDueNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(scheduler.isTerminated()).isTrue();
  }

  @Test
  void periodicTaskUnderWayAtShutdownFinishesItsRun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayFinish = new CountDownLatch(1);
    Runnable task =
        () -> {
          begun.countDown();
          waitFor(mayFinish).run();
          log.add("finished");
        };
    ScheduledFuture<?> tick = scheduler.scheduleAtFixedRate(task, 0, 1, SECONDS);
    begun.await();

    scheduler.shutdown();
    mayFinish.countDown();
    awaitIdle();

    assertThat(log).containsExactly("finished");
    assertThat(tick.isCancelled()).isTrue();
    assertThat(scheduler.isTerminated()).isTrue();
  }

  @Test
  void periodicTaskHandedOverAtShutdownDoesNotBegin() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayFinish = new CountDownLatch(1);
    timers.newScheduler().execute(begunThenWait(begun, mayFinish));
    begun.await();
    scheduler.scheduleAtFixedRate(write("tick"), 0, 1, SECONDS);

    scheduler.shutdown();
    mayFinish.countDown();
    awaitIdle();

    assertThat(log).isEmpty();
    assertThat(scheduler.isTerminated()).isTrue();
  }

  @Test
  void shutDownSchedulerTakesNoMoreTasks() {
    scheduler.shutdown();

    String sentence =
        "This scheduler of thread 'timers under test' was shut down and takes no more tasks."
            + " Schedule before that, or on a new one.";
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> scheduler.schedule(write("alarm"), 1, SECONDS))
        .withMessage(sentence);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> scheduler.execute(write("task")))
        .withMessage(sentence);
  }

  @Test
  void shutdownOfOneSchedulerLeavesTheOthersAlone() {
    ScheduledExecutorService other = timers.newScheduler();
    other.scheduleAtFixedRate(write("tick"), 1, 1, SECONDS);
    scheduler.schedule(write("dropped"), 1, SECONDS);

    scheduler.shutdownNow();
    advance(Duration.ofSeconds(2));

    assertThat(log).containsExactly("tick at 1s", "tick at 2s");
    assertThat(other.isShutdown()).isFalse();
  }

  @Test
  void shutdownNowReturnsWhatHadNotBegunInOrderOfRunning() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    timers.newScheduler().execute(begunThenWait(begun, new CountDownLatch(1)));
    begun.await();
    ScheduledFuture<?> late = scheduler.schedule(write("late"), 2, SECONDS);
    ScheduledFuture<?> early = scheduler.schedule(write("early"), 1, SECONDS);
    Runnable atOnce = write("at once");
    scheduler.execute(atOnce);

    List<Runnable> notBegun = scheduler.shutdownNow();

    assertThat(notBegun).hasSize(3);
    assertThat(notBegun.get(0)).isSameAs(atOnce);
    assertThat(notBegun.get(1)).isSameAs(early);
    assertThat(notBegun.get(2)).isSameAs(late);
    assertThat(scheduler.isTerminated()).isTrue();
  }

  @Test
  void shutdownNowInterruptsItsTaskUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    scheduler.execute(writeWhetherInterrupted(begun));
    begun.await();

    scheduler.shutdownNow();

    assertThat(scheduler.awaitTermination(10, SECONDS)).isTrue();
    assertThat(log).containsExactly("interrupted");
  }

  @Test
  void shutdownNowDoesNotInterruptTheTaskOfAnother() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayFinish = new CountDownLatch(1);
    timers
        .newScheduler()
        .execute(
            () -> {
              begunThenWait(begun, mayFinish).run();
              log.add("interrupted " + Thread.currentThread().isInterrupted());
            });
    begun.await();

    scheduler.shutdownNow();
    mayFinish.countDown();
    awaitIdle();

    assertThat(log).containsExactly("interrupted false");
  }

  @Test
  void terminationIsAwaitedInRealTime() throws Exception {
    scheduler.schedule(write("alarm"), 1, SECONDS);
    scheduler.shutdown();

    assertThat(scheduler.awaitTermination(1, MILLISECONDS)).isFalse();
  }

  @Test
  void terminationComesWithTheLastTask() throws Exception {
    scheduler.schedule(write("alarm"), 1, SECONDS);
    scheduler.shutdown();
    Callable<Boolean> terminated = () -> scheduler.awaitTermination(30, SECONDS);
    ExecutorService waiter = Executors.newSingleThreadExecutor();
    Future<Boolean> answer = waiter.submit(terminated);

    advance(Duration.ofSeconds(1));

    assertThat(answer.get()).isTrue();
    waiter.shutdown();
  }

  @Test
  void terminationComesWithTheCancellationOfTheLastTask() throws Exception {
    ScheduledFuture<?> alarm = scheduler.schedule(write("alarm"), 1, SECONDS);
    scheduler.shutdown();

    alarm.cancel(false);

    assertThat(scheduler.awaitTermination(0, SECONDS)).isTrue();
  }

  @Test
  void closingCancelsWhatWaits() throws Exception {
    ScheduledFuture<?> alarm = scheduler.schedule(write("alarm"), 1, SECONDS);

    timers.close();

    assertThat(alarm.isCancelled()).isTrue();
    assertThat(timers.nextDueNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(scheduler.isShutdown()).isTrue();
    assertThat(scheduler.awaitTermination(0, SECONDS)).isTrue();
  }

  @Test
  void closingInterruptsTheTaskUnderWayAndEndsTheThread() throws Exception {
    Thread timerThread = scheduler.submit(Thread::currentThread).get();
    CountDownLatch begun = new CountDownLatch(1);
    scheduler.execute(writeWhetherInterrupted(begun));
    Future<?> next = scheduler.submit(write("next"));
    begun.await();

    timers.close();
    timerThread.join();

    assertThat(log).containsExactly("interrupted");
    assertThat(next.isCancelled()).isTrue();
    assertThat(timers.isBusy()).isFalse();
  }

  @Test
  void closingEndsAPeriodicTaskUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    ScheduledFuture<?> tick =
        scheduler.scheduleAtFixedRate(writeWhetherInterrupted(begun), 0, 1, SECONDS);
    begun.await();

    timers.close();
    awaitIdle();

    assertThat(tick.isCancelled()).isTrue();
    assertThat(timers.nextDueNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void closingDoesNotWaitForeverForATaskThatWillNotEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayFinish = new CountDownLatch(1);
    scheduler.execute(
        () -> {
          begun.countDown();
          while (mayFinish.getCount() > 0) {
            Thread.onSpinWait();
          }
        });
    begun.await();

    timers.close();

    assertThat(timers.isBusy()).isTrue();
    mayFinish.countDown();
    awaitIdle();
  }

  @Test
  void taskMayCloseItsTimers() {
    scheduler.execute(timers::close);
    awaitIdle();

    assertThat(scheduler.isShutdown()).isTrue();
  }

  @Test
  void closedTimersTakeNoMoreTasks() {
    timers.close();

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> timers.newScheduler().schedule(write("alarm"), 1, SECONDS))
        .withMessage(
            "The market timers of thread 'timers under test' are closed and take no more tasks."
                + " Schedule before they are closed.");
  }

  @Test
  void closingTwiceIsHarmless() {
    scheduler.execute(write("task"));
    awaitIdle();

    timers.close();
    timers.close();

    assertThat(log).containsExactly("task at 0s");
  }

  @Test
  void everyTimerRunsOnceWhileManyThreadsScheduleAndTheClockMoves() throws Exception {
    int threads = 4;
    int timersEach = 500;
    AtomicInteger runs = new AtomicInteger();
    ExecutorService users = Executors.newFixedThreadPool(threads);
    List<Callable<Void>> scheduling =
        IntStream.range(0, threads)
            .<Callable<Void>>mapToObj(
                user ->
                    () -> {
                      for (int i = 0; i < timersEach; i++) {
                        scheduler.schedule(runs::incrementAndGet, (i * 7 + user) % 20, SECONDS);
                      }
                      return null;
                    })
            .toList();
    List<Future<Void>> scheduled = scheduling.stream().map(users::submit).toList();

    for (Future<Void> future : scheduled) {
      advance(Duration.ofSeconds(5));
      future.get();
    }
    advance(Duration.ofSeconds(20));

    assertThat(runs).hasValue(threads * timersEach);
    users.shutdown();
  }

  /** What the market thread does: to each due instant in turn, waiting for what runs there. */
  private void advance(Duration amount) {
    awaitIdle();
    long targetNs = time.nowNs() + amount.toNanos();
    for (long dueNs = timers.nextDueNs(); dueNs <= targetNs; dueNs = timers.nextDueNs()) {
      time.moveTo(Math.max(dueNs, time.nowNs()));
      timers.startDue(time.nowNs());
      awaitIdle();
    }
    time.moveTo(Math.max(targetNs, time.nowNs()));
  }

  private void awaitIdle() {
    while (timers.isBusy()) {
      try {
        changes.acquire();
      } catch (InterruptedException e) {
        throw new AssertionError("Interrupted while a task had not finished", e);
      }
    }
  }

  private Runnable write(String word) {
    return () -> log.add(word + " at " + Duration.between(OPEN, time.now()).toSeconds() + "s");
  }

  private Runnable writeAndThrow(String word) {
    return () -> {
      write(word).run();
      throw new IllegalStateException(word + " failed");
    };
  }

  // While a task runs the market thread waits, so the task may stand in for it.
  private Runnable writeAndTakeThreeSeconds(String word) {
    return () -> {
      write(word).run();
      time.moveTo(time.nowNs() + 3_000_000_000L);
    };
  }

  private Runnable writeWhetherInterrupted(CountDownLatch begun) {
    return () -> {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        log.add("interrupted");
      }
    };
  }

  private static Runnable begunThenWait(CountDownLatch begun, CountDownLatch mayFinish) {
    return () -> {
      begun.countDown();
      waitFor(mayFinish).run();
    };
  }

  private static Runnable waitFor(CountDownLatch latch) {
    return () -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static long nsAfterOpen(long seconds) {
    return MarketTime.toNs(OPEN.plusSeconds(seconds));
  }
}
