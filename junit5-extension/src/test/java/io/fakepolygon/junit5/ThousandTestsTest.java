package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a thousand tests cost, each with its own server and client and ten messages, and leave
 * behind.
 */
@Isolated("looks at the threads and sockets of the JVM, and measures")
class ThousandTestsTest {
  private static final int TESTS = 1_000;
  private static final int MESSAGES = 10;
  private static final double MS = 1e6;

  @Test
  void nothingSurvivesThemAndTheirCostIsPrinted() {
    run(WarmUp.class, WarmUpWithMockWebServer.class);
    Set<Thread> threads = liveThreads();
    long sockets = openSockets();

    double ours = millisecondsOf(ThousandTests.class);
    run(LeavesAllOpen.class);

    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(liveThreads())
                  .filteredOn(thread -> !isShared(thread) && !threads.contains(thread))
                  .isEmpty();
              assertThat(liveThreads())
                  .filteredOn(thread -> thread.getName().startsWith("fake-polygon"))
                  .isEmpty();
              assertThat(openSockets()).isLessThanOrEqualTo(sockets);
            });

    double theirs = millisecondsOf(ThousandTestsWithMockWebServer.class);
    System.out.printf(
        "1,000 tests, each its own server and client, ten messages: with @FakePolygon %.0f ms, %.2f ms each;"
            + " with OkHttp's MockWebServer %.0f ms, %.2f ms each; ratio %.2f%n",
        ours, ours / TESTS, theirs, theirs / TESTS, ours / theirs);
  }

  private static double millisecondsOf(Class<?> testClass) {
    long start = System.nanoTime();
    run(testClass);
    return (System.nanoTime() - start) / MS;
  }

  private static void run(Class<?>... testClasses) {
    assertThat(Engine.failuresOf(Engine.run(testClasses))).isEmpty();
  }

  @FakePolygon
  static class ThousandTests {

    @RepeatedTest(TESTS)
    void receivesTen(RecordingClient client, MarketClock clock) {
      receiveTen(client, clock);
    }
  }

  @FakePolygon
  static class WarmUp {

    @RepeatedTest(300)
    void receivesTen(RecordingClient client, MarketClock clock) {
      receiveTen(client, clock);
    }
  }

  /** What a careless author leaves behind. */
  @FakePolygon
  static class LeavesAllOpen {

    @RepeatedTest(100)
    void closesNothing(FakePolygonServer polygon, MarketClock clock) {
      RecordingClient.connectedTo(polygon).subscribe("T.FAKETICKER");
      clock.scheduler().scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);

      clock.advance(Duration.ofSeconds(3));
      clock.run(1);
    }
  }

  private static void receiveTen(RecordingClient client, MarketClock clock) {
    client.subscribe("T.FAKETICKER");

    clock.advance(Duration.ofSeconds(1));

    assertThat(client.rawFrames()).hasSize(3 + MESSAGES);
  }

  /** As a user of MockWebServer would: a server for each test, one OkHttp client for all. */
  abstract static class WithMockWebServer {
    static final OkHttpClient HTTP = new OkHttpClient();

    private final MockWebServer server = new MockWebServer();
    private final CountDownLatch received = new CountDownLatch(MESSAGES);
    private WebSocket socket;

    @BeforeEach
    void start() throws IOException {
      server.enqueue(new MockResponse.Builder().webSocketUpgrade(new Sender()).build());
      server.start();
    }

    void receiveTen() throws InterruptedException {
      socket =
          HTTP.newWebSocket(
              new Request.Builder().url(server.url("/")).build(),
              new WebSocketListener() {
                @Override
                public void onMessage(WebSocket webSocket, String text) {
                  received.countDown();
                }
              });

      assertThat(received.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
      socket.cancel();
      server.close();
    }
  }

  static class ThousandTestsWithMockWebServer extends WithMockWebServer {

    @RepeatedTest(TESTS)
    void receivesTen() throws InterruptedException {
      receiveTen();
    }
  }

  static class WarmUpWithMockWebServer extends WithMockWebServer {

    @RepeatedTest(300)
    void receivesTen() throws InterruptedException {
      receiveTen();
    }
  }

  private static final class Sender extends WebSocketListener {
    private static final String MESSAGE =
        "[{\"ev\":\"T\",\"sym\":\"FAKETICKER\",\"i\":\"1\",\"x\":4,\"p\":104.21,\"s\":100,\"t\":1704205800100}]";

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      for (int i = 0; i < MESSAGES; i++) {
        webSocket.send(MESSAGE);
      }
    }
  }

  private static Set<Thread> liveThreads() {
    Set<Thread> live = new HashSet<>(Thread.getAllStackTraces().keySet());
    live.removeIf(thread -> !thread.isAlive());
    return live;
  }

  /**
   * OkHttp's and Okio's own, one for all clients of a JVM, which end after a minute without work;
   * and those that JUnit runs tests on.
   */
  private static boolean isShared(Thread thread) {
    return List.of("OkHttp TaskRunner", "Okio Watchdog").contains(thread.getName())
        || thread.getName().startsWith("ForkJoinPool");
  }

  /** Where the system tells; 0 elsewhere. */
  private static long openSockets() {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.filter(ThousandTestsTest::isSocket).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      // Closed since it was listed.
      return false;
    }
  }
}
