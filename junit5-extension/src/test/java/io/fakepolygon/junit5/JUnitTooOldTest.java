package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A JUnit that lacks what we call is named, and what to ask for instead. */
class JUnitTooOldTest {

  @Test
  void isToldWhichJUnitToAskFor() {
    String version = Test.class.getPackage().getImplementationVersion();

    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> Declarations.in(contextOfJUnit511()))
        .withMessage(
            "FakePolygon needs JUnit 5.12.1 or later, and this is %s. Ask for 5.13.4: in the pom of a Spring Boot project by <junit-jupiter.version>5.13.4</junit-jupiter.version>, elsewhere by importing junit-bom",
            version);
  }

  private static ExtensionContext contextOfJUnit511() {
    return (ExtensionContext)
        Proxy.newProxyInstance(
            ExtensionContext.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getEnclosingTestClasses" -> throw new NoSuchMethodError();
                  default -> Optional.empty();
                });
  }
}
