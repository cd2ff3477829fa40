package io.fakepolygon.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where an operator sits: a working directory, an environment, and what the launcher printed. */
final class Desk implements AutoCloseable {
  /** The computer's time, as a plan is told it. */
  static final Instant NOW = Instant.parse("2026-03-02T14:30:00Z");

  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<FakePolygonServer> running = new ArrayList<>();

  Desk(Path directory) {
    this.directory = directory;
  }

  Desk export(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Desk write(String file, String... lines) throws IOException {
    Files.write(directory.resolve(file), List.of(lines));
    return this;
  }

  /** What would be started. */
  Plan plan(String... arguments) {
    CommandLineOptions options = CommandLineOptions.parse(arguments);
    return Plan.of(
        new Settings(options.settings(), environment, options.envFileIn(directory)),
        directory,
        NOW);
  }

  /** What would be drawn. */
  PlotPlan plotPlan(String... arguments) {
    CommandLineOptions options = CommandLineOptions.parse(arguments);
    return PlotPlan.of(
        options,
        new Settings(options.settings(), environment, options.envFileIn(directory)),
        directory);
  }

  FakePolygonServer start(String... arguments) {
    Outcome outcome = run(arguments);
    assertThat(outcome).as(printedAsError()).isInstanceOf(Outcome.Running.class);
    return ((Outcome.Running) outcome).server();
  }

  /** The sentence with which a start is refused. */
  String refusal(String... arguments) {
    assertThat(run(arguments)).isEqualTo(new Outcome.Ended(2));
    assertThat(printed()).isEmpty();
    assertThat(printedAsError()).hasLineCount(1);
    return printedAsError().stripTrailing();
  }

  Outcome run(String... arguments) {
    Outcome outcome =
        new Launcher(environment, directory, new PrintStream(out), new PrintStream(err))
            .start(arguments);
    if (outcome instanceof Outcome.Running started) {
      running.add(started.server());
    }
    return outcome;
  }

  /** What a browser is to open. */
  static String pageOf(FakePolygonServer server) {
    return server.url().replaceFirst("^ws(.*)/stocks$", "http$1/");
  }

  String printed() {
    return out.toString(UTF_8);
  }

  String printedAsError() {
    return err.toString(UTF_8);
  }

  @Override
  public void close() {
    running.forEach(FakePolygonServer::close);
  }
}
