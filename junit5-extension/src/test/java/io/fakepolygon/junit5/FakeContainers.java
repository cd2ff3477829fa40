package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.RemoteHost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Extensions that stand for a Docker engine, in runs inside of a test. */
final class FakeContainers {
  private FakeContainers() {}

  /** A computer without Docker. Before {@link FakePolygon} on a test class. */
  static final class NoDocker implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return plant(context, new Missing());
    }
  }

  /** A container that does not start. */
  static final class NoImage implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return plant(context, new Broken());
    }
  }

  /** A container that is a server of this JVM, in which worlds can be had. */
  static final class Simulated implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      context
          .getRoot()
          .getStore(Backends.NAMESPACE)
          .getOrComputeIfAbsent(Containers.class, key -> new OfThisJvm(), Containers.class);
      return ConditionEvaluationResult.enabled("");
    }
  }

  private static ConditionEvaluationResult plant(ExtensionContext context, Containers fake) {
    context.getRoot().getStore(Backends.NAMESPACE).put(Containers.class, fake);
    return ConditionEvaluationResult.enabled("");
  }

  private static class Missing implements Containers {

    @Override
    public Optional<String> missing() {
      return Optional.of("No Docker engine answers");
    }

    @Override
    public RemoteHost host() {
      throw new AssertionError("Nothing may be started");
    }

    @Override
    public String image() {
      throw new AssertionError("There is none");
    }

    @Override
    public List<String> lastLines() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private static final class OfThisJvm implements Containers {
    private final FakePolygonServer server =
        FakePolygonServer.start(FakePolygonConfig.builder().controlApi(true).build());

    @Override
    public Optional<String> missing() {
      return Optional.empty();
    }

    @Override
    public RemoteHost host() {
      return RemoteHost.of(server.url());
    }

    @Override
    public String image() {
      return "such:1";
    }

    @Override
    public List<String> lastLines() {
      return List.of("its last words");
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private static final class Broken extends Missing {

    @Override
    public Optional<String> missing() {
      return Optional.empty();
    }

    @Override
    public RemoteHost host() {
      throw new IllegalStateException("A container of such:1 cannot be started");
    }
  }
}
