package io.fakepolygon.junit5;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.MarketClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/** What is told of a world in which a test fails, and that it comes first next time. */
class FailedWorldsTest {
  private static final String FILE = "io.fakepolygon.junit5.FailedWorldsTest_FailsInSome.test_.txt";
  private static final String FAILING = "fakepolygon.test.failing";

  @TempDir Path folder;

  @Test
  void belowTheFailureStandsHowToRunItsWorldAlone() {
    EngineExecutionResults results = run(Map.of(), Fails.class);

    assertThat(textBelow(Engine.failuresOf(results).get(0)))
        .isEqualToNormalizingNewlines(
            """
            The world of the failed test: seed 7, GAP_UP at 10m, no faults
              mvn test -Dtest='io.fakepolygon.junit5.FailedWorldsTest$Fails#test' -Dfakepolygon.world='seed=7 | scenario=GAP_UP at 10m | faults=none'
              @FakePolygon(seed = 7, symbols = "ONE", scenario = "GAP_UP at 2024-01-02T14:40:00Z")""");
  }

  @Test
  void theSameIsInTheReport() {
    assertThat(Engine.reportsOf(run(Map.of(), Fails.class)))
        .contains(
            Map.of(
                "fakepolygon.world",
                "seed=7 | scenario=GAP_UP at 10m | faults=none",
                "fakepolygon.rerun",
                "mvn test -Dtest='io.fakepolygon.junit5.FailedWorldsTest$Fails#test' -Dfakepolygon.world='seed=7 | scenario=GAP_UP at 10m | faults=none'",
                "fakepolygon.world.annotation",
                "@FakePolygon(seed = 7, symbols = \"ONE\", scenario = \"GAP_UP at 2024-01-02T14:40:00Z\")"));
  }

  @FakePolygon(seed = 7, symbols = "ONE")
  static class Fails {
    @FakePolygonWorlds(seeds = 1, scenarios = "GAP_UP at 10m", faults = "")
    void test(MarketClock clock) {
      clock.advance(Duration.ofSeconds(1));
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void theLineRunsThatWorldAlone() {
    EngineExecutionResults results =
        run(
            Map.of("fakepolygon.world", "seed=7 | scenario=GAP_UP at 10m | faults=none"),
            Fails.class);

    results.testEvents().assertStatistics(tests -> tests.started(1).failed(1));
  }

  @Test
  void worldsThatFailedComeFirstNextTimeTheLatestAtTheFront() {
    assertThat(seedsOf(run(failing(44, 46), FailsInSome.class)))
        .containsExactly(42, 43, 44, 45, 46);

    assertThat(seedsOf(run(failing(46), FailsInSome.class))).containsExactly(46, 44, 42, 43, 45);
    assertThat(seedsOf(run(failing(), FailsInSome.class))).containsExactly(46, 42, 43, 44, 45);
    assertThat(seedsOf(run(failing(), FailsInSome.class))).containsExactly(42, 43, 44, 45, 46);
  }

  @Test
  void theyAreRememberedInASmallFileWhichGoesWithTheLast() throws IOException {
    run(failing(44, 46), FailsInSome.class);
    assertThat(filesIn(folder)).containsExactly(FILE);
    assertThat(folder.resolve(FILE)).hasContent("seed=46\nseed=44\n");

    run(failing(), FailsInSome.class);
    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void aSeedThatTheRunHadIsTriedWhateverSeedItHasNow() {
    Map<String, String> otherRun = new HashMap<>(failing(101));
    otherRun.put("fakepolygon.seed", "100");
    run(otherRun, FailsInSome.class);

    assertThat(seedsOf(run(failing(), FailsInSome.class))).containsExactly(101, 42, 43, 44, 45, 46);
  }

  @Test
  void worldsThatAreNoLongerAskedForAreNotTried() throws IOException {
    Files.writeString(
        folder.resolve(FILE), "seed=43 | scenario=GAP_UP\nnonsense\nseed=44\nseed=1 | span=1s\n");

    assertThat(seedsOf(run(failing(), FailsInSome.class))).containsExactly(44, 42, 43, 45, 46);
  }

  @Test
  void aShrunkWorldIsNotRemembered() {
    run(Map.of("fakepolygon.world", "seed=7 | span=300ms"), Fails.class);

    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidBelowTheFailure() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("file"), "");
    Map<String, String> parameters = new HashMap<>(failing(44));
    parameters.put("fakepolygon.worldsFolder", noFolder.toString());

    List<Throwable> failures = Engine.failuresOf(Engine.run(parameters, FailsInSome.class));

    assertThat(failures)
        .singleElement()
        .extracting(FailedWorldsTest::textBelow)
        .asString()
        .contains("  not remembered, for java.nio.file.");
  }

  @Test
  void aTestThatIsAbortedIsNotOneThatFailed() {
    run(Map.of(), Aborts.class);

    assertThat(filesIn(folder)).isEmpty();
  }

  static class Aborts {
    @FakePolygonWorlds(seeds = 1)
    void test() {
      Assumptions.abort();
    }
  }

  @ExtendWith(FailsWhereTold.class)
  static class FailsInSome {
    @FakePolygonWorlds(seeds = 5)
    void test() {}
  }

  /** As the run says: tests run at the same time. */
  static final class FailsWhereTold implements BeforeTestExecutionCallback {
    @Override
    public void beforeTestExecution(ExtensionContext test) {
      String seed = test.getDisplayName().substring("seed ".length());
      assertThat(test.getConfigurationParameter(FAILING).orElse("").split(","))
          .doesNotContain(seed);
    }
  }

  private static Map<String, String> failing(Integer... seeds) {
    return Map.of(FAILING, Stream.of(seeds).map(String::valueOf).collect(joining(",")));
  }

  private EngineExecutionResults run(Map<String, String> parameters, Class<?> testClass) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("fakepolygon.worldsFolder", folder.toString());
    return Engine.run(all, testClass);
  }

  static String textBelow(Throwable failure) {
    return Stream.of(failure.getSuppressed())
        .filter(Postscript.class::isInstance)
        .map(Throwable::toString)
        .findFirst()
        .orElse("nothing");
  }

  private static List<Integer> seedsOf(EngineExecutionResults results) {
    return results
        .testEvents()
        .started()
        .map(Event::getTestDescriptor)
        .map(TestDescriptor::getDisplayName)
        .map(name -> Integer.valueOf(name.substring("seed ".length())))
        .toList();
  }

  private static List<String> filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
