package io.fakepolygon.guests;

import io.fakepolygon.testcontainers.FakePolygonContainer;
import java.util.Optional;
import java.util.UUID;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.testcontainers.DockerClientFactory;

/**
 * Runs a container around all tests, for those that start servers by themselves and for engines
 * within tests, which would have to start one each. The other tests get that of the run.
 */
public final class GuestContainer implements LauncherSessionListener {
  private FakePolygonContainer container;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      String token = UUID.randomUUID().toString();
      container = FakePolygonContainer.of(image()).withControlToken(token);
      container.start();
      System.setProperty("fakepolygon.guest.url", container.httpUrl());
      System.setProperty("fakepolygon.guest.token", token);
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (container != null) {
      container.stop();
    }
  }

  static Optional<String> image() {
    return Optional.ofNullable(System.getProperty("fakepolygon.image"));
  }
}
