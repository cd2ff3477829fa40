package io.fakepolygon.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.Delivery;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the proxy adds to an event's way: the same event, straight from the feed and through it. */
class ProxyLatencyTest {
  private static final int WARM_UP = 2_000;
  private static final int EVENTS = 5_000;

  private final FakePolygonServer feed =
      FakePolygonServer.start(FakePolygonConfig.builder().symbols("AAPL").journalBytes(0).build());
  private final FakePolygonServer proxy =
      FakePolygonServer.start(
          FakePolygonConfig.builder()
              .symbols()
              .journalBytes(0)
              .upstream(UpstreamOptions.of(URI.create(feed.url()), "key"))
              .build());

  @AfterEach
  void stop() {
    proxy.close();
    feed.close();
  }

  @Test
  void anEventTakesALittleLongerThroughTheProxy() throws InterruptedException {
    long[] direct = new long[EVENTS];
    long[] through = new long[EVENTS];
    long[] added = new long[EVENTS];
    try (Stopwatch straight = new Stopwatch(feed);
        Stopwatch proxied = new Stopwatch(proxy)) {
      for (int i = -WARM_UP; i < EVENTS; i++) {
        long start = System.nanoTime();
        feed.clock().advance(Duration.ofMillis(100), Delivery.QUEUED);
        long atFirst = straight.awaitArrival();
        long atLast = proxied.awaitArrival();
        if (i >= 0) {
          direct[i] = atFirst - start;
          through[i] = atLast - start;
          added[i] = atLast - atFirst;
        }
      }
    }

    System.out.printf(
        Locale.ROOT,
        "one event at a time, %,d times: direct %s; through the proxy %s; added p50 %.0f us, p99 %.0f us%n",
        EVENTS,
        Percentiles.of(direct),
        Percentiles.of(through),
        Percentiles.of(added).us(50),
        Percentiles.of(added).us(99));
    assertThat(proxy.upstream().orElseThrow().events()).isEqualTo(WARM_UP + EVENTS);
  }

  /** A client that notes when a frame came. */
  private static final class Stopwatch implements AutoCloseable {
    private final SynchronousQueue<Long> arrivals = new SynchronousQueue<>();
    private volatile boolean running;
    private final TestClient client;

    Stopwatch(FakePolygonServer server) {
      client = TestClient.subscribed(server, this::arrived, "T.AAPL");
      running = true;
    }

    long awaitArrival() throws InterruptedException {
      Long arrival = arrivals.poll(10, TimeUnit.SECONDS);
      assertThat(arrival).as("an event within 10 s").isNotNull();
      return arrival;
    }

    private void arrived() {
      if (running) {
        try {
          arrivals.put(System.nanoTime());
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
