package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonConfig;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What a server can be told in process only: what concerns the host that serves it elsewhere. */
final class OnlyInProcess {
  private static final FakePolygonConfig STANDARD = FakePolygonConfig.builder().build();

  private OnlyInProcess() {}

  /**
   * Refuses a declaration that cannot be fulfilled.
   *
   * @throws ExtensionConfigurationException with one sentence that says what it is
   */
  static void refuse(Declaration declared, Place place) {
    in(declared.config())
        .ifPresent(
            what -> {
              throw new ExtensionConfigurationException(
                  "The server of %s has %s, which it can have in process only, and its backend is %s. Leave it out, or run it with backend = Backend.IN_PROCESS or %s=%s"
                      .formatted(
                          declared.testClass().getSimpleName(),
                          what,
                          place,
                          RunParameters.BACKEND,
                          Place.IN_PROCESS));
            });
  }

  private static Optional<String> in(FakePolygonConfig config) {
    if (config.tls() != null) {
      return Optional.of("TLS");
    }
    if (config.upstream() != null) {
      return Optional.of("a real feed beside it");
    }
    if (config.server().port() != STANDARD.server().port()) {
      return Optional.of("the fixed port " + config.server().port());
    }
    if (!config.control().equals(STANDARD.control())) {
      return Optional.of("a control API of its own");
    }
    return config.server().host().equals(STANDARD.server().host())
        ? Optional.empty()
        : Optional.of("the address " + config.server().host());
  }
}
