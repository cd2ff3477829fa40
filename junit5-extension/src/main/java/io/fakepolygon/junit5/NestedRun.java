package io.fakepolygon.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A JUnit within JUnit that runs one test on the calling thread. Nobody is told what comes of it
 * but the caller: it has none of the listeners of the run around it.
 *
 * <p>The only class that needs {@code junit-platform-launcher}.
 */
final class NestedRun {
  private static final String ENGINE = "junit-jupiter";
  private static final LauncherConfig ALONE =
      LauncherConfig.builder()
          .enableLauncherSessionListenerAutoRegistration(false)
          .enableLauncherDiscoveryListenerAutoRegistration(false)
          .enableTestExecutionListenerAutoRegistration(false)
          .enablePostDiscoveryFilterAutoRegistration(false)
          .build();

  private NestedRun() {}

  /**
   * {@return what the test failed with; empty if it passed}
   *
   * @param uniqueId the test's, which may be part of a suite
   * @param parameters JUnit's configuration parameters
   */
  static Optional<Throwable> failure(String uniqueId, Map<String, String> parameters) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectUniqueId(withinEngine(uniqueId)))
            .filters(EngineFilter.includeEngines(ENGINE))
            .configurationParameters(parameters)
            .build();
    FirstFailure first = new FirstFailure();
    try (LauncherSession session = LauncherFactory.openSession(ALONE)) {
      session.getLauncher().execute(request, first);
    }
    return Optional.ofNullable(first.failure);
  }

  private static String withinEngine(String uniqueId) {
    return uniqueId.substring(Math.max(0, uniqueId.lastIndexOf("[engine:" + ENGINE + "]")));
  }

  private static final class FirstFailure implements TestExecutionListener {
    private @Nullable Throwable failure;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (failure == null && result.getStatus() == TestExecutionResult.Status.FAILED) {
        failure = result.getThrowable().orElse(null);
      }
    }
  }
}
