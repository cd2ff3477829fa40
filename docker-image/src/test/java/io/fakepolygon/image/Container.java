package io.fakepolygon.image;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One container of the image, gone after the test. */
final class Container implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String id;

  private Container(String id) {
    this.id = id;
  }

  /** Starts one with options of {@code docker run}, and returns when it has said where it is. */
  static Container start(String... options) {
    List<String> command = new ArrayList<>(List.of("run", "--detach", "--publish-all"));
    command.addAll(List.of(options));
    command.add(Docker.IMAGE);
    Container container = new Container(Docker.ask(command.toArray(String[]::new)));
    try {
      await().atMost(PATIENCE).until(() -> container.logs().out().contains("Ctrl-C stops it."));
      return container;
    } catch (RuntimeException e) {
      container.close();
      throw e;
    }
  }

  /** Where stocks are served, for a client on this machine. */
  String url(int port) {
    String published = Docker.ask("port", id, port + "/tcp").lines().findFirst().orElseThrow();
    return "ws://127.0.0.1:%s/stocks".formatted(published.substring(published.indexOf(':') + 1));
  }

  /** What it has printed so far, on each stream. */
  Docker.Result logs() {
    return Docker.run("logs", id);
  }

  /** Runs one more process in it. */
  Docker.Result run(String... command) {
    List<String> arguments = new ArrayList<>(List.of("exec", id));
    arguments.addAll(List.of(command));
    return Docker.run(arguments.toArray(String[]::new));
  }

  String inspect(String template) {
    return Docker.ask("inspect", "--format", template, id);
  }

  void awaitHealthy() {
    await().atMost(PATIENCE).until(() -> inspect("{{.State.Health.Status}}").equals("healthy"));
  }

  /** Sends SIGTERM, a second later SIGKILL, and returns the exit code: 143 or 137. */
  int stopWithinASecond() {
    Docker.ask("stop", "--time", "1", id);
    return Integer.parseInt(Docker.ask("wait", id));
  }

  @Override
  public void close() {
    Docker.run("rm", "--force", "--volumes", id);
  }
}
