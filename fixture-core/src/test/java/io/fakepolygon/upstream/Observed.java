package io.fakepolygon.upstream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Guards what one thread changes and another looks at or waits for. No wait is longer than its
 * patience.
 */
final class Observed {
  private final long patienceNs;

  Observed(Duration patience) {
    patienceNs = patience.toNanos();
  }

  /** How long a wait may be. */
  long patienceNs() {
    return patienceNs;
  }

  /** Changes something, and wakes whoever waits. */
  synchronized void change(Runnable change) {
    change.run();
    notifyAll();
  }

  synchronized <T> T look(Supplier<T> question) {
    return question.get();
  }

  /**
   * Waits until a condition holds.
   *
   * @throws AssertionError with the complaint, when it does not in time
   */
  synchronized void await(BooleanSupplier condition, Supplier<String> complaint) {
    long deadlineNs = System.nanoTime() + patienceNs;
    try {
      while (!condition.getAsBoolean()) {
        long leftNs = deadlineNs - System.nanoTime();
        if (leftNs <= 0) {
          throw new AssertionError(complaint.get());
        }
        TimeUnit.NANOSECONDS.timedWait(this, leftNs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted. " + complaint.get(), e);
    }
  }
}
