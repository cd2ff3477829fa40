package io.fakepolygon.guests;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips also those tests that start servers by themselves, where there is no Docker. */
public final class DockerOrNothing implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return DockerClientFactory.instance().isDockerAvailable()
        ? ConditionEvaluationResult.enabled("There is a Docker engine")
        : ConditionEvaluationResult.disabled("No Docker engine answers");
  }
}
