package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.RemoteHost;
import java.util.Map;
import java.util.Optional;

/**
 * Where the servers of this run are, for tests that start some by themselves or run others within:
 * in process, or on the host of a guest (samples/guests), which is a process or a container and
 * says so by system properties.
 */
public final class TheRun {
  private static final String URL = "fakepolygon.guest.url";
  private static final String TOKEN = "fakepolygon.guest.token";

  private TheRun() {}

  /** A server where this run has its servers. */
  public static FakePolygonServer start(FakePolygonConfig config) {
    return url()
        .map(url -> RemoteHost.of(url).withToken(System.getProperty(TOKEN)).start(config))
        .orElseGet(() -> FakePolygonServer.start(config));
  }

  /** What an engine within a test is told, so that its servers are where this run has them. */
  static Map<String, String> parameters() {
    return url()
        .map(
            url ->
                Map.of(
                    RunParameters.BACKEND,
                    Place.REMOTE.toString(),
                    RunParameters.REMOTE_URL,
                    url,
                    RunParameters.REMOTE_TOKEN,
                    System.getProperty(TOKEN)))
        .orElseGet(Map::of);
  }

  private static Optional<String> url() {
    return Optional.ofNullable(System.getProperty(URL));
  }
}
