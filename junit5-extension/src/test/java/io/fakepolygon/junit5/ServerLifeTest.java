package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A server lives as long as its test, and nothing is left of it. */
@Isolated("looks at the threads of the JVM, so no other test may have a server")
class ServerLifeTest {

  @TempDir static Path folder;

  // Threads that all share stay for a while, those of the tests before too.
  @BeforeEach
  void awaitTheEndOfWhatOthersUsed() {
    awaitNoThread();
  }

  @Test
  void aServerRunsEvenIfNobodyTakesItAsAParameter() {
    EngineExecutionResults results = run(TakesNothing.class);

    results.testEvents().assertStatistics(tests -> tests.succeeded(1));
  }

  @FakePolygon
  static class TakesNothing {

    // A thread takes its name when it comes to run, which on a busy machine may be a little later.
    @Test
    void seesItsThread() {
      await().untilAsserted(() -> assertThat(fakePolygonThreads()).contains("fake-polygon-market"));
    }
  }

  @Test
  void afterATestItsThreadsHaveEndedAndItsPortIsFree() {
    EngineExecutionResults results = run(UsesEverything.class);

    results.testEvents().assertStatistics(tests -> tests.succeeded(1).failed(1));
    assertThat(fakePolygonThreads())
        .allSatisfy(name -> assertThat(name).matches("fake-polygon-(socket.*|spare|client)"));
    assertThat(urlsUsedIn(results)).hasSize(2).allSatisfy(ServerLifeTest::assertNobodyListens);
  }

  @Test
  void theSharedThreadsEndALittleAfterTheLastTest() {
    run(UsesEverything.class);

    awaitNoThread();
  }

  @Test
  void nothingIsLeftOfTheAttemptsToShrinkAWorld() {
    EngineExecutionResults results = run(IsShrunk.class);

    results.testEvents().assertStatistics(tests -> tests.failed(1));
    assertThat(IsShrunk.URLS).hasSizeGreaterThan(3).allSatisfy(ServerLifeTest::assertNobodyListens);
    awaitNoThread();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("junit-jupiter-timeout"));
  }

  static class IsShrunk {
    static final Queue<String> URLS = new ConcurrentLinkedQueue<>();

    @FakePolygonWorlds(seeds = 1, shrink = true)
    void test(FakePolygonServer polygon, MarketClock clock, RecordingClient client) {
      URLS.add(polygon.url());
      UsesEverything.useEverything(clock, client);
      throw new AssertionError("on purpose");
    }
  }

  private static void awaitNoThread() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(fakePolygonThreads()).isEmpty());
  }

  @FakePolygon
  static class UsesEverything {

    @Test
    void andSucceeds(
        FakePolygonServer polygon,
        MarketClock clock,
        RecordingClient client,
        TestReporter reporter) {
      reporter.publishEntry("url", polygon.url());
      useEverything(clock, client);
    }

    @Test
    void andFails(
        FakePolygonServer polygon,
        MarketClock clock,
        RecordingClient client,
        TestReporter reporter) {
      reporter.publishEntry("url", polygon.url());
      useEverything(clock, client);
      throw new AssertionError("on purpose");
    }

    private static void useEverything(MarketClock clock, RecordingClient client) {
      clock.scheduler().schedule(() -> {}, 1, TimeUnit.SECONDS);
      client.subscribe("T.FAKETICKER");
      clock.advance(Duration.ofSeconds(2));
      assertThat(fakePolygonThreads()).contains("fake-polygon-market", "fake-polygon-scheduler");
    }
  }

  // Wherever the run has its servers: these are in this JVM, whose threads are looked at.
  private static EngineExecutionResults run(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter("fakepolygon.worldsFolder", folder.toString())
        // The runs within ask the JVM's properties too, which may say otherwise.
        .configurationParameter("fakepolygon.backend", "in-process")
        .selectors(selectClass(testClass))
        .execute();
  }

  private static List<String> urlsUsedIn(EngineExecutionResults results) {
    return results
        .testEvents()
        .reportingEntryPublished()
        .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
        .filter(entries -> entries.containsKey("url"))
        .map(entries -> entries.get("url"))
        .toList();
  }

  private static List<String> fakePolygonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("fake-polygon"))
        .toList();
  }

  private static void assertNobodyListens(String url) {
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connectTo(URI.create(url)));
  }

  private static void connectTo(URI uri) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), uri.getPort()).close();
  }
}
