package io.fakepolygon.junit5;

import io.fakepolygon.RemoteHost;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What holds for a whole run: JUnit's configuration parameters, from {@code
 * junit-platform.properties}, a system property or the build tool.
 *
 * <pre>
 *   fakepolygon.seed                   a whole number; for markets that have the default seed
 *   fakepolygon.backend                in-process, container or remote; outranks what tests say
 *   fakepolygon.remote.url             where the remote host is
 *   fakepolygon.remote.token           what it asks for, if it does
 *   fakepolygon.image                  another image for the container
 *   fakepolygon.disabledWithoutDocker  true or false; outranks what tests say
 *   fakepolygon.world                  the one world that tests in many worlds run in
 *   fakepolygon.worldsFolder           where worlds that failed are remembered
 *   fakepolygon.shrink                 true or false: whether failing worlds are shrunk; outranks what tests say
 *   fakepolygon.shrink.attempts        in how many attempts at most
 *   fakepolygon.shrink.seconds         in how much time at most
 *   fakepolygon.reportFolder           where failed tests leave their market's story, besides JUnit's own folder, in place of
 *                                      the build's; none for neither
 * </pre>
 */
final class RunParameters {
  static final String SEED = "fakepolygon.seed";
  static final String BACKEND = "fakepolygon.backend";
  static final String REPORT_FOLDER = "fakepolygon.reportFolder";
  static final String NOWHERE = "none";
  static final String REMOTE_URL = "fakepolygon.remote.url";
  static final String REMOTE_TOKEN = "fakepolygon.remote.token";
  static final String IMAGE = "fakepolygon.image";
  static final String DISABLED_WITHOUT_DOCKER = "fakepolygon.disabledWithoutDocker";

  static final String WORLD = "fakepolygon.world";
  static final String WORLDS_FOLDER = "fakepolygon.worldsFolder";
  static final String SHRINK = "fakepolygon.shrink";
  static final String SHRINK_ATTEMPTS = "fakepolygon.shrink.attempts";
  static final String SHRINK_SECONDS = "fakepolygon.shrink.seconds";

  /** Is set by us alone. */
  static final String WITHIN_SHRINKING = "fakepolygon.withinShrinking";

  private static final int USUAL_SHRINK_ATTEMPTS = 200;
  private static final int USUAL_SHRINK_SECONDS = 60;

  // What a run within the run is told too. Parameters can be asked for by their names alone.
  private static final List<String> HANDED_ON =
      List.of(
          SEED,
          BACKEND,
          REMOTE_URL,
          REMOTE_TOKEN,
          IMAGE,
          DISABLED_WITHOUT_DOCKER,
          "junit.jupiter.testinstance.lifecycle.default",
          "junit.jupiter.conditions.deactivate",
          "junit.jupiter.extensions.autodetection.enabled",
          "junit.jupiter.extensions.autodetection.include",
          "junit.jupiter.extensions.autodetection.exclude");

  private final ExtensionContext context;

  private RunParameters(ExtensionContext context) {
    this.context = context;
  }

  /** {@return the parameters of the run that a test or class belongs to} */
  static RunParameters of(ExtensionContext context) {
    return new RunParameters(context);
  }

  Optional<Place> backend() {
    return text(BACKEND)
        .map(
            text ->
                Place.read(text)
                    .orElseThrow(
                        () -> unusable(BACKEND, text, "no backend", "one of " + Place.all())));
  }

  /** {@return the host of a run whose backend is remote} */
  RemoteHost remote() {
    String url =
        text(REMOTE_URL)
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        "The configuration parameter %s is 'remote', and %s does not say where. Write the address of a FakePolygon whose control API is open, such as http://localhost:8765"
                            .formatted(BACKEND, REMOTE_URL)));
    try {
      RemoteHost host = RemoteHost.of(url);
      return text(REMOTE_TOKEN).map(host::withToken).orElse(host);
    } catch (IllegalArgumentException e) {
      throw unusable(REMOTE_URL, url, "no address", "one such as http://localhost:8765");
    }
  }

  Optional<String> image() {
    return text(IMAGE);
  }

  Optional<Boolean> disabledWithoutDocker() {
    return truth(DISABLED_WITHOUT_DOCKER);
  }

  Optional<World> world() {
    try {
      return text(WORLD).map(World::parse);
    } catch (ExtensionConfigurationException e) {
      throw new ExtensionConfigurationException(
          "The configuration parameter %s: %s".formatted(WORLD, e.getMessage()), e);
    }
  }

  Optional<Path> worldsFolder() {
    return path(WORLDS_FOLDER, "target/fakepolygon-worlds");
  }

  Optional<Boolean> shrink() {
    return truth(SHRINK);
  }

  int shrinkAttempts() {
    return count(SHRINK_ATTEMPTS, USUAL_SHRINK_ATTEMPTS);
  }

  Duration shrinkTime() {
    return Duration.ofSeconds(count(SHRINK_SECONDS, USUAL_SHRINK_SECONDS));
  }

  /** {@return whether this is a run within a run, of which nobody is to hear} */
  boolean isWithinShrinking() {
    return text(WITHIN_SHRINKING).isPresent();
  }

  /** {@return what a run within this one is told too} */
  Map<String, String> handedOn() {
    Map<String, String> parameters = new LinkedHashMap<>();
    HANDED_ON.forEach(name -> text(name).ifPresent(value -> parameters.put(name, value)));
    return parameters;
  }

  OptionalLong seed() {
    Optional<String> text = text(SEED);
    try {
      return text.map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    } catch (NumberFormatException e) {
      throw unusable(SEED, text.orElse(""), "no whole number", "one such as 42");
    }
  }

  /** {@return where stories go besides JUnit's own folder, if anywhere} */
  Optional<Path> reportFolder() {
    return text(REPORT_FOLDER).isEmpty()
        ? context.getTestClass().flatMap(BuildFolder::of)
        : path(REPORT_FOLDER, "target/fakepolygon, or none")
            .filter(folder -> !folder.equals(Path.of(NOWHERE)));
  }

  private Optional<Path> path(String name, String example) {
    Optional<String> text = text(name);
    try {
      return text.map(Path::of);
    } catch (InvalidPathException e) {
      throw unusable(name, text.orElse(""), "no path", "one such as " + example);
    }
  }

  private Optional<Boolean> truth(String name) {
    return text(name)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw unusable(name, text, "neither true nor false", "one of them");
                });
  }

  private int count(String name, int usual) {
    Optional<String> text = text(name);
    try {
      int count = text.map(Integer::parseInt).orElse(usual);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Is refused below.
    }
    throw unusable(name, text.orElse(""), "no whole number above 0", "one such as " + usual);
  }

  private Optional<String> text(String name) {
    return context.getConfigurationParameter(name).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static ExtensionConfigurationException unusable(
      String name, String text, String what, String remedy) {
    return new ExtensionConfigurationException(
        "The configuration parameter %s is '%s', which is %s. Write %s"
            .formatted(name, text, what, remedy));
  }
}
