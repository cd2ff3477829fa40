package io.fakepolygon.junit5;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** How long a client waits, and what it says when it has waited in vain. */
final class Patience {
  private final Recording recording;
  private final Supplier<String> story;
  private volatile Duration longest = Duration.ofSeconds(10);

  /**
   * A patience of 10 s.
   *
   * @param story what happened so far, for whoever waited in vain
   */
  Patience(Recording recording, Supplier<String> story) {
    this.recording = recording;
    this.story = story;
  }

  void setLongest(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("The patience %s is not above 0".formatted(value));
    }
    longest = value;
  }

  /**
   * Waits for what an open connection alone can bring.
   *
   * @throws IllegalStateException if the connection ended before
   */
  void await(String what, BooleanSupplier condition) {
    awaitEvenAfterTheEnd(
        what,
        () -> {
          boolean over = recording.hasEnded();
          boolean holds = condition.getAsBoolean();
          if (over && !holds) {
            throw new IllegalStateException(
                "The connection ended before it came: %s%n%s".formatted(what, story.get()));
          }
          return holds;
        });
  }

  /**
   * Waits for what can come whether or not the connection is open.
   *
   * @throws ConditionTimeoutException if it does not come in time
   */
  void awaitEvenAfterTheEnd(String what, BooleanSupplier condition) {
    Duration atMost = longest;
    try {
      // Without pauses between two polls: each lasts until something changes.
      Awaitility.await(what)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ZERO)
          .atMost(atMost)
          .until(() -> holdsSoon(what, condition));
    } catch (ConditionTimeoutException e) {
      throw new ConditionTimeoutException(
          "Did not come within %s: %s%n%s".formatted(atMost, what, story.get()), e);
    }
  }

  private boolean holdsSoon(String what, BooleanSupplier condition) {
    try {
      return recording.holdsSoon(condition);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for " + what);
    }
  }
}
