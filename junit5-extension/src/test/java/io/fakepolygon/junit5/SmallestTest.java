package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Which world is the smallest, whatever a test does in it. */
class SmallestTest {
  private static final List<String> SYMBOLS = List.of("A", "B", "C", "D");
  private static final World WORLD = World.parse("seed=7");
  private static final Duration STEP = Duration.ofMillis(100);

  @Test
  void itHasOfEachWhatTheFailureNeeds() {
    World smallest =
        smallest(
            world ->
                symbolsOf(world).contains("C")
                    && scenariosOf(world).contains("GAP_UP")
                    && faultsOf(world).containsAll(List.of("DROP", "GAP"))
                    && stepsOf(world) >= 37);

    assertThat(smallest.text())
        .isEqualTo("seed=7 | symbols=C | span=3700ms | scenario=GAP_UP | faults=DROP; GAP");
  }

  @Test
  void whatMakesRoomForSomethingElseIsTriedAgain() {
    // A scenario that is needed only as long as there are two symbols.
    World smallest =
        smallest(world -> symbolsOf(world).size() == 1 || scenariosOf(world).contains("GAP_UP"));

    assertThat(smallest.text())
        .isEqualTo("seed=7 | symbols=A | span=0ms | scenario=none | faults=none");
  }

  @Test
  void itIsTheSameWhereEverythingIsNeeded() {
    assertThat(smallest(WORLD::equals)).isEqualTo(WORLD);
  }

  @Test
  void aSpanAsLongAsTheTestRanIsNone() {
    assertThat(
            smallest(
                world ->
                    symbolsOf(world).equals(SYMBOLS)
                        && scenariosOf(world).size() == 2
                        && faultsOf(world).size() == 3
                        && stepsOf(world) >= 1_000))
        .isEqualTo(WORLD);
  }

  @Test
  void aSmallerWorldCanBeMadeSmallerStill() {
    World before = World.parse("seed=7 | symbols=B,C | span=5s | scenario=GAP_UP | faults=none");

    World smallest =
        smallest(before, world -> symbolsOf(world).contains("B") && stepsOf(world) > 9);

    assertThat(smallest.text())
        .isEqualTo("seed=7 | symbols=B | span=1s | scenario=none | faults=none");
  }

  @Test
  void noWorldIsTriedTwice() {
    Map<World, Integer> tries = new HashMap<>();
    Attempts attempts =
        new Attempts(
            (world, left) -> {
              tries.merge(world, 1, Integer::sum);
              return symbolsOf(world).contains("C") && stepsOf(world) >= 37;
            },
            1_000,
            Duration.ofMinutes(1));

    new Smallest(size(), attempts).below(WORLD);

    assertThat(tries.values()).containsOnly(1);
    assertThat(tries).hasSizeLessThan(30);
  }

  @Test
  void afterItsTimeNothingIsTried() {
    Attempts attempts = new Attempts((world, left) -> true, 1_000, Duration.ZERO);

    assertThat(attempts.test(WORLD)).isFalse();
    assertThat(attempts.stopped()).contains("fakepolygon.shrink.seconds=0");
    assertThat(attempts.count()).isEqualTo("0 attempts");
  }

  private static World smallest(Predicate<World> fails) {
    return smallest(WORLD, fails);
  }

  private static World smallest(World world, Predicate<World> fails) {
    return new Smallest(size().of(world), fails).below(world);
  }

  private static Smallest.Size size() {
    return new Smallest.Size(
        SYMBOLS, List.of("GAP_UP", "LATE_PRINTS"), List.of("DROP", "CLOSE", "GAP"), 1_000, STEP);
  }

  private static List<String> symbolsOf(World world) {
    return world.symbols().orElse(SYMBOLS);
  }

  private static List<String> scenariosOf(World world) {
    return parts(world.scenario(), size().scenarios());
  }

  private static List<String> faultsOf(World world) {
    return parts(world.faults(), size().faults());
  }

  private static List<String> parts(Optional<String> text, List<String> otherwise) {
    return text.map(World::parts).orElse(otherwise);
  }

  private static long stepsOf(World world) {
    return world.span().map(span -> span.dividedBy(STEP)).orElse(1_000L);
  }
}
