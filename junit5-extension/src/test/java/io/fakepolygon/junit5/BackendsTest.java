package io.fakepolygon.junit5;

import static io.fakepolygon.junit5.Backend.CONTAINER;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.Tls;
import io.fakepolygon.junit5.FakeContainers.NoDocker;
import io.fakepolygon.junit5.FakeContainers.NoImage;
import io.fakepolygon.junit5.FakeContainers.Simulated;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Which backend a server is started on, and what is said if it cannot be. */
class BackendsTest {

  @Test
  void theRunOutranksTheAnnotation() {
    Engine.assertAllSucceed(1, run("in-process", InAContainer.class));
  }

  @ExtendWith(NoDocker.class)
  @FakePolygon(backend = CONTAINER)
  static class InAContainer {
    @Test
    void test(FakePolygonServer polygon) {}
  }

  @Test
  void aRemoteHostNeedsAnAddress() {
    assertFails(
        Engine.run(
            Map.of("fakepolygon.backend", "remote", "fakepolygon.remote.url", ""),
            InAContainer.class),
        "The configuration parameter fakepolygon.backend is 'remote', and fakepolygon.remote.url does not say where."
            + " Write the address of a FakePolygon whose control API is open, such as http://localhost:8765");
  }

  @Test
  void anAddressThatIsNoneIsSaid() {
    EngineExecutionResults results =
        Engine.run(
            Map.of("fakepolygon.backend", "remote", "fakepolygon.remote.url", "here and there"),
            InAContainer.class);

    assertFails(
        results,
        "The configuration parameter fakepolygon.remote.url is 'here and there', which is no address. Write one such as http://localhost:8765");
  }

  @Test
  void aContainerThatDoesNotStartIsSaid() {
    assertThat(Engine.failuresOf(run("", WithoutAnImage.class)))
        .singleElement(InstanceOfAssertFactories.THROWABLE)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A container of such:1 cannot be started");
  }

  @ExtendWith(NoImage.class)
  @FakePolygon(backend = CONTAINER)
  static class WithoutAnImage {
    @Test
    void isNotReached() {}
  }

  @Test
  void theServersOfARunAreWorldsInOneContainer() {
    EngineExecutionResults results = run("", FirstInTheContainer.class, SecondInTheContainer.class);

    Engine.assertAllSucceed(3, results);
    List<URI> urls =
        Engine.reportsOf(results).stream().map(report -> URI.create(report.get("url"))).toList();
    assertThat(urls).hasSize(3).doesNotHaveDuplicates();
    assertThat(urls).extracting(URI::getPort).containsOnly(urls.get(0).getPort());
    assertThat(urls).extracting(URI::getPath).allMatch(path -> path.startsWith("/worlds/"));
  }

  @ExtendWith(Simulated.class)
  @FakePolygon(backend = CONTAINER)
  static class FirstInTheContainer {
    @RepeatedTest(2)
    void tell(FakePolygonServer polygon, TestReporter reporter) {
      reporter.publishEntry("url", polygon.url());
    }
  }

  @ExtendWith(Simulated.class)
  @FakePolygon(backend = CONTAINER, lifecycle = Lifecycle.PER_CLASS)
  static class SecondInTheContainer {
    @Test
    void tell(FakePolygonServer polygon, TestReporter reporter) {
      reporter.publishEntry("url", polygon.url());
    }
  }

  @Test
  void aFailedTestTellsItsImageAndWhereItWas() {
    EngineExecutionResults results = run("", FailsInTheContainer.class);

    String where = "in a container of such:1, on http://127.0.0.1:";
    assertThat(Engine.failuresOf(results).get(0).getSuppressed()[0].toString())
        .contains("@FakePolygon(seed = 42, backend = Backend.CONTAINER)", "  " + where);
    assertThat(Engine.reportsOf(results).get(0).get("fakepolygon.backend")).startsWith(where);
  }

  @ExtendWith(Simulated.class)
  @FakePolygon(backend = CONTAINER)
  static class FailsInTheContainer {
    @Test
    void fail() {
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aContainerThatDiesUnderATestHidesNoFailure() {
    Throwable failure = Engine.failuresOf(run("", OutlivesItsContainer.class)).get(0);

    assertThat(failure).hasMessage("on purpose");
    assertThat(failure.getSuppressed()[0].toString())
        .startsWith("The market of the failed test")
        .contains("  cannot be asked any more: ", "  its host wrote last", "    its last words");
  }

  @ExtendWith(Simulated.class)
  @FakePolygon(backend = CONTAINER)
  static class OutlivesItsContainer {
    @RegisterExtension static final Extension KILLER = new Killer();

    @Test
    void fail() {
      throw new AssertionError("on purpose");
    }
  }

  /** Ends the container of a run as soon as a test begins. */
  private static final class Killer implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      context
          .getRoot()
          .getStore(Backends.NAMESPACE)
          .get(Containers.class, Containers.class)
          .close();
    }
  }

  @Test
  void whatCanBeInProcessOnlyIsRefusedBeforeDockerIsAsked() {
    assertFails(run("", WithTls.class), sentence("WithTls", "TLS"));
    assertFails(run("", WithAFeed.class), sentence("WithAFeed", "a real feed beside it"));
    assertFails(run("", WithAPort.class), sentence("WithAPort", "the fixed port 18765"));
    assertFails(run("", WithAnAddress.class), sentence("WithAnAddress", "the address 0.0.0.0"));
  }

  private static String sentence(String testClass, String what) {
    return "The server of %s has %s, which it can have in process only, and its backend is container. Leave it out, or run it with backend = Backend.IN_PROCESS or fakepolygon.backend=in-process"
        .formatted(testClass, what);
  }

  @ExtendWith(NoDocker.class)
  static class WithTls {
    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder()
            .backend(CONTAINER)
            .configure(config -> config.tls(Tls.selfSigned()))
            .build();

    @Test
    void isNotReached() {}
  }

  @ExtendWith(NoDocker.class)
  static class WithAFeed {
    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder()
            .backend(CONTAINER)
            .configure(
                config ->
                    config.upstream(UpstreamOptions.of(URI.create("ws://127.0.0.1:1/"), "key")))
            .build();

    @Test
    void isNotReached() {}
  }

  @ExtendWith(NoDocker.class)
  static class WithAPort {
    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder()
            .backend(CONTAINER)
            .configure(config -> config.port(18765))
            .build();

    @Test
    void isNotReached() {}
  }

  @ExtendWith(NoDocker.class)
  static class WithAnAddress {
    @RegisterExtension
    static final FakePolygonExtension MARKET =
        FakePolygonExtension.builder()
            .backend(CONTAINER)
            .configure(config -> config.host("0.0.0.0"))
            .build();

    @Test
    void isNotReached() {}
  }

  private static void assertFails(EngineExecutionResults results, String sentence) {
    assertThat(Engine.failuresOf(results))
        .singleElement(InstanceOfAssertFactories.THROWABLE)
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(sentence);
  }

  private static EngineExecutionResults run(String backend, Class<?>... testClasses) {
    return Engine.run(Map.of("fakepolygon.backend", backend), testClasses);
  }
}
