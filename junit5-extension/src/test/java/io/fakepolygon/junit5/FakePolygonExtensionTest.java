package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the extension does around tests that are run on purpose, some of which fail. */
class FakePolygonExtensionTest {

  @Test
  void eachTestMethodHasAServerOfItsOwn() {
    EngineExecutionResults results = run(ThreeTests.class);

    results.testEvents().assertStatistics(tests -> tests.succeeded(3));
    assertThat(reportsOf(results)).extracting(report -> report.get("url")).doesNotHaveDuplicates();
  }

  static class ThreeTests {

    @FakePolygon
    @RepeatedTest(3)
    void tell(FakePolygonServer polygon, TestReporter reporter) {
      reporter.publishEntry("url", polygon.url());
    }
  }

  @Test
  void testsThatRunAtOnceHaveServersOfTheirOwn() {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(TwoAtOnce.class))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
            .execute();

    results.testEvents().assertStatistics(tests -> tests.succeeded(2));
  }

  @FakePolygon
  static class TwoAtOnce {
    private static final Exchanger<FakePolygonServer> EXCHANGER = new Exchanger<>();

    @RepeatedTest(2)
    void meet(FakePolygonServer mine) throws Exception {
      FakePolygonServer other = EXCHANGER.exchange(mine, 10, TimeUnit.SECONDS);

      assertThat(other.url()).isNotEqualTo(mine.url());
      assertThat(other.clock()).isNotSameAs(mine.clock());
    }
  }

  @Test
  void theReportOfAFailedTestTellsWhichMarketItWas() {
    EngineExecutionResults results = run(FailsWhileSubscribed.class);

    results.testEvents().assertStatistics(tests -> tests.failed(1));
    assertThat(reportsOf(results)).hasSize(1);
    assertThat(reportsOf(results).get(0))
        .containsEntry("fakepolygon.seed", "7")
        .containsEntry("fakepolygon.marketTime", "2024-01-02T14:30:02Z")
        .hasEntrySatisfying(
            "fakepolygon.connections",
            connections ->
                assertThat(connections)
                    .matches("connection 1 from .*:[0-9]+, holding \\[T.FAKETICKER\\]"));
  }

  @FakePolygon(seed = 7)
  static class FailsWhileSubscribed {

    @Test
    void fail(FakePolygonServer polygon, MarketClock clock) {
      // Left open, as by a test that closes its client in its last line.
      RecordingClient.connectedTo(polygon).subscribe("T.FAKETICKER");
      clock.advance(Duration.ofSeconds(2));
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void theReportOfATestThatClosedItsServerSaysSo() {
    EngineExecutionResults results = run(FailsAfterClosing.class);

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(message("on purpose"))));
    assertThat(reportsOf(results))
        .extracting(report -> report.get("fakepolygon.connections"))
        .containsExactly("unknown: The server is closed");
  }

  @FakePolygon
  static class FailsAfterClosing {

    @Test
    void fail(FakePolygonServer polygon) {
      polygon.close();
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aServerIsRefusedOutsideOfATestMethod() {
    String remedy =
        " cannot be given: each test method has a server of its own, and this is outside of them."
            + " Take it as a parameter of a @BeforeEach method or of the test method, or share one server:"
            + " lifecycle = PER_CLASS";

    assertContainerFails(
        InBeforeAll.class,
        ParameterResolutionException.class,
        "The FakePolygonServer of InBeforeAll.prepare" + remedy);
    assertContainerFails(
        InSharedInstance.class,
        ParameterResolutionException.class,
        "The FakePolygonServer of the constructor of InSharedInstance" + remedy);
    assertContainerFails(
        InStaticField.class,
        ExtensionConfigurationException.class,
        "The MarketClock in the field InStaticField.clock" + remedy);
  }

  @FakePolygon
  static class InStaticField {
    static MarketClock clock;

    @Test
    void isNotReached() {}
  }

  @FakePolygon
  static class InBeforeAll {

    @BeforeAll
    static void prepare(FakePolygonServer polygon) {}

    @Test
    void isNotReached() {}
  }

  @FakePolygon
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class InSharedInstance {

    InSharedInstance(FakePolygonServer polygon) {}

    @Test
    void isNotReached() {}
  }

  @Test
  void aWrongAttributeFailsTheClassWithOneSentence() {
    assertContainerFails(
        WrongInterval.class,
        ExtensionConfigurationException.class,
        "@FakePolygon: The interval 'soon' is not a length of time. Write a whole number, then ms, s or m: 100ms");
  }

  @FakePolygon(interval = "soon")
  static class WrongInterval {

    @Test
    void isNotReached() {}
  }

  @Test
  void theExtensionWithoutItsAnnotationIsRefused() {
    assertTestFails(
        WithoutAnnotation.class,
        ExtensionConfigurationException.class,
        "No @FakePolygon on %s or its test. Write @FakePolygon instead of @ExtendWith(FakePolygonExtension.class)"
            .formatted(WithoutAnnotation.class.getName()));
  }

  @ExtendWith(FakePolygonExtension.class)
  static class WithoutAnnotation {

    @Test
    void isNotReached() {}
  }

  private static void assertTestFails(
      Class<?> testClass, Class<? extends Throwable> type, String sentence) {
    EngineExecutionResults results = run(testClass);
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(instanceOf(type), message(sentence))));
    assertThat(reportsOf(results)).isEmpty();
  }

  private static void assertContainerFails(
      Class<?> testClass, Class<? extends Throwable> type, String sentence) {
    run(testClass)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(instanceOf(type), message(sentence))));
  }

  private static EngineExecutionResults run(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute();
  }

  private static List<Map<String, String>> reportsOf(EngineExecutionResults results) {
    return results
        .testEvents()
        .reportingEntryPublished()
        .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
        .toList();
  }
}
