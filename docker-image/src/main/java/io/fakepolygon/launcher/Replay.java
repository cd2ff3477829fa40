package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.replay.FlightFile;
import io.fakepolygon.replay.Player;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code fake-polygon replay}: serves again what a failed test has recorded. */
final class Replay {
  private static final String COMMAND = "replay";
  private static final String SPEED = "--speed";
  private static final String WAIT = "--wait";
  private static final double FASTEST = 1_000_000;
  private static final Duration PATIENCE_AT_THE_END = Duration.ofMillis(400);
  private static final String HELP =
      """
      Usage: ./fake-polygon replay <file> [--speed <number>] [--wait <seconds>]

      Serves again what a failed test has recorded: <file> is the .json or the .html that its flight
      recorder has left. Starts the same market on HOST and PORT, waits for clients to hold what the
      recorded ones held, makes the same moves of the clock, orders the same faults, and says whether
      the clients were told the same. Any key is good.

        --speed <number>   Market seconds per second. Left out, the clock goes as fast as it can.
        --wait <seconds>   How long to wait for clients each time (default 600).

      HOST, PORT and TLS_KEY_STORE come from the environment or the file .env. It ends with 0 if the
      clients were told what was recorded, with 1 if not, with 2 if something cannot be used.""";

  private final Map<String, String> environment;
  private final Path directory;
  private final PrintStream out;

  Replay(Map<String, String> environment, Path directory, PrintStream out) {
    this.environment = environment;
    this.directory = directory;
    this.out = out;
  }

  static boolean isAskedFor(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(COMMAND);
  }

  /**
   * Replays. {@return whether clients were told what was recorded}
   *
   * @throws UnusableException if an argument or the file cannot be used
   */
  boolean run(String... arguments) {
    String file = "";
    OptionalDouble speed = OptionalDouble.empty();
    Duration wait = Duration.ofMinutes(10);
    for (int i = 1; i < arguments.length; i++) {
      String[] parts = arguments[i].split("=", 2);
      String name = parts[0];
      if (name.equals("--help") || name.equals("-h")) {
        say(HELP);
        return true;
      } else if (name.equals(SPEED) || name.equals(WAIT)) {
        String value = parts.length == 2 ? parts[1] : ++i < arguments.length ? arguments[i] : "";
        double number = number(name, value);
        if (name.equals(SPEED)) {
          speed = OptionalDouble.of(number);
        } else {
          wait = Duration.ofMillis((long) (number * 1_000));
        }
      } else if (name.startsWith("-") || !file.isEmpty()) {
        throw new UnusableException(
            "replay has no use for %s. Write ./fake-polygon replay <file> [--speed <number>]"
                    .formatted(name)
                + " [--wait <seconds>].");
      } else {
        file = arguments[i];
      }
    }
    if (file.isEmpty()) {
      throw new UnusableException(
          "replay has no file. Name the .json or .html file that a failed test has left:"
              + " ./fake-polygon replay target/fakepolygon/PriceTest.fires.json.");
    }
    return play(read(file), speed, wait);
  }

  private boolean play(FlightFile flight, OptionalDouble speed, Duration wait) {
    Settings settings = new Settings(Map.of(), environment, EnvFile.usualIn(directory));
    FakePolygonConfig config = Plan.listeningAsSet(flight.world(), settings, directory);
    try (FakePolygonServer server = start(config, settings)) {
      say(
          "Replays %s, which failed with: %s"
              .formatted(flight.test(), firstLine(flight.failure())));
      say(
          "Connect to  %s with any key; market time stands at %s"
              .formatted(server.url(), server.clock().now()));
      boolean same = new Player(flight, server, speed, wait, this::say).play();
      server.shutDown(PATIENCE_AT_THE_END);
      return same;
    }
  }

  private static FakePolygonServer start(FakePolygonConfig config, Settings settings) {
    try {
      return FakePolygonServer.start(config);
    } catch (UncheckedIOException e) {
      throw ListenFailure.explain(config.server(), settings, e);
    }
  }

  private FlightFile read(String file) {
    try {
      return FlightFile.read(Files.readString(directory.resolve(file)));
    } catch (IOException e) {
      throw new UnusableException(
          "%s cannot be read. Name the .json or .html file that a failed test has left."
              .formatted(file));
    } catch (IllegalArgumentException e) {
      throw new UnusableException("%s cannot be replayed. %s".formatted(file, e.getMessage()));
    }
  }

  private static double number(String name, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number > 0 && number <= FASTEST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UnusableException(
        "%s is '%s'. Write a number above 0, up to 1000000.".formatted(name, value));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("(no message)");
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
