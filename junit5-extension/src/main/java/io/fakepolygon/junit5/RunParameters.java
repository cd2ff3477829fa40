package io.fakepolygon.junit5;

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
 *   fakepolygon.seed          a whole number; for markets that have the default seed
 *   fakepolygon.backend       in-process
 *   fakepolygon.reportFolder  where failed tests leave their market's story, besides JUnit's own folder
 * </pre>
 */
final class RunParameters {
  static final String SEED = "fakepolygon.seed";
  static final String BACKEND = "fakepolygon.backend";
  static final String REPORT_FOLDER = "fakepolygon.reportFolder";
  private static final String IN_PROCESS = "in-process";

  private final ExtensionContext context;

  private RunParameters(ExtensionContext context) {
    this.context = context;
  }

  /**
   * {@return the parameters of the run that a test or class belongs to}
   *
   * @throws ExtensionConfigurationException if the backend is none that there is
   */
  static RunParameters of(ExtensionContext context) {
    RunParameters parameters = new RunParameters(context);
    parameters
        .text(BACKEND)
        .filter(backend -> !backend.equals(IN_PROCESS))
        .ifPresent(
            backend -> {
              throw unusable(BACKEND, backend, "no backend of this version", IN_PROCESS);
            });
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
