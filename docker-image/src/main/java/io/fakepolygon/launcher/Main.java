package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * {@code ./fake-polygon}: runs a server until Ctrl-C or SIGTERM, draws a picture, or replays what a
 * test has recorded. Clients are then sent what is queued for them, and closed with 1001.
 */
public final class Main {
  // Of clients that read what is queued for them. Whoever stops a server does not wait a second.
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private Main() {}

  /**
   * Starts, and returns never: the process ends with 0 where help or a picture was asked for, with
   * 2 where something cannot be used, with 1 where something went wrong that should not, or by a
   * signal, with 143 or 130.
   *
   * @param arguments the command line; {@code --help} says what it may hold
   */
  public static void main(String[] arguments) throws InterruptedException {
    Launcher launcher = new Launcher(System.getenv(), Path.of(""), System.out, System.err);
    Outcome outcome = launcher.start(arguments);
    if (outcome instanceof Outcome.Ended ended) {
      System.exit(ended.exitCode());
    } else if (outcome instanceof Outcome.Running running) {
      stopAtExit(running.server());
      // The server's own threads do not keep a JVM alive.
      new CountDownLatch(1).await();
    }
  }

  /** Has the end of the JVM, whatever brings it, stop the server first. */
  static void stopAtExit(FakePolygonServer server) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    } catch (IllegalStateException e) {
      // SIGTERM came while it started.
      stop(server);
    }
  }

  private static void stop(FakePolygonServer server) {
    server.shutDown(PATIENCE);
    System.out.println("Stopped.");
    System.out.flush();
  }
}
