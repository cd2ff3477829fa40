package io.fakepolygon.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.OutputDirectoryProvider;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * Runs test classes inside of a test, one test after the other unless told otherwise, with servers
 * where the run around it has its own.
 */
final class Engine {
  private Engine() {}

  static EngineExecutionResults run(Class<?>... testClasses) {
    return run(Map.of(), testClasses);
  }

  static EngineExecutionResults run(Map<String, String> parameters, Class<?>... testClasses) {
    return run(EngineTestKit.engine("junit-jupiter"), parameters, testClasses);
  }

  /** The same, with a folder for the files of tests, which the test kit otherwise has not. */
  static EngineExecutionResults run(
      Path folder, Map<String, String> parameters, Class<?>... testClasses) {
    return run(
        EngineTestKit.engine("junit-jupiter").outputDirectoryProvider(new OneFolder(folder)),
        parameters,
        testClasses);
  }

  private static EngineExecutionResults run(
      EngineTestKit.Builder engine, Map<String, String> parameters, Class<?>... testClasses) {
    engine.configurationParameters(TheRun.parameters()).configurationParameters(parameters);
    for (Class<?> testClass : testClasses) {
      engine.selectors(selectClass(testClass));
    }
    return engine.execute();
  }

  /** One folder for the files of all tests. */
  private record OneFolder(Path folder) implements OutputDirectoryProvider {
    @Override
    public Path getRootDirectory() {
      return folder;
    }

    @Override
    public Path createOutputDirectory(TestDescriptor test) {
      return folder;
    }
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
