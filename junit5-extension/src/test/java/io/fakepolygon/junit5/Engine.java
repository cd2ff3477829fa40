package io.fakepolygon.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes inside of a test, one test after the other unless told otherwise. */
final class Engine {
  private Engine() {}

  static EngineExecutionResults run(Class<?>... testClasses) {
    return run(Map.of(), testClasses);
  }

  static EngineExecutionResults run(Map<String, String> parameters, Class<?>... testClasses) {
    EngineTestKit.Builder engine =
        EngineTestKit.engine("junit-jupiter").configurationParameters(parameters);
    for (Class<?> testClass : testClasses) {
      engine.selectors(selectClass(testClass));
    }
    return engine.execute();
  }

  static void assertTestFails(
      Class<?> testClass, Class<? extends Throwable> type, String sentence) {
    run(testClass)
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(instanceOf(type), message(sentence))));
  }

  static void assertContainerFails(
      Class<?> testClass, Class<? extends Throwable> type, String sentence) {
    run(testClass)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(instanceOf(type), message(sentence))));
  }

  static void assertAllSucceed(int tests, Class<?>... testClasses) {
    assertAllSucceed(tests, run(testClasses));
  }

  static void assertAllSucceed(int tests, EngineExecutionResults results) {
    failuresOf(results)
        .forEach(
            failure -> {
              throw new AssertionError("A test failed that should not", failure);
            });
    results.testEvents().assertStatistics(count -> count.started(tests).succeeded(tests));
  }

  /** What tests and containers failed with. */
  static List<Throwable> failuresOf(EngineExecutionResults results) {
    return results
        .allEvents()
        .finished()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }

  /** The report entries of all tests and containers. */
  static List<Map<String, String>> reportsOf(EngineExecutionResults results) {
    return results
        .allEvents()
        .reportingEntryPublished()
        .map((Event event) -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
        .toList();
  }
}
