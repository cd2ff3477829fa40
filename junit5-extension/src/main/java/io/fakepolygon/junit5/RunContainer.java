package io.fakepolygon.junit5;

import io.fakepolygon.RemoteHost;
import io.fakepolygon.testcontainers.FakePolygonContainer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.testcontainers.DockerClientFactory;

/**
 * The container of a run, by Testcontainers. The only class here that names its types: it is loaded
 * when a container is asked for, so everything else works without them.
 *
 * <p>Any thread may ask; those that come while it starts wait for it.
 */
final class RunContainer implements Containers {
  private static final String TESTCONTAINERS = "org.testcontainers.containers.GenericContainer";
  private static final int LINES = 20;

  private final FakePolygonContainer container;
  // Both guarded by this.
  private @Nullable RemoteHost host;
  private @Nullable RuntimeException failure;

  private RunContainer(Optional<String> image) {
    container = FakePolygonContainer.of(image);
  }

  /**
   * {@return one that has not been started}
   *
   * @param image another image than that of this version
   * @throws ExtensionConfigurationException if Testcontainers is not there
   */
  static Containers of(Optional<String> image) {
    requireTestcontainers();
    return new RunContainer(image);
  }

  @Override
  public Optional<String> missing() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("No Docker engine answers");
  }

  @Override
  public synchronized RemoteHost host() {
    if (failure != null) {
      // Told to each test; not tried again for each.
      throw new IllegalStateException(failure.getMessage(), failure);
    }
    if (host == null) {
      host = start();
    }
    return host;
  }

  @Override
  public String image() {
    return container.imageName();
  }

  @Override
  public List<String> lastLines() {
    List<String> lines = container.getLogs().lines().toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  @Override
  public void close() {
    container.stop();
  }

  private RemoteHost start() {
    try {
      container.start();
      return container.host();
    } catch (RuntimeException e) {
      failure =
          new IllegalStateException(
              "A container of %s cannot be started: %s. Name an image that there is by %s, or run without: %s=%s"
                  .formatted(
                      image(),
                      innermost(e),
                      RunParameters.IMAGE,
                      RunParameters.BACKEND,
                      Place.IN_PROCESS),
              e);
      throw failure;
    }
  }

  private static String innermost(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null && at.getCause() != at) {
      at = at.getCause();
    }
    return String.valueOf(at.getMessage()).strip();
  }

  private static void requireTestcontainers() {
    try {
      Class.forName(TESTCONTAINERS, false, RunContainer.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new ExtensionConfigurationException(
          "A server in a container needs Testcontainers 2, which is not on the class path. Add the dependency org.testcontainers:testcontainers to the tests, or run without a container: %s=%s"
              .formatted(RunParameters.BACKEND, Place.IN_PROCESS),
          e);
    }
  }
}
