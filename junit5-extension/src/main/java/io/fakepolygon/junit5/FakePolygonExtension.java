package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What stands behind {@link FakePolygon}: starts a server before each test, hands it to whoever
 * takes it as a parameter, and says in the report of a failed test which market it was.
 *
 * <p>The server is started before each test rather than when first asked for: the code under test
 * may find it by other ways than a parameter.
 *
 * <p>Its only state is in JUnit's store, in the part that belongs to one test method; the store
 * closes the server with that part. So tests may run in parallel.
 */
public final class FakePolygonExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(FakePolygonExtension.class);

  private static final Map<Class<?>, Function<FakePolygonServer, Object>> INJECTED =
      Map.of(
          FakePolygonServer.class, server -> server,
          MarketClock.class, FakePolygonServer::clock,
          Tape.class, FakePolygonServer::tape);

  /** For JUnit, which makes one when it meets the annotation. */
  FakePolygonExtension() {}

  @Override
  public void beforeEach(ExtensionContext test) {
    marketOf(test);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      startedMarketOf(test).map(TestMarket::describe).ifPresent(test::publishReportEntry);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return INJECTED.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          ("%s cannot be given a %s: each test method has a server of its own, and this is called outside of them."
                  + " Take it as a parameter of a @BeforeEach method or of the test method")
              .formatted(nameOf(parameter.getDeclaringExecutable()), type.getSimpleName()));
    }
    // Never null: JUnit asks for what supportsParameter agreed to.
    return Objects.requireNonNull(INJECTED.get(type)).apply(marketOf(context).server());
  }

  /** A constructor is part of its test where each test has an instance of its own. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private static TestMarket marketOf(ExtensionContext test) {
    return test.getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestMarket.class,
            key -> TestMarket.open(Attributes.read(annotationOf(test))),
            TestMarket.class);
  }

  /** {@return the market of a test, or empty if it could not be started} */
  private static Optional<TestMarket> startedMarketOf(ExtensionContext test) {
    return Optional.ofNullable(test.getStore(NAMESPACE).get(TestMarket.class, TestMarket.class));
  }

  private static FakePolygon annotationOf(ExtensionContext test) {
    Class<?> testClass = test.getRequiredTestClass();
    return AnnotationSupport.findAnnotation(test.getTestMethod(), FakePolygon.class)
        .or(
            () ->
                AnnotationSupport.findAnnotation(
                    testClass, FakePolygon.class, test.getEnclosingTestClasses()))
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "No @FakePolygon on %s or its test. Write @FakePolygon instead of @ExtendWith(FakePolygonExtension.class)"
                        .formatted(testClass.getName())));
  }

  private static String nameOf(Executable executable) {
    String className = executable.getDeclaringClass().getSimpleName();
    return executable instanceof Method
        ? className + "." + executable.getName()
        : "The constructor of " + className;
  }
}
