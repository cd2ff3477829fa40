package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import java.util.Map;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What the extension does around tests that are run on purpose, some of which fail. */
class FakePolygonExtensionTest {

  @Test
  void eachTestMethodHasAServerOfItsOwn() {
    EngineExecutionResults results = Engine.run(ThreeTests.class);

    results.testEvents().assertStatistics(tests -> tests.succeeded(3));
    assertThat(Engine.reportsOf(results))
        .extracting(report -> report.get("url"))
        .doesNotHaveDuplicates();
  }

  static class ThreeTests {

    @FakePolygon
    @RepeatedTest(3)
    void tell(FakePolygonServer polygon, TestReporter reporter) {
      reporter.publishEntry("url", polygon.url());
    }
  }

  @Test
  void eachInvocationHasAServerOfItsOwnWhateverItsFactoryTook() {
    EngineExecutionResults results = Engine.run(TwoInvocations.class);

    results.testEvents().assertStatistics(tests -> tests.succeeded(2));
    assertThat(Engine.reportsOf(results))
        .extracting(report -> report.get("url"))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @FakePolygon
  static class TwoInvocations {

    static Stream<String> cases(FakePolygonServer polygon) {
      return Stream.of(polygon.apiKey(), "another");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tell(String key, FakePolygonServer polygon, TestReporter reporter) {
      reporter.publishEntry("url", polygon.url());
    }
  }

  @Test
  void testsThatRunAtOnceHaveServersOfTheirOwn() {
    EngineExecutionResults results =
        Engine.run(
            Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "2"),
            TwoAtOnce.class);

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
  void aServerIsRefusedOutsideOfATestMethod() {
    String remedy =
        " cannot be given: each test method has a server of its own, and this is outside of them."
            + " Take it as a parameter of a @BeforeEach method or of the test method, or share one server:"
            + " lifecycle = PER_CLASS";

    Engine.assertContainerFails(
        InBeforeAll.class,
        ParameterResolutionException.class,
        "The FakePolygonServer of InBeforeAll.prepare" + remedy);
    Engine.assertContainerFails(
        InSharedInstance.class,
        ParameterResolutionException.class,
        "The FakePolygonServer of the constructor of InSharedInstance" + remedy);
    Engine.assertContainerFails(
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
    Engine.assertContainerFails(
        WrongInterval.class,
        ExtensionConfigurationException.class,
        "@FakePolygon: The interval 'soon' is not a length of time. Write a whole number, then ms, s or m: 100ms");
  }

  @Test
  void aWrongAttributeIsToldOnce() {
    assertThat(Engine.failuresOf(Engine.run(WrongInterval.class, WrongIntervalOnAMethod.class)))
        .hasSize(2)
        .allSatisfy(failure -> assertThat(failure.getSuppressed()).isEmpty());
  }

  static class WrongIntervalOnAMethod {

    @Test
    @FakePolygon(interval = "soon")
    void isNotReached() {}
  }

  @FakePolygon(interval = "soon")
  static class WrongInterval {

    @Test
    void isNotReached() {}
  }

  @Test
  void theExtensionWithoutItsAnnotationIsRefused() {
    Engine.assertTestFails(
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
}
