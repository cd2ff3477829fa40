package io.fakepolygon.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.Delivery;
import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.server.RawClient;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.server.SlowClientPolicy;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A hundred clients of a proxy that read, and one that has stopped to: those who read lose nothing
 * and hardly notice.
 */
class FrozenClientTest {
  private static final int CLIENTS = 100;
  private static final int SYMBOLS = 40;
  private static final int STEPS = 60;
  private static final int ROUNDS = 4;
  private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SOFT_BYTES = 128 << 10;
  private static final long HARD_BYTES = 256 << 10;
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");

  private final OkHttpClient http = new OkHttpClient.Builder().dispatcher(dispatcher()).build();

  @ParameterizedTest
  @EnumSource(SlowClientPolicy.class)
  void oneFrozenClientCostsTheOthersNothing(SlowClientPolicy policy) throws InterruptedException {
    List<Percentiles> without = new ArrayList<>();
    List<Percentiles> with = new ArrayList<>();
    // In turns, and each as often before the other as behind it: so both see the same of whatever
    // else this machine does. The first is warm-up.
    run(policy, false);
    for (int round = 0; round < ROUNDS; round++) {
      boolean frozenFirst = round % 2 == 0;
      (frozenFirst ? with : without).add(run(policy, frozenFirst));
      (frozenFirst ? without : with).add(run(policy, !frozenFirst));
    }

    System.out.printf(
        Locale.ROOT,
        "frozen client, %s: p99 to %d others %.0f us without it, %.0f us with it, ratio %.2f (medians of %d)%n",
        policy,
        CLIENTS,
        medianP99(without),
        medianP99(with),
        medianP99(with) / medianP99(without),
        ROUNDS);
  }

  private Percentiles run(SlowClientPolicy policy, boolean frozen) throws InterruptedException {
    try (FakePolygonServer feed = feed();
        FakePolygonServer proxy = proxy(feed, policy)) {
      AtomicLongArray sentAt = new AtomicLongArray(STEPS + 1);
      List<Reader> readers = IntStream.range(0, CLIENTS).mapToObj(i -> new Reader(sentAt)).toList();
      readers.forEach(reader -> reader.connect(http, proxy.url()));
      for (Reader reader : readers) {
        reader.awaitSubscribed();
      }
      try (Frozen client = frozen ? Frozen.at(proxy) : Frozen.NOBODY) {
        long mostQueued = sendSteps(feed, proxy, sentAt);
        for (Reader reader : readers) {
          reader.awaitEverything();
        }
        assertThat(readers).allMatch(reader -> reader.events == (long) STEPS * SYMBOLS * 2);
        assertThat(mostQueued).isLessThan((CLIENTS + 2) * HARD_BYTES);
        client.assertDealtWith(proxy.counters());
      }
      readers.forEach(Reader::close);
      return Percentiles.of(
          readers.stream().flatMapToLong(reader -> Arrays.stream(reader.delaysNs)).toArray());
    }
  }

  /** {@return the most bytes that were seen to wait for all clients together} */
  private static long sendSteps(
      FakePolygonServer feed, FakePolygonServer proxy, AtomicLongArray sentAt) {
    long mostQueued = 0;
    long next = System.nanoTime();
    for (int step = 1; step <= STEPS; step++) {
      next += STEP_NS;
      LockSupport.parkNanos(next - System.nanoTime());
      // When it should have been sent: a sender that is held up hides no delay.
      sentAt.set(step, next);
      feed.clock().advance(Duration.ofMillis(100), Delivery.QUEUED);
      if (step % 20 == 0) {
        mostQueued = Math.max(mostQueued, proxy.counters().bytesQueued());
      }
    }
    return mostQueued;
  }

  private static FakePolygonServer feed() {
    return FakePolygonServer.start(
        FakePolygonConfig.builder()
            .symbols(IntStream.range(0, SYMBOLS).mapToObj(i -> "S" + i).toList())
            .start(START)
            .journalBytes(0)
            .build());
  }

  private static FakePolygonServer proxy(FakePolygonServer feed, SlowClientPolicy policy) {
    return FakePolygonServer.start(
        FakePolygonConfig.builder()
            .symbols()
            .journalBytes(0)
            .slowClients(policy)
            .slowClientLimits(SOFT_BYTES, Duration.ofMillis(200), HARD_BYTES)
            .upstream(UpstreamOptions.of(URI.create(feed.url()), "key"))
            .build());
  }

  private static double medianP99(List<Percentiles> runs) {
    double[] sorted = runs.stream().mapToDouble(run -> run.us(99)).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static Dispatcher dispatcher() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(2 * CLIENTS);
    return dispatcher;
  }

  /** A client that subscribes and reads nothing, or none. */
  private record Frozen(@Nullable RawClient socket) implements AutoCloseable {
    static final Frozen NOBODY = new Frozen(null);

    static Frozen at(FakePolygonServer proxy) {
      RawClient socket = RawClient.narrow(proxy.url());
      socket.authenticate("any-key");
      socket.subscribe("T.*,Q.*");
      return new Frozen(socket);
    }

    void assertDealtWith(ServerCounters counters) {
      if (socket != null) {
        assertThat(
                counters.slowClientsDisconnected()
                    + counters.quotesConflated()
                    + counters.eventsDropped())
            .isPositive();
      }
    }

    @Override
    public void close() {
      if (socket != null) {
        socket.close();
      }
    }
  }

  /** A client that counts, and measures from the feed's step to its own reading. */
  private static final class Reader extends WebSocketListener {
    private static final String TIME = "\"t\":";
    private static final int DIGITS = 13;

    private final AtomicLongArray sentAt;
    private final long[] delaysNs = new long[STEPS];
    private final CountDownLatch subscribed = new CountDownLatch(2);
    private final CountDownLatch everything = new CountDownLatch(STEPS);
    // Written by the socket's thread before the latch goes down.
    private long events;
    private WebSocket socket;

    Reader(AtomicLongArray sentAt) {
      this.sentAt = sentAt;
    }

    void connect(OkHttpClient http, String url) {
      socket = http.newWebSocket(new Request.Builder().url(url).build(), this);
    }

    void awaitSubscribed() throws InterruptedException {
      assertThat(subscribed.await(10, TimeUnit.SECONDS)).as("subscribed within 10 s").isTrue();
    }

    void awaitEverything() throws InterruptedException {
      assertThat(everything.await(30, TimeUnit.SECONDS))
          .as("all steps but %d within 30 s", everything.getCount())
          .isTrue();
    }

    void close() {
      socket.cancel();
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      webSocket.send("{\"action\":\"auth\",\"params\":\"any-key\"}");
      webSocket.send("{\"action\":\"subscribe\",\"params\":\"T.*,Q.*\"}");
    }

    @Override
    public void onMessage(WebSocket webSocket, String frame) {
      long now = System.nanoTime();
      if (frame.startsWith("[{\"ev\":\"status\"")) {
        acknowledged(frame);
        return;
      }
      int time = frame.indexOf(TIME) + TIME.length();
      long atMs = Long.parseLong(frame.substring(time, time + DIGITS));
      int step = (int) ((atMs - START.toEpochMilli()) / 100);
      delaysNs[step - 1] = now - sentAt.get(step);
      for (int at = frame.indexOf("\"ev\""); at >= 0; at = frame.indexOf("\"ev\"", at + 1)) {
        events++;
      }
      everything.countDown();
    }

    private void acknowledged(String frame) {
      if (frame.contains("subscribed to: T.*")) {
        subscribed.countDown();
      }
      if (frame.contains("subscribed to: Q.*")) {
        subscribed.countDown();
      }
    }
  }
}
