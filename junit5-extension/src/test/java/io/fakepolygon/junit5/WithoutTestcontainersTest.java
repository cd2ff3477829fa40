package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import java.io.IOException;
import java.io.InputStream;
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
    Class<?> example = new OursWithoutTestcontainers().loadClass(Example.class.getName());
    return Engine.run(Map.of("fakepolygon.backend", backend), example);
  }

  /** Loads our classes anew, and finds no Testcontainers. */
  private static final class OursWithoutTestcontainers extends ClassLoader {

    OursWithoutTestcontainers() {
      super(WithoutTestcontainersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.testcontainers.")) {
        throw new ClassNotFoundException(name);
      }
      return name.startsWith("io.fakepolygon.") ? loadOurs(name) : super.loadClass(name, resolve);
    }

    private Class<?> loadOurs(String name) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
          if (file == null) {
            throw new ClassNotFoundException(name);
          }
          byte[] bytes = file.readAllBytes();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    }
  }
}
