package io.fakepolygon.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fakepolygon.FakePolygonServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A start, a client that takes all four channels, a minute of market time, a look at the health,
 * and an end. A JVM notes down meanwhile which classes that takes, and later starts read them from
 * there: the class-data archive of {@code ./fake-polygon}, the AOT cache of the image.
 */
final class Rehearsal {
  private static final String TOPICS = "T.*,Q.*,A.*,AM.*";

  private Rehearsal() {}

  /** Ends with the JVM's exit code 0 when all went well. */
  public static void main(String[] arguments) throws Exception {
    CommandLineOptions unused = CommandLineOptions.parse("--port", "0");
    FakePolygonServer server = start();
    Main.stopAtExit(server);
    URI url = URI.create(server.url());
    try (RehearsalClient client = RehearsalClient.connect(url)) {
      client.send("{\"action\":\"auth\",\"params\":\"any-key\"}");
      client.send("{\"action\":\"subscribe\",\"params\":\"%s\"}".formatted(TOPICS));
      // By itself, as in every real start.
      client.received().get(10, SECONDS);
      server.clock().pause();
      server.clock().advance(Duration.ofMinutes(1));
      askAfterHealth(url.getPort());
    }
    System.exit(0);
  }

  private static FakePolygonServer start() {
    if (launcher(Map.of("PORT", "0")).start() instanceof Outcome.Running running) {
      return running.server();
    }
    throw new IllegalStateException("Did not start");
  }

  private static void askAfterHealth(int port) {
    Outcome outcome = launcher(Map.of("PORT", Integer.toString(port))).start("health");
    if (!outcome.equals(new Outcome.Ended(0))) {
      throw new IllegalStateException("Not healthy");
    }
  }

  private static Launcher launcher(Map<String, String> environment) {
    return new Launcher(environment, Path.of("/nowhere"), System.out, System.err);
  }
}
