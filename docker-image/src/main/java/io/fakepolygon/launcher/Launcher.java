package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonServer;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** One start of the standalone server, with everything around it passed in. */
final class Launcher {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.log.io.fakepolygon";
  private static final int ALL_SAID = 0;
  private static final int NOT_UP = 1;
  private static final int NOT_THE_SAME = 1;
  private static final int CANNOT_BE_USED = 2;

  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final PrintStream out;
  private final PrintStream err;

  Launcher(
      Map<String, String> environment, Path workingDirectory, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.workingDirectory = workingDirectory;
    this.out = out;
    this.err = err;
  }

  /** Starts a server and says where it is, or does what else was asked for, or says why not. */
  Outcome start(String... arguments) {
    if (Health.isAskedFor(arguments)) {
      return health(arguments);
    }
    if (Replay.isAskedFor(arguments)) {
      return replay(arguments);
    }
    try {
      CommandLineOptions options = CommandLineOptions.parse(arguments);
      if (options.asksForHelp()) {
        return said(options.help().stripTrailing());
      }
      if (options.asksForVersion()) {
        return said("FakePolygon " + version());
      }
      if (options.isVerbose()) {
        // Read when the first logger is made, which is later.
        System.setProperty(LOG_LEVEL, "debug");
      }
      Settings settings =
          new Settings(options.settings(), environment, options.envFileIn(workingDirectory));
      if (options.asksForPlot()) {
        return said(
            Plotter.draw(PlotPlan.of(options, settings, workingDirectory), workingDirectory));
      }
      Plan plan = Plan.of(settings, workingDirectory, Instant.now());
      if (plan.config().upstream() != null && !options.isVerbose()) {
        // Somebody operates a proxy; whoever fakes on a desk wants to be left alone.
        System.setProperty(LOG_LEVEL, "info");
      }
      FakePolygonServer server = serve(plan, settings);
      out.println(Greeting.of(version(), plan, server));
      out.flush();
      return new Outcome.Running(server);
    } catch (UnusableException e) {
      err.println(e.getMessage());
      return new Outcome.Ended(CANNOT_BE_USED);
    }
  }

  // Whatever is wrong, Docker knows but one answer for it.
  private Outcome health(String... arguments) {
    try {
      if (arguments.length > 1) {
        throw new UnusableException(
            "health takes nothing else. It reads HOST, PORT and TLS_KEY_STORE from the environment"
                + " or .env, where the server finds them too.");
      }
      return said(
          Health.ask(new Settings(Map.of(), environment, EnvFile.usualIn(workingDirectory))));
    } catch (UnusableException e) {
      err.println(e.getMessage());
      return new Outcome.Ended(NOT_UP);
    }
  }

  private Outcome replay(String... arguments) {
    try {
      boolean same = new Replay(environment, workingDirectory, out).run(arguments);
      return new Outcome.Ended(same ? ALL_SAID : NOT_THE_SAME);
    } catch (UnusableException e) {
      err.println(e.getMessage());
      return new Outcome.Ended(CANNOT_BE_USED);
    }
  }

  private static FakePolygonServer serve(Plan plan, Settings settings) {
    try {
      return FakePolygonServer.start(plan.config());
    } catch (UncheckedIOException e) {
      throw ListenFailure.explain(plan.config().server(), settings, e);
    }
  }

  private Outcome said(String text) {
    out.println(text);
    return new Outcome.Ended(ALL_SAID);
  }

  private static String version() {
    // From the jar's manifest.
    return Objects.requireNonNullElse(
        Launcher.class.getPackage().getImplementationVersion(), "(not packaged)");
  }
}
