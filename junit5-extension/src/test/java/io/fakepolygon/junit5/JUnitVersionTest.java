package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The build's profiles mean what they say. */
class JUnitVersionTest {

  @Test
  @EnabledIfSystemProperty(
      named = "fakepolygon.junit",
      matches = ".+",
      disabledReason = "not Maven")
  void theSuiteRunsOnTheJUnitThatTheBuildNames() throws ClassNotFoundException {
    String jupiter = System.getProperty("fakepolygon.junit");
    String platform = System.getProperty("fakepolygon.junit.platform");

    assertThat(versionOf("org.junit.jupiter.api.Test")).isEqualTo(jupiter);
    assertThat(versionOf("org.junit.jupiter.engine.JupiterTestEngine")).isEqualTo(jupiter);
    assertThat(versionOf("org.junit.platform.commons.support.AnnotationSupport"))
        .isEqualTo(platform);
    assertThat(versionOf("org.junit.platform.launcher.Launcher")).isEqualTo(platform);
    assertThat(versionOf("org.junit.platform.testkit.engine.EngineTestKit")).isEqualTo(platform);
  }

  private static String versionOf(String className) throws ClassNotFoundException {
    return Class.forName(className).getPackage().getImplementationVersion();
  }
}
