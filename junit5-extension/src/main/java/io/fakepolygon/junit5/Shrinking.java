package io.fakepolygon.junit5;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Looks for the smallest world in which a test fails as it just did, by running it again. */
final class Shrinking {
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

  private final ExtensionContext test;
  private final RunParameters run;
  private final World world;
  private final List<Declaration> asDeclared;
  private final Smallest.Size size;

  /**
   * Runs nothing yet.
   *
   * @param asDeclared the servers, as no world has changed them
   * @param reached the market time at which the test failed; null if nobody knows
   */
  Shrinking(
      ExtensionContext test, World world, List<Declaration> asDeclared, @Nullable Instant reached) {
    this.test = test;
    this.world = world;
    this.asDeclared = asDeclared;
    run = RunParameters.of(test);
    size = size(Declarations.over(asDeclared, world).get(0).config(), reached);
  }

  /** {@return what is left of the world that fails in the same way} */
  Shrunk of(Throwable failure) {
    WayOfFailing way = WayOfFailing.of(failure, test.getRequiredTestClass());
    try {
      return shrink(
          new Attempts(
              (candidate, left) -> failsIn(candidate, left, way),
              run.shrinkAttempts(),
              run.shrinkTime()));
    } catch (JUnitException e) {
      // The failure itself is worth more.
      return Shrunk.not(
          "run again by itself, the test could not be found or started: " + e.getMessage());
    } catch (NoClassDefFoundError e) {
      return Shrunk.not(
          "junit-platform-launcher is not on the class path. Add org.junit.platform:junit-platform-launcher to the tests");
    }
  }

  private Shrunk shrink(Attempts attempts) {
    if (!attempts.test(world)) {
      return Shrunk.not(
          "run again by itself, the test did not fail in the same way. It may depend on other tests, or on real time");
    }
    World smallest = new Smallest(size, canBe().and(attempts)).below(world);
    String limit =
        attempts
            .stopped()
            .map(
                parameter -> ". It ended with %s, and may not be the smallest".formatted(parameter))
            .orElse("");
    return smallest.equals(world)
        ? new Shrunk(
            "not shrunk: nothing can be left out of this world, as %s showed%s"
                .formatted(attempts.count(), limit),
            Optional.empty())
        : new Shrunk(
            "shrunk in %s to a world in which it fails in the same way%s: %s"
                .formatted(attempts.count(), limit, smallest.displayName()),
            Optional.of(smallest));
  }

  // Not where a symbol that is left follows one that is not.
  private Predicate<World> canBe() {
    return candidate -> {
      try {
        return !Declarations.over(asDeclared, candidate).isEmpty();
      } catch (ExtensionConfigurationException e) {
        return false;
      }
    };
  }

  private boolean failsIn(World candidate, Duration left, WayOfFailing way) {
    return NestedRun.failure(idOfTheTest(), parameters(candidate, left))
        .map(failure -> WayOfFailing.of(failure, test.getRequiredTestClass()))
        .filter(way::equals)
        .isPresent();
  }

  private Map<String, String> parameters(World candidate, Duration left) {
    Map<String, String> parameters = new LinkedHashMap<>(run.handedOn());
    parameters.put(RunParameters.WORLD, candidate.text());
    parameters.put(RunParameters.WITHIN_SHRINKING, "true");
    parameters.put("junit.jupiter.execution.parallel.enabled", "false");
    // One that hangs in a smaller world.
    parameters.put(
        "junit.jupiter.execution.timeout.default",
        Math.max(left.toSeconds(), SHORTEST_TIMEOUT.toSeconds()) + " s");
    return parameters;
  }

  /** {@return the id of the method, whose invocations the worlds are} */
  private String idOfTheTest() {
    return test.getParent().orElseThrow().getUniqueId();
  }

  private Smallest.Size size(FakePolygonConfig config, @Nullable Instant reached) {
    MarketSpec market = config.market();
    return new Smallest.Size(
            market.symbols(),
            market.scenarios().stream().map(Scenario::text).toList(),
            config.faults().stream().map(Fault::text).toList(),
            reached == null || config.clockMode() == ClockMode.REAL_TIME
                ? 0
                : stepsUntil(reached, config),
            market.interval())
        .of(world);
  }

  private static long stepsUntil(Instant reached, FakePolygonConfig config) {
    Duration span = config.span();
    Duration run = Duration.between(config.start(), reached);
    Duration seen = span != null && span.compareTo(run) < 0 ? span : run;
    long steps = seen.dividedBy(config.market().interval());
    return config.market().interval().multipliedBy(steps).equals(seen) ? steps : steps + 1;
  }
}
