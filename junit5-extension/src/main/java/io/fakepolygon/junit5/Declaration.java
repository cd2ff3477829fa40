package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.market.Scenario;
import java.util.List;

/**
 * A server that somebody wrote down.
 *
 * @param name tells it from others of the same test; may be empty
 * @param config what it is started with
 * @param lifecycle how long it lives
 * @param backend where it runs, unless the run says otherwise
 * @param disabledWithoutDocker whether its tests are skipped where it needs Docker and there is
 *     none
 * @param referee whether a test fails when the referee objects
 * @param testClass the class whose tests share it if it lives per class
 * @param source what is the same each time this declaration is met: the class or method with the
 *     annotation, or the extension made by the builder
 */
record Declaration(
    String name,
    FakePolygonConfig config,
    Lifecycle lifecycle,
    Backend backend,
    boolean disabledWithoutDocker,
    boolean referee,
    Class<?> testClass,
    Object source) {

  /** {@return what its server is stored under} */
  Key key() {
    return new Key(name, source);
  }

  /** {@return the same for a market to which more has happened} */
  Declaration withScenarios(List<Scenario> scenarios) {
    return withConfig(config.withScenarios(scenarios));
  }

  /** {@return the same with another configuration} */
  Declaration withConfig(FakePolygonConfig value) {
    return new Declaration(
        name, value, lifecycle, backend, disabledWithoutDocker, referee, testClass, source);
  }

  /** As a key of JUnit's store. */
  record Key(String name, Object source) {}
}
