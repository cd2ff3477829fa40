package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.FailedWorldsTest.textBelow;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.protocol.Trade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** A failing world is made as small as it can be while its test fails in the same way. */
class ShrinkingTest {
  @TempDir Path folder;

  @Test
  void ofTheSymbolsThoseAreLeftThatTheFailureNeedsAndTheSpanEndsWithIt() {
    Map<String, String> report = lastReport(run(NeedsOneSymbol.class));

    String span = timeOfTheFirstTradeFrom(104) + "ms";
    assertThat(report)
        .containsEntry(
            "fakepolygon.shrunk.world",
            "seed=42 | symbols=B | span=%s | scenario=none".formatted(span))
        .containsEntry(
            "fakepolygon.shrunk.world.annotation",
            "@FakePolygon(seed = 42, symbols = \"B\", span = \"%s\")".formatted(span));
  }

  private static long timeOfTheFirstTradeFrom(double priceUsd) {
    FakePolygonConfig config = FakePolygonConfig.builder().symbols("B").build();
    try (FakePolygonServer polygon = TheRun.start(config)) {
      return polygon
          .tape()
          .of("T.B")
          .between(config.start(), config.start().plusSeconds(20))
          .stream(Trade.class)
          .filter(trade -> trade.priceUsd() >= priceUsd)
          .mapToLong(trade -> trade.sipTimestampMs() - config.start().toEpochMilli())
          .min()
          .orElseThrow();
    }
  }

  @FakePolygon(symbols = {"A", "B", "C", "D", "E"})
  static class NeedsOneSymbol {
    @FakePolygonWorlds(seeds = 1, scenarios = "LATE_PRINTS at 1h", shrink = true)
    void neverRises(FakePolygonServer polygon, MarketClock clock) {
      clock.advance(Duration.ofSeconds(20));
      assertThat(polygon.tape().of("T.B").elapsed().stream(Trade.class))
          .extracting(Trade::priceUsd)
          .allSatisfy(price -> assertThat(price).isLessThan(104));
    }
  }

  @Test
  void ofTheScenariosThoseAreLeftThatTheFailureNeeds() {
    Map<String, String> report = lastReport(run(NeedsOneScenario.class));

    assertThat(report)
        .containsEntry(
            "fakepolygon.shrunk.world", "seed=42 | symbols=A | scenario=GAP_UP at 3m strength 2")
        .containsEntry(
            "fakepolygon.shrunk.world.annotation",
            "@FakePolygon(seed = 42, symbols = \"A\", scenario = \"GAP_UP at 2024-01-02T14:33:00Z strength 2.0\")");
  }

  @FakePolygon(symbols = {"A", "B"})
  static class NeedsOneScenario {
    @FakePolygonWorlds(
        seeds = 1,
        scenarios =
            "LATE_PRINTS; GAP_DOWN at 1m; TRADING_HALT at 2m; GAP_UP at 3m strength 2; OPENING_BURST at 4m",
        shrink = true)
    void test(FakePolygonServer polygon) {
      assertThat(polygon.scenarios())
          .extracting(Scenario::kind)
          .doesNotContain(ScenarioKind.GAP_UP);
    }
  }

  @Test
  void ofTheFaultsThoseAreLeftThatTheFailureNeeds() {
    assertThat(lastReport(run(NeedsOneFault.class)))
        .containsEntry(
            "fakepolygon.shrunk.world",
            "seed=42 | symbols=B | span=300ms | faults=GAP on T.B after 2")
        .containsEntry(
            "fakepolygon.shrunk.world.annotation",
            "@FakePolygon(seed = 42, symbols = \"B\", faults = \"GAP on T.B after 2\", span = \"300ms\")");
  }

  @FakePolygon(symbols = {"A", "B"})
  static class NeedsOneFault {
    @FakePolygonWorlds(
        seeds = 1,
        faults =
            "GAP on T.A after 3; DUPLICATE_EVENT on T.B after 1; GAP on T.B after 2; DROP at 1h",
        shrink = true)
    void test(FakePolygonServer polygon, MarketClock clock, RecordingClient client) {
      client.subscribe("T.B");
      clock.advance(Duration.ofSeconds(2));
      assertThat(client.received().trades())
          .containsAll(polygon.tape().of("T.B").elapsed().stream(Trade.class).toList());
    }
  }

  @Test
  void whereNothingCanBeLeftOutItIsSaid() {
    EngineExecutionResults results = run(NeedsEverything.class);

    assertThat(textBelow(Engine.failuresOf(results).get(0)))
        .matches(
            "(?s).*  not shrunk: nothing can be left out of this world, as \\d+ attempts showed");
    assertThat(lastReport(results)).doesNotContainKey("fakepolygon.shrunk.world");
  }

  @FakePolygon(symbols = {"A", "B"})
  static class NeedsEverything {
    @FakePolygonWorlds(seeds = 1, scenarios = "GAP_UP; GAP_DOWN at 1s", shrink = true)
    void test(FakePolygonServer polygon, MarketClock clock) {
      clock.advance(Duration.ofSeconds(1));
      int trades = polygon.tape().of("T.A", "T.B").elapsed().toList().size();
      assertThat(trades == 20 && polygon.scenarios().size() == 2).isFalse();
    }
  }

  @Test
  void aWorldThatFailsInAnotherWayIsNotASmallerOne() {
    assertThat(lastReport(run(FailsOtherwiseWithoutB.class)))
        .containsEntry("fakepolygon.shrunk.world", "seed=42 | symbols=B");
  }

  @FakePolygon(symbols = {"A", "B"})
  static class FailsOtherwiseWithoutB {
    @FakePolygonWorlds(seeds = 1, shrink = true)
    void test(FakePolygonServer polygon) {
      // Without B an IllegalArgumentException.
      polygon.tape().of("T.B");
      throw new AssertionError("in the same way");
    }
  }

  @Test
  void whatDoesNotFailAgainIsNotShrunk() {
    assertThat(lastReport(run(FailsOnce.class)))
        .containsEntry(
            "fakepolygon.shrinking",
            "not shrunk: run again by itself, the test did not fail in the same way. It may depend on other tests, or on real time");
  }

  static class FailsOnce {
    private static final AtomicInteger RUNS = new AtomicInteger();

    @FakePolygonWorlds(seeds = 1, shrink = true)
    void test() {
      assertThat(RUNS.incrementAndGet()).isGreaterThan(1);
    }
  }

  @Test
  void withoutJUnitsLauncherItIsSaidThatItIsNeeded() throws ClassNotFoundException {
    Class<?> test =
        new OursWithout("org.junit.platform.launcher.").loadClass(DoesNotAsk.class.getName());

    assertThat(lastReport(run(Map.of("fakepolygon.shrink", "true"), test)))
        .containsEntry(
            "fakepolygon.shrinking",
            "not shrunk: junit-platform-launcher is not on the class path. Add org.junit.platform:junit-platform-launcher to the tests");
  }

  @Test
  void itEndsAfterSoManyAttemptsWithWhatItHas() {
    assertThat(lastReport(run(Map.of("fakepolygon.shrink.attempts", "3"), NeedsOneSymbol.class)))
        .hasEntrySatisfying(
            "fakepolygon.shrinking",
            sentence ->
                assertThat(sentence)
                    .startsWith(
                        "shrunk in 3 attempts to a world in which it fails in the same way. It ended with fakepolygon.shrink.attempts=3, and may not be the smallest: seed 42"));
  }

  @Test
  void ofOneTestTheFirstWorldThatFailsIsShrunk() {
    assertThat(Engine.reportsOf(run(FailsInThree.class)))
        .filteredOn(report -> report.containsKey("fakepolygon.shrinking"))
        .singleElement()
        .satisfies(report -> assertThat(report).containsEntry("fakepolygon.world", "seed=42"));
  }

  static class FailsInThree {
    @FakePolygonWorlds(seeds = 3, shrink = true)
    void test() {
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void nobodyAsksUnlessTheTestOrTheRunDoes() {
    assertThat(lastReport(run(Map.of("fakepolygon.shrink", "false"), NeedsOneSymbol.class)))
        .doesNotContainKey("fakepolygon.shrinking");
    assertThat(lastReport(run(DoesNotAsk.class))).doesNotContainKey("fakepolygon.shrinking");
    assertThat(lastReport(run(Map.of("fakepolygon.shrink", "true"), DoesNotAsk.class)))
        .containsKey("fakepolygon.shrinking");
  }

  static class DoesNotAsk {
    @FakePolygonWorlds(seeds = 1)
    void test() {
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void ofTheAttemptsNothingIsReportedAndNothingRemembered() {
    EngineExecutionResults results = run(Reports.class);

    results.allEvents().assertStatistics(all -> all.reportingEntryPublished(3));
    results.testEvents().assertStatistics(tests -> tests.started(1).finished(1).failed(1));
    assertThat(Reports.RUNS).hasValueGreaterThan(2);
    assertThat(folder.resolve("worlds")).isDirectoryContaining("glob:**Reports.test_*.txt");
    assertThat(folder.resolve("worlds").toFile().list()).hasSize(1);
    assertThat(folder.resolve("reports").toFile().list())
        .hasSize(3)
        .allSatisfy(file -> assertThat(file).contains("Reports.test#1."));
  }

  static class Reports {
    static final AtomicInteger RUNS = new AtomicInteger();

    @FakePolygonWorlds(seeds = 1, shrink = true)
    void test(TestReporter reporter) {
      RUNS.incrementAndGet();
      reporter.publishEntry("run", "a run");
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void theClassIsSetUpForEachAttempt() {
    run(CountsInstances.class);

    assertThat(CountsInstances.SET_UP.get()).isEqualTo(CountsInstances.RUNS.get());
  }

  static class CountsInstances {
    static final AtomicInteger SET_UP = new AtomicInteger();
    static final AtomicInteger RUNS = new AtomicInteger();

    @BeforeEach
    void setUp() {
      SET_UP.incrementAndGet();
    }

    @FakePolygonWorlds(seeds = 1, shrink = true)
    void test() {
      RUNS.incrementAndGet();
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void anAnswerThatIsNoneIsRefused() {
    assertThat(Engine.failuresOf(run(Map.of("fakepolygon.shrink", "yes"), DoesNotAsk.class)))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "The configuration parameter fakepolygon.shrink is 'yes', which is neither true nor false. Write one of them");
  }

  private EngineExecutionResults run(Class<?> testClass) {
    return run(Map.of(), testClass);
  }

  private EngineExecutionResults run(Map<String, String> parameters, Class<?> testClass) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("fakepolygon.worldsFolder", folder.resolve("worlds").toString());
    all.put("fakepolygon.reportFolder", folder.resolve("reports").toString());
    return Engine.run(all, testClass);
  }

  private static Map<String, String> lastReport(EngineExecutionResults results) {
    List<Map<String, String>> reports = Engine.reportsOf(results);
    return reports.get(reports.size() - 1);
  }
}
