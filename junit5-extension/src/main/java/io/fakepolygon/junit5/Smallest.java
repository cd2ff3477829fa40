package io.fakepolygon.junit5;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a world smaller as long as it fails: fewer faults, fewer scenarios, fewer symbols, a
 * shorter span, and once more where one of these has made room for another.
 */
final class Smallest {
  private final Size size;
  private final Predicate<World> fails;

  /**
   * Looks for the smallest.
   *
   * @param size what there is to leave out
   * @param fails whether the test fails in a world, in the same way
   */
  Smallest(Size size, Predicate<World> fails) {
    this.size = size;
    this.fails = fails;
  }

  /** {@return a world that fails as this one does, from which nothing can be left out} */
  World below(World failing) {
    World current = failing;
    Size left = size;
    while (true) {
      World before = current;
      current = fewerFaults(current, left.faults);
      current = fewerScenarios(current, left.scenarios);
      current = fewerSymbols(current, left.symbols);
      current = shorter(current, left.steps);
      if (current.equals(before)) {
        return current;
      }
      left = left.of(current);
    }
  }

  private World fewerFaults(World world, List<String> all) {
    List<String> left = DeltaDebugging.minimal(all, some -> fails.test(world.withFaults(some)));
    return left.size() < all.size() ? world.withFaults(left) : world;
  }

  private World fewerScenarios(World world, List<String> all) {
    List<String> left = DeltaDebugging.minimal(all, some -> fails.test(world.withScenario(some)));
    return left.size() < all.size() ? world.withScenario(left) : world;
  }

  private World fewerSymbols(World world, List<String> all) {
    List<String> left =
        DeltaDebugging.minimal(all, some -> !some.isEmpty() && fails.test(world.withSymbols(some)));
    return left.size() < all.size() ? world.withSymbols(left) : world;
  }

  // Where a shorter market fails, a longer one that is otherwise the same mostly does.
  private World shorter(World world, long steps) {
    // One that has been shortened before is mostly as short as it can be.
    long first = world.span().isPresent() ? steps - 1 : steps;
    if (steps <= 0 || !fails.test(world.withSpan(span(first)))) {
      return world;
    }
    long tooShort = -1;
    long longEnough = first;
    while (longEnough - tooShort > 1) {
      long tried = Math.floorDiv(tooShort + longEnough, 2);
      if (fails.test(world.withSpan(span(tried)))) {
        longEnough = tried;
      } else {
        tooShort = tried;
      }
    }
    // As long as the test ran is as good as for good.
    return longEnough == steps ? world : world.withSpan(span(longEnough));
  }

  private Duration span(long steps) {
    return size.step.multipliedBy(steps);
  }

  /**
   * What a world can be made smaller by.
   *
   * @param symbols that it has
   * @param scenarios each as text
   * @param faults each as text
   * @param steps how many the test has seen of it; none if nobody knows, or it cannot have a span
   * @param step the distance of two
   */
  record Size(
      List<String> symbols,
      List<String> scenarios,
      List<String> faults,
      long steps,
      Duration step) {

    Size of(World world) {
      return new Size(
          world.symbols().orElse(symbols),
          world.scenario().map(World::parts).orElse(scenarios),
          world.faults().map(World::parts).orElse(faults),
          world.span().map(span -> span.dividedBy(step)).orElse(steps),
          step);
    }
  }
}
