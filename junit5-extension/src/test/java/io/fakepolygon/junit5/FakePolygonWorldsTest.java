package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.ClockMode;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.market.Scenario;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

class FakePolygonWorldsTest {
  @TempDir Path folder;

  @Test
  void aTestRunsOnceForEachSeedInEachScenario() {
    EngineExecutionResults results = run(SeedsAndScenarios.class);

    assertThat(namesOf(results))
        .containsExactly(
            "seed 7, no scenario",
            "seed 7, GAP_UP at 10m; LATE_PRINTS",
            "seed 8, no scenario",
            "seed 8, GAP_UP at 10m; LATE_PRINTS");
    assertThat(marketsOf(results))
        .containsExactly(
            "7 [ONE] []",
            "7 [ONE] [GAP_UP at 2024-01-02T14:40:00Z, LATE_PRINTS at 2024-01-02T14:30:00Z]",
            "8 [ONE] []",
            "8 [ONE] [GAP_UP at 2024-01-02T14:40:00Z, LATE_PRINTS at 2024-01-02T14:30:00Z]");
  }

  @FakePolygon(seed = 7, symbols = "ONE", scenario = "TRADING_HALT")
  static class SeedsAndScenarios implements Told {
    @FakePolygonWorlds(
        seeds = 2,
        scenarios = {"", "GAP_UP at 10m; LATE_PRINTS"})
    void test() {}
  }

  @Test
  void eachAlternativeOfFaultsIsAWorld() {
    EngineExecutionResults results = run(UnderFaults.class);

    assertThat(namesOf(results))
        .containsExactly("seed 42, no faults", "seed 42, DROP on T.ONE after 3; GAP at 10m");
    assertThat(marketsOf(results))
        .containsExactly(
            "42 [ONE] []", "42 [ONE] [] [DROP on T.ONE after 3, GAP at 2024-01-02T14:40:00Z]");
  }

  @FakePolygon(symbols = "ONE", faults = "CLOSE at 1h")
  static class UnderFaults implements Told {
    @FakePolygonWorlds(
        seeds = 1,
        faults = {"", "DROP on T.ONE after 3; GAP at 10m"})
    void test() {}
  }

  @Test
  void whatIsNotAskedForIsAsDeclared() {
    EngineExecutionResults results = run(SeedsAlone.class);

    assertThat(namesOf(results)).containsExactly("seed 7", "seed 8", "seed 9");
    assertThat(marketsOf(results))
        .containsExactly(
            "7 [ONE] [TRADING_HALT at 2024-01-02T14:30:00Z]",
            "8 [ONE] [TRADING_HALT at 2024-01-02T14:30:00Z]",
            "9 [ONE] [TRADING_HALT at 2024-01-02T14:30:00Z]");
  }

  @FakePolygon(seed = 7, symbols = "ONE", scenario = "TRADING_HALT")
  static class SeedsAlone implements Told {
    @FakePolygonWorlds(seeds = 3)
    void test() {}
  }

  @Test
  void whereNothingIsDeclaredTheMarketHasAllDefaults() {
    assertThat(marketsOf(run(NothingDeclared.class)))
        .containsExactly("42 [FAKETICKER, TESTSTOCK] []", "43 [FAKETICKER, TESTSTOCK] []");
  }

  static class NothingDeclared implements Told {
    @FakePolygonWorlds(seeds = 2)
    void test() {}
  }

  @Test
  void seedsCountUpFromThatOfTheRun() {
    assertThat(namesOf(run(Map.of("fakepolygon.seed", "100"), NothingDeclared.class)))
        .containsExactly("seed 100", "seed 101");
  }

  @Test
  void anExtensionInAFieldHasItsWorldsToo() {
    assertThat(marketsOf(run(InAStaticField.class))).containsExactly("7 [ONE] []", "8 [ONE] []");
    assertThat(marketsOf(run(InAnInstanceField.class)))
        .containsExactly("42 [ONE] []", "43 [ONE] []");
  }

  static class InAStaticField implements Told {
    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder()
            .seed(7)
            .symbols("ONE")
            .lifecycle(Lifecycle.PER_METHOD)
            .build();

    @FakePolygonWorlds(seeds = 2)
    void test() {}
  }

  static class InAnInstanceField implements Told {
    @RegisterExtension
    final FakePolygonExtension market =
        FakePolygonExtension.builder().seed(7).symbols("ONE").build();

    @FakePolygonWorlds(seeds = 2)
    void test() {}
  }

  @Test
  void itCanStandOnAnAnnotationOfOnesOwn() {
    assertThat(marketsOf(run(WithAnAnnotationOfItsOwn.class)))
        .containsExactly("1 [ONE] []", "2 [ONE] []");
  }

  @Retention(RetentionPolicy.RUNTIME)
  @FakePolygon(seed = 1, symbols = "ONE")
  @FakePolygonWorlds(seeds = 2)
  @interface InTwoWorlds {}

  static class WithAnAnnotationOfItsOwn implements Told {
    @InTwoWorlds
    void test() {}
  }

  @Test
  void aConstructorIsGivenTheServerOfItsWorld() {
    assertThat(marketsOf(run(TakenByTheConstructor.class)))
        .containsExactly("7 [ONE] []", "8 [ONE] []");
  }

  @FakePolygon(seed = 7, symbols = "ONE")
  static class TakenByTheConstructor implements Told {
    private final FakePolygonServer polygon;

    TakenByTheConstructor(FakePolygonServer polygon) {
      this.polygon = polygon;
    }

    @FakePolygonWorlds(seeds = 2)
    void test() {
      assertThat(polygon).isNotNull();
    }
  }

  @Test
  void whereTestsShareAnInstanceEachHasItsWorldToo() {
    assertThat(marketsOf(run(SharesAnInstance.class))).containsExactly("7 [ONE] []", "8 [ONE] []");
  }

  @FakePolygon(seed = 7, symbols = "ONE")
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class SharesAnInstance implements Told {
    private FakePolygonServer polygon;

    @FakePolygonWorlds(seeds = 2)
    void test() {
      assertThat(polygon).isNotNull();
    }
  }

  @Test
  void aWorldThatWouldComeTooLateIsSaidTo() {
    EngineExecutionResults results =
        run(Map.of("junit.jupiter.conditions.deactivate", "*"), SharesAnInstance.class);

    assertThat(Engine.failuresOf(results))
        .hasSize(2)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(
                        "The server of this test was started before it could be told its world: junit.jupiter.conditions.deactivate leaves out the condition that does so. Let it spare io.fakepolygon.junit5.InOneWorld"));
  }

  @Test
  void severalServersHaveTheScenarioAndTheirSeedsGoUpTogether() {
    assertThat(marketsOf(run(TwoServers.class)))
        .containsExactly(
            "1 [ONE] [GAP_UP at 2024-01-02T14:30:00Z]",
            "11 [TWO] [GAP_UP at 2024-01-02T14:30:00Z]",
            "2 [ONE] [GAP_UP at 2024-01-02T14:30:00Z]",
            "12 [TWO] [GAP_UP at 2024-01-02T14:30:00Z]");
  }

  @FakePolygon(name = "a", seed = 1, symbols = "ONE")
  @FakePolygon(name = "b", seed = 11, symbols = "TWO")
  static class TwoServers implements Told {
    @FakePolygonWorlds(seeds = 2, scenarios = "GAP_UP")
    void test() {}
  }

  @Test
  void otherTestsOfTheClassAreAsDeclared() {
    EngineExecutionResults results = run(WithOthers.class);

    assertThat(marketsOf(results))
        .containsExactlyInAnyOrder("7 [ONE] []", "7 [ONE] []", "7 [ONE] []", "8 [ONE] []");
  }

  @FakePolygon(seed = 7, symbols = "ONE")
  static class WithOthers implements Told {
    @FakePolygonWorlds(seeds = 2)
    void inWorlds() {}

    @RepeatedTest(2)
    void asDeclared() {}
  }

  @Test
  void worldsMayBeTriedInParallel() {
    EngineExecutionResults results =
        run(
            Map.of(
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent"),
            InParallel.class);

    Engine.assertAllSucceed(20, results);
    assertThat(marketsOf(results)).doesNotHaveDuplicates().hasSize(20);
  }

  static class InParallel implements Told {
    @FakePolygonWorlds
    void test(FakePolygonServer polygon, MarketClock clock, RecordingClient client) {
      client.subscribe("T.FAKETICKER");
      clock.advance(Duration.ofSeconds(1));
      assertThat(client.received().trades())
          .isEqualTo(polygon.tape().of("T.FAKETICKER").elapsed().toList());
    }
  }

  @Test
  void aServerThatAClassSharesIsRefused() {
    Engine.assertContainerFails(
        Shared.class,
        ExtensionConfigurationException.class,
        "@FakePolygonWorlds gives each invocation a market of its own, and the tests of Shared share one, lifecycle = PER_CLASS. Write lifecycle = Lifecycle.PER_METHOD");
  }

  @FakePolygon(lifecycle = Lifecycle.PER_CLASS)
  static class Shared {
    @FakePolygonWorlds
    void test() {}
  }

  @Test
  void noWorldAtAllIsRefused() {
    Engine.assertContainerFails(
        None.class,
        ExtensionConfigurationException.class,
        "@FakePolygonWorlds(seeds = 0) is no world at all. Write how many seeds, from 1 up");
  }

  static class None {
    @FakePolygonWorlds(seeds = 0)
    void test() {}
  }

  @Test
  void tooManyWorldsAreRefused() {
    Engine.assertContainerFails(
        TooMany.class,
        ExtensionConfigurationException.class,
        "@FakePolygonWorlds asks for 10002 worlds, 5001 seeds for each of 2 alternatives. Ask for at most 10000");
  }

  static class TooMany {
    @FakePolygonWorlds(
        seeds = 5_001,
        scenarios = {"", "GAP_UP"})
    void test() {}
  }

  @Test
  void anAlternativeThatCannotBeIsRefused() {
    assertThat(Engine.failuresOf(run(NoScenario.class)))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "The world 'seed=42 | scenario=GAP_UP on NOBODY' cannot be: The scenario GAP_UP is for 'NOBODY', which is not among the symbols [FAKETICKER, TESTSTOCK]",
            "The world 'seed=43 | scenario=GAP_UP on NOBODY' cannot be: The scenario GAP_UP is for 'NOBODY', which is not among the symbols [FAKETICKER, TESTSTOCK]");
  }

  static class NoScenario {
    @FakePolygonWorlds(seeds = 2, scenarios = "GAP_UP on NOBODY")
    void test() {}
  }

  @Test
  void theRunCanPinOneWorld() {
    EngineExecutionResults results =
        run(
            Map.of(
                "fakepolygon.world",
                "seed=-3 | symbols=TWO | span=300ms | scenario=GAP_UP at 1s on ONE,TWO"),
            TwoSymbols.class);

    assertThat(namesOf(results))
        .containsExactly("seed -3, TWO, for 300ms, GAP_UP at 1s on ONE,TWO");
    assertThat(marketsOf(results))
        .containsExactly(
            "-3 [TWO] [GAP_UP at 2024-01-02T14:30:01Z on TWO] until 2024-01-02T14:30:00.300Z");
  }

  @FakePolygon(symbols = {"ONE", "TWO"})
  static class TwoSymbols implements Told {
    @FakePolygonWorlds
    void test() {}
  }

  @Test
  void aPinnedWorldThatIsNoneIsRefused() {
    assertPinnedIsRefused(
        "seed 7",
        "The configuration parameter fakepolygon.world: 'seed 7' is not a world. Write its seed, then what is not as declared: seed=7 | scenario=GAP_UP at 10m | faults=none");
    assertPinnedIsRefused(
        "seed=7 | seed=8",
        "The configuration parameter fakepolygon.world: 'seed=7 | seed=8' is not a world. Write its seed, then what is not as declared: seed=7 | scenario=GAP_UP at 10m | faults=none");
    assertPinnedIsRefused(
        "seed=7 | symbols=THREE",
        "The world 'seed=7 | symbols=THREE' cannot be: There is no 'THREE' among the symbols [ONE, TWO]");
  }

  private void assertPinnedIsRefused(String world, String sentence) {
    assertThat(Engine.failuresOf(run(Map.of("fakepolygon.world", world), TwoSymbols.class)))
        .extracting(Throwable::getMessage)
        .containsExactly(sentence);
  }

  @Test
  void aWorldIsReadAsItIsWritten() {
    for (String text :
        List.of(
            "seed=7",
            "seed=-9223372036854775808 | scenario=none | faults=none",
            "seed=7 | symbols=A,B | span=1500ms | scenario=GAP_UP at 10m; LATE_PRINTS | faults=DROP after 3")) {
      assertThat(World.parse(text).text()).isEqualTo(text);
    }
  }

  @Test
  void aClockInRealTimeHasWorldsToo() {
    Engine.assertAllSucceed(2, run(InRealTime.class));
  }

  @FakePolygon(clock = ClockMode.REAL_TIME)
  static class InRealTime {
    @FakePolygonWorlds(
        seeds = 1,
        scenarios = {"", "GAP_UP at 10m"})
    void test(RecordingClient client) {
      client.subscribe("T.FAKETICKER");
    }
  }

  @ExtendWith(TellsMarkets.class)
  interface Told {}

  /** Reports what the servers of a test were started with. */
  static final class TellsMarkets implements AfterTestExecutionCallback {
    @Override
    public void afterTestExecution(ExtensionContext test) {
      new TestServers(test, Declarations.in(test))
          .running()
          .forEach(
              market -> test.publishReportEntry("market", write(market.declaration().config())));
    }

    private static String write(FakePolygonConfig config) {
      return "%d %s %s%s%s"
          .formatted(
              config.market().seed(),
              config.market().symbols(),
              config.market().scenarios().stream().map(Scenario::text).toList(),
              config.faults().isEmpty()
                  ? ""
                  : " " + config.faults().stream().map(Fault::text).toList(),
              config.market().end() == null ? "" : " until " + config.market().end());
    }
  }

  private EngineExecutionResults run(Class<?> testClass) {
    return run(Map.of(), testClass);
  }

  private EngineExecutionResults run(Map<String, String> parameters, Class<?> testClass) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("fakepolygon.worldsFolder", folder.toString());
    return Engine.run(all, testClass);
  }

  private static List<String> namesOf(EngineExecutionResults results) {
    return results
        .testEvents()
        .started()
        .map(Event::getTestDescriptor)
        .map(TestDescriptor::getDisplayName)
        .toList();
  }

  private static List<String> marketsOf(EngineExecutionResults results) {
    Engine.failuresOf(results)
        .forEach(
            failure -> {
              throw new AssertionError("A test failed that should not", failure);
            });
    return Engine.reportsOf(results).stream().map(entries -> entries.get("market")).toList();
  }
}
