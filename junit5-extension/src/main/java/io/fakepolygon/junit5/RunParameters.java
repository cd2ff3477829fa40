package io.fakepolygon.junit5;

import io.fakepolygon.RemoteHost;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
 *   fakepolygon.reportFolder           where failed tests leave their market's story, besides JUnit's own folder
 * </pre>
 */
final class RunParameters {
  static final String SEED = "fakepolygon.seed";
  static final String BACKEND = "fakepolygon.backend";
  static final String REPORT_FOLDER = "fakepolygon.reportFolder";
  static final String REMOTE_URL = "fakepolygon.remote.url";
  static final String REMOTE_TOKEN = "fakepolygon.remote.token";
  static final String IMAGE = "fakepolygon.image";
  static final String DISABLED_WITHOUT_DOCKER = "fakepolygon.disabledWithoutDocker";

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
    return text(DISABLED_WITHOUT_DOCKER)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default ->
                      throw unusable(
                          DISABLED_WITHOUT_DOCKER, text, "neither true nor false", "one of them");
                });
  }

  OptionalLong seed() {
    Optional<String> text = text(SEED);
    try {
      return text.map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    } catch (NumberFormatException e) {
      throw unusable(SEED, text.orElse(""), "no whole number", "one such as 42");
    }
  }

  Optional<Path> reportFolder() {
    Optional<String> text = text(REPORT_FOLDER);
    try {
      return text.map(Path::of);
    } catch (InvalidPathException e) {
      throw unusable(REPORT_FOLDER, text.orElse(""), "no path", "one such as target/fakepolygon");
    }
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
