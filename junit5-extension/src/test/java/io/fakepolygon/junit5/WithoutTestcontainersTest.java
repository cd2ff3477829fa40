package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What works on a class path without Testcontainers, whether or not it is on this one. */
class WithoutTestcontainersTest {

  @Test
  void everythingInProcessWorks() throws ClassNotFoundException {
    Engine.assertAllSucceed(1, run("in-process"));
  }

  @Test
  void aServerInAContainerIsSaidToNeedIt() throws ClassNotFoundException {
    assertThat(Engine.failuresOf(run("container")))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "A server in a container needs Testcontainers 2, which is not on the class path."
                + " Add the dependency org.testcontainers:testcontainers to the tests,"
                + " or run without a container: fakepolygon.backend=in-process");
  }

  @FakePolygon(disabledWithoutDocker = true)
  static class Example {
    @Test
    void receives(RecordingClient client, FakePolygonServer polygon) {
      client.subscribe("T.FAKETICKER");
      polygon.clock().advance(Duration.ofSeconds(1));

      assertThat(client.received().trades()).hasSize(10);
    }
  }

  private static EngineExecutionResults run(String backend) throws ClassNotFoundException {
    Class<?> example = new OursWithout("org.testcontainers.").loadClass(Example.class.getName());
    return Engine.run(Map.of("fakepolygon.backend", backend), example);
  }
}
