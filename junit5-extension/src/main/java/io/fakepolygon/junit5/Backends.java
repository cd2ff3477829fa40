package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.RemoteHost;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Starts servers where they belong: in this JVM, in the container of the run, or on a host
 * elsewhere. What a run says outranks what a test says.
 */
final class Backends {
  static final Namespace NAMESPACE = Namespace.create(Backends.class);

  private final ExtensionContext context;
  private final RunParameters run;
  private final Optional<Place> placeOfAll;
  private final Optional<Boolean> allGiveWay;

  Backends(ExtensionContext context) {
    this.context = context;
    run = RunParameters.of(context);
    placeOfAll = run.backend();
    allGiveWay = run.disabledWithoutDocker();
  }

  /**
   * {@return a server, started}
   *
   * @throws ExtensionConfigurationException if it cannot be had there
   */
  TestMarket start(Declaration declared) {
    return switch (placeOf(declared)) {
      case IN_PROCESS ->
          new TestMarket(declared, FakePolygonServer.start(declared.config()), "", List::of);
      case CONTAINER -> startInContainer(declared);
      case REMOTE -> {
        RemoteHost host = run.remote();
        OnlyInProcess.refuse(declared, Place.REMOTE);
        yield startOn(host, declared, "on " + host.url(), List::of);
      }
    };
  }

  /** {@return why a test that would start these servers is to be skipped; mostly empty} */
  Optional<String> reasonToSkip(Collection<Declaration> declared) {
    return declared.stream().anyMatch(this::needsDockerOrNothing)
        ? containers().missing()
        : Optional.empty();
  }

  private TestMarket startInContainer(Declaration declared) {
    OnlyInProcess.refuse(declared, Place.CONTAINER);
    Containers containers = containers();
    containers
        .missing()
        .ifPresent(
            why -> {
              throw new ExtensionConfigurationException(
                  "%s, and a server in a container needs one. Start it (https://docs.docker.com/get-started/get-docker/), skip such tests by disabledWithoutDocker = true, or run without a container: %s=%s"
                      .formatted(why, RunParameters.BACKEND, Place.IN_PROCESS));
            });
    RemoteHost host = containers.host();
    return startOn(
        host,
        declared,
        "in a container of %s, on %s".formatted(containers.image(), host.url()),
        containers::lastLines);
  }

  private static TestMarket startOn(
      RemoteHost host, Declaration declared, String where, Supplier<List<String>> log) {
    return new TestMarket(declared, host.start(declared.config()), where, log);
  }

  private boolean needsDockerOrNothing(Declaration declared) {
    return placeOf(declared) == Place.CONTAINER
        && allGiveWay.orElse(declared.disabledWithoutDocker());
  }

  private Place placeOf(Declaration declared) {
    return placeOfAll.orElseGet(() -> Place.of(declared.backend()));
  }

  private Containers containers() {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Containers.class, key -> RunContainer.of(run.image()), Containers.class);
  }
}
