package io.fakepolygon.benchmark;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.server.RawClient;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.server.SlowClientPolicy;
import io.fakepolygon.upstream.ScriptedConnection;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Twenty times the usual load through a proxy, with one client that has stopped to read: those who
 * read lose nothing, and hardly notice.
 */
final class ProxyBurst {
  private static final int USUAL = 10_000;
  private static final int BURST = 20 * USUAL;
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration USUAL_SPAN = Duration.ofSeconds(1);
  private static final int READERS = 4;
  private static final int MOST_EVENTS = 2_100_000;
  private static final double NS_PER_MS = 1e6;

  void run(Report report) throws InterruptedException {
    report.title("proxy: %,d events/s to %d clients that read".formatted(BURST, READERS));
    delays(SlowClientPolicy.DISCONNECT, SHORT, true);
    Histogram without = delays(SlowClientPolicy.DISCONNECT, SHORT, false);
    for (SlowClientPolicy policy : SlowClientPolicy.values()) {
      Duration span = policy == SlowClientPolicy.DISCONNECT ? LONG : SHORT;
      Histogram with = delays(policy, span, true);
      compare(report, policy, span, 50, with, without);
      compare(report, policy, span, 99, with, without);
    }
    report.remark("Each event of a burst came to each client that reads, once and in order.");
  }

  private static void compare(
      Report report,
      SlowClientPolicy policy,
      Duration span,
      int percentile,
      Histogram with,
      Histogram without) {
    report.compare(
        "%d s, and a frozen client, %s: p%d".formatted(span.toSeconds(), policy, percentile),
        "ms",
        with.getValueAtPercentile(percentile) / NS_PER_MS,
        "without it",
        without.getValueAtPercentile(percentile) / NS_PER_MS,
        Goal.NONE);
  }

  private static Histogram delays(SlowClientPolicy policy, Duration span, boolean freezes)
      throws InterruptedException {
    try (PacedFeed feed = new PacedFeed(MOST_EVENTS);
        FakePolygonServer proxy = proxy(feed, policy)) {
      List<NumberedReader> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(NumberedReader.asking(feed, proxy.url()));
      }
      RawClient frozen = freezes ? frozen(proxy) : null;
      awaitHolders(proxy, freezes ? READERS + 1 : READERS);
      ScriptedConnection connection = feed.next();
      connection.awaitSubscribed("T.*", "Q.*");
      feed.send(connection, USUAL, USUAL_SPAN);
      Histogram before = all(readers);
      feed.send(connection, BURST, span);
      Histogram burst = all(readers);
      require(before.getTotalCount() == READERS * (long) USUAL * USUAL_SPAN.toSeconds(), "usual");
      require(burst.getTotalCount() == READERS * (long) BURST * span.toSeconds(), "burst");
      if (frozen != null) {
        require(hasDealtWithOne(proxy.counters()), "frozen client");
        frozen.close();
      }
      readers.forEach(NumberedReader::close);
      return burst;
    }
  }

  private static Histogram all(List<NumberedReader> readers) throws InterruptedException {
    Histogram all = new Histogram(3);
    for (NumberedReader reader : readers) {
      all.add(reader.awaitAll());
    }
    return all;
  }

  /** Subscribes as all the others, and reads nothing. */
  private static RawClient frozen(FakePolygonServer proxy) {
    RawClient frozen = RawClient.narrow(proxy.url());
    frozen.authenticate(PacedFeed.KEY);
    frozen.subscribe("T.*,Q.*");
    return frozen;
  }

  private static void awaitHolders(FakePolygonServer proxy, int count) throws InterruptedException {
    while (proxy.connections().stream().filter(c -> c.topics().size() == 2).count() < count) {
      Thread.sleep(5);
    }
  }

  private static boolean hasDealtWithOne(ServerCounters counters) {
    return counters.slowClientsDisconnected()
            + counters.quotesConflated()
            + counters.eventsDropped()
        > 0;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("Not as it should be: " + what);
    }
  }

  private static FakePolygonServer proxy(PacedFeed feed, SlowClientPolicy policy) {
    return FakePolygonServer.start(
        FakePolygonConfig.builder()
            .symbols()
            .journalBytes(0)
            .slowClients(policy)
            .upstream(UpstreamOptions.of(URI.create(feed.url()), PacedFeed.KEY))
            .build());
  }
}
