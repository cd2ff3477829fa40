package io.fakepolygon.junit5;

import io.fakepolygon.referee.Objection;
import io.fakepolygon.referee.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What the referees of a test's servers say when it is over, where the test asks for that. */
final class Verdict {
  // For what a client has said last and the server has not read yet: a close frame above all.
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(2);
  private static final int MOST_SHOWN = 20;

  private Verdict() {}

  /** {@return the failure of a test in which there is something to object to} */
  static Optional<AssertionFailedError> of(TestServers servers) {
    List<TestMarket> judged =
        servers.ending().stream().filter(market -> market.declaration().referee()).toList();
    if (judged.isEmpty()) {
      return Optional.empty();
    }
    // The test may have left its thread interrupted, and that is not to be objected to.
    boolean interrupted = Thread.interrupted();
    try {
      return failure(judged.stream().flatMap(market -> sentence(market).stream()).toList());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Puts it below what a test has failed with. */
  static void addTo(Throwable failure, TestServers servers) {
    if (failure instanceof TestAbortedException) {
      return;
    }
    try {
      of(servers).ifPresent(failure::addSuppressed);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static Optional<AssertionFailedError> failure(List<String> sentences) {
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(new AssertionFailedError(String.join("\n", sentences)));
  }

  private static Optional<String> sentence(TestMarket market) {
    List<Objection> objections = settled(market);
    if (objections.isEmpty()) {
      return Optional.empty();
    }
    String name = market.declaration().name();
    List<String> lines = new ArrayList<>();
    lines.add(
        "The referee%s objects to what the code under test did:"
            .formatted(name.isEmpty() ? "" : " of '" + name + "'"));
    objections.stream().limit(MOST_SHOWN).forEach(objection -> lines.add("  " + objection));
    if (objections.size() > MOST_SHOWN) {
      lines.add("  and %d more".formatted(objections.size() - MOST_SHOWN));
    }
    return Optional.of(String.join("\n", lines));
  }

  private static List<Objection> settled(TestMarket market) {
    try {
      return Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(BETWEEN_TWO_LOOKS)
          .atMost(LAST_WORDS)
          .until(
              () -> objections(market),
              objections ->
                  objections.stream().noneMatch(objection -> objection.rule() == Rule.LEFT_OPEN));
    } catch (ConditionTimeoutException e) {
      return objections(market);
    }
  }

  private static List<Objection> objections(TestMarket market) {
    return market.server().referee().objectionsAtEnd().stream()
        .filter(objection -> !market.injected().contains(objection.connection()))
        .toList();
  }
}
