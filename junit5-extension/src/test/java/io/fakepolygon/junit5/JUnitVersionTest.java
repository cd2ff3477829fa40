package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.TestEngine;

/** The build's profiles mean what they say. */
class JUnitVersionTest {

  @Test
  @EnabledIfSystemProperty(
      named = "fakepolygon.junit",
      matches = ".+",
      disabledReason = "not Maven")
  void theSuiteRunsOnTheJUnitThatTheBuildNames() throws ClassNotFoundException {
    String expected = System.getProperty("fakepolygon.junit");

    assertThat(Test.class.getPackage().getImplementationVersion()).isEqualTo(expected);
    assertThat(engine().getPackage().getImplementationVersion()).isEqualTo(expected);
  }

  private static Class<? extends TestEngine> engine() throws ClassNotFoundException {
    return Class.forName("org.junit.jupiter.engine.JupiterTestEngine").asSubclass(TestEngine.class);
  }
}
