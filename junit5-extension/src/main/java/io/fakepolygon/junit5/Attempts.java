package io.fakepolygon.junit5;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Tries worlds, each once, until it has tried enough: what comes later does not fail. */
final class Attempts implements Predicate<World> {
  private final BiPredicate<World, Duration> attempt;
  private final int most;
  private final Duration longest;
  private final long begunNs = System.nanoTime();
  private final Map<World, Boolean> tried = new HashMap<>();
  private Optional<String> stopped = Optional.empty();

  /**
   * Tries nothing yet.
   *
   * @param attempt whether the test fails in a world, told how much time is left
   */
  Attempts(BiPredicate<World, Duration> attempt, int most, Duration longest) {
    this.attempt = attempt;
    this.most = most;
    this.longest = longest;
  }

  @Override
  public boolean test(World world) {
    Boolean known = tried.get(world);
    if (known != null) {
      return known;
    }
    Duration left = left();
    if (tried.size() >= most) {
      stopped = Optional.of("%s=%d".formatted(RunParameters.SHRINK_ATTEMPTS, most));
    } else if (left.isZero()) {
      stopped = Optional.of("%s=%d".formatted(RunParameters.SHRINK_SECONDS, longest.toSeconds()));
    }
    if (stopped.isPresent()) {
      return false;
    }
    boolean fails = attempt.test(world, left);
    tried.put(world, fails);
    return fails;
  }

  private Duration left() {
    Duration left = longest.minusNanos(System.nanoTime() - begunNs);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** {@return how many worlds were tried: {@code 1 attempt}} */
  String count() {
    return tried.size() == 1 ? "1 attempt" : tried.size() + " attempts";
  }

  /** {@return the limit that ended it, as the parameter of a run that sets it; mostly none} */
  Optional<String> stopped() {
    return stopped;
  }
}
