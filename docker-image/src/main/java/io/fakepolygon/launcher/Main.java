package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** {@code ./fake-polygon}: runs a server until Ctrl-C or SIGTERM, or draws a picture. */
public final class Main {
  private Main() {}

  /**
   * Starts, and returns never: the process ends with 0 where help or a picture was asked for, with
   * 2 where something cannot be used, or by a signal.
   *
   * @param arguments the command line; {@code --help} says what it may hold
   */
  public static void main(String[] arguments) throws InterruptedException {
    Launcher launcher = new Launcher(System.getenv(), Path.of(""), System.out, System.err);
    Outcome outcome = launcher.start(arguments);
    if (outcome instanceof Outcome.Ended ended) {
      System.exit(ended.exitCode());
    } else if (outcome instanceof Outcome.Running running) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running.server()), "stop"));
      // The server's own threads do not keep a JVM alive.
      new CountDownLatch(1).await();
    }
  }

  private static void stop(FakePolygonServer server) {
    server.close();
    System.out.println("Stopped.");
    System.out.flush();
  }
}
