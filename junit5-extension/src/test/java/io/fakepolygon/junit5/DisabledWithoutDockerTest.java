package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.Backend.CONTAINER;
import static io.fakepolygon.junit5.Lifecycle.PER_CLASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.FakeContainers.NoDocker;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What becomes of servers in a container where there is no Docker. */
class DisabledWithoutDockerTest {
  private static final String WHY = "No Docker engine answers";
  // Of the run around these tests nothing may reach them.
  private static final Map<String, String> AS_ANNOTATED = Map.of("fakepolygon.backend", "");

  @Test
  void aTestThatDoesNotGiveWayFailsWithWhatToDo() {
    EngineExecutionResults results = run(Insists.class);

    assertThat(Engine.failuresOf(results))
        .singleElement(InstanceOfAssertFactories.THROWABLE)
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "No Docker engine answers, and a server in a container needs one."
                + " Start it (https://docs.docker.com/get-started/get-docker/), skip such tests by disabledWithoutDocker = true,"
                + " or run without a container: fakepolygon.backend=in-process");
  }

  @ExtendWith(NoDocker.class)
  @FakePolygon(backend = CONTAINER)
  static class Insists {
    @Test
    void isNotReached() {}
  }

  @Test
  void aTestThatGivesWayIsSkipped() {
    EngineExecutionResults results = run(GivesWay.class);

    results.testEvents().assertThatEvents().haveExactly(1, event(skippedWithReason(WHY)));
    results.testEvents().assertStatistics(tests -> tests.skipped(1).started(1).succeeded(1));
  }

  @ExtendWith(NoDocker.class)
  @FakePolygon(backend = CONTAINER, disabledWithoutDocker = true)
  static class GivesWay {
    @Test
    void isNotReached() {}

    @Test
    @FakePolygon
    void hasItsOwnInProcess(FakePolygonServer polygon) {}
  }

  @Test
  void eachRepetitionIsSkipped() {
    run(Repeated.class).testEvents().assertStatistics(tests -> tests.started(0));
  }

  @ExtendWith(NoDocker.class)
  @FakePolygon(backend = CONTAINER, disabledWithoutDocker = true)
  static class Repeated {
    @RepeatedTest(2)
    void isNotReached() {}
  }

  @Test
  void aClassWhoseTestsShareOneIsSkippedAsAWhole() {
    EngineExecutionResults results = run(Shares.class);

    results.containerEvents().assertThatEvents().haveExactly(1, event(skippedWithReason(WHY)));
    results.testEvents().assertStatistics(tests -> tests.started(0));
  }

  @ExtendWith(NoDocker.class)
  @FakePolygon(backend = CONTAINER, disabledWithoutDocker = true, lifecycle = PER_CLASS)
  static class Shares {
    @BeforeAll
    static void isNotReached() {
      fail("Reached");
    }

    @Test
    @FakePolygon
    void isNotReachedEither() {}
  }

  @Test
  void nestedClassesFollowTheOuterOneUnlessTheyHaveTheirOwn() {
    EngineExecutionResults results = run(Outer.class);

    results.testEvents().assertStatistics(tests -> tests.skipped(1).started(1).succeeded(1));
  }

  @ExtendWith(NoDocker.class)
  @FakePolygon(backend = CONTAINER, disabledWithoutDocker = true)
  static class Outer {
    @Nested
    class Following {
      @Test
      void isNotReached() {}
    }

    @Nested
    @FakePolygon
    class WithItsOwn {
      @Test
      void runs(FakePolygonServer polygon) {}
    }
  }

  @Test
  void aSubclassInheritsIt() {
    run(Heir.class).testEvents().assertStatistics(tests -> tests.skipped(1).started(0));
  }

  @ExtendWith(NoDocker.class)
  @FakePolygon(backend = CONTAINER, disabledWithoutDocker = true)
  abstract static class Testator {}

  static class Heir extends Testator {
    @Test
    void isNotReached() {}
  }

  @Test
  void oneOfSeveralServersIsEnough() {
    run(Several.class).testEvents().assertStatistics(tests -> tests.skipped(1).started(0));
  }

  @ExtendWith(NoDocker.class)
  @FakePolygon(name = "primary")
  @FakePolygon(name = "backup", backend = CONTAINER, disabledWithoutDocker = true)
  static class Several {
    @Test
    void isNotReached() {}
  }

  @Test
  void anExtensionInAFieldGivesWayToo() {
    run(InAStaticField.class).testEvents().assertStatistics(tests -> tests.skipped(1).started(0));
    run(InAnInstanceField.class)
        .testEvents()
        .assertStatistics(tests -> tests.skipped(1).started(0));
  }

  @ExtendWith(NoDocker.class)
  static class InAStaticField {
    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder()
            .lifecycle(Lifecycle.PER_METHOD)
            .backend(CONTAINER)
            .disabledWithoutDocker(true)
            .build();

    @Test
    void isNotReached() {}
  }

  @ExtendWith(NoDocker.class)
  static class InAnInstanceField {
    @RegisterExtension
    final FakePolygonExtension market =
        FakePolygonExtension.builder().backend(CONTAINER).disabledWithoutDocker(true).build();

    @Test
    void isNotReached() {}
  }

  @Test
  void itFailsWhereTheRunAsksForNoCondition() {
    Engine.run(
            Map.of(
                "fakepolygon.backend",
                "",
                "junit.jupiter.conditions.deactivate",
                "*FakePolygonExtension"),
            GivesWay.class)
        .testEvents()
        .assertStatistics(tests -> tests.failed(1).succeeded(1));
  }

  @Test
  void whatTheRunSaysOutranksTheAnnotation() {
    run("true", Insists.class).testEvents().assertStatistics(tests -> tests.skipped(1).started(0));
    run("false", Repeated.class).testEvents().assertStatistics(tests -> tests.failed(2));
  }

  @Test
  void whatIsNeitherTrueNorFalseIsSaidOnce() {
    assertThat(Engine.failuresOf(run("perhaps", Insists.class)))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "The configuration parameter fakepolygon.disabledWithoutDocker is 'perhaps', which is neither true nor false. Write one of them");
  }

  private static EngineExecutionResults run(Class<?> testClass) {
    return Engine.run(AS_ANNOTATED, testClass);
  }

  private static EngineExecutionResults run(String disabled, Class<?> testClass) {
    return Engine.run(
        Map.of("fakepolygon.backend", "", "fakepolygon.disabledWithoutDocker", disabled),
        testClass);
  }
}
