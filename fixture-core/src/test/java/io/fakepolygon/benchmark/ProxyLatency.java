package io.fakepolygon.benchmark;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.upstream.ScriptedConnection;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** What the proxy adds to an event's way: the same feed, read straight and through the proxy. */
final class ProxyLatency {
  private static final Duration SPAN = Duration.ofMillis(500);
  private static final int WARM_UPS = 1;
  private static final int ROUNDS = 5;
  private static final int[] RATES = {10_000, 100_000};
  private static final int MOST_EVENTS = (WARM_UPS + ROUNDS) * 110_000;
  private static final double NS_PER_US = 1e3;

  void run(Report report) throws InterruptedException {
    report.title("proxy: from the instant due to the client, one frame a millisecond");
    try (PacedFeed feed = new PacedFeed(MOST_EVENTS);
        NumberedReader straight = NumberedReader.asking(feed, feed.url())) {
      ScriptedConnection toStraight = feed.next();
      toStraight.awaitSubscribed("T.*", "Q.*");
      try (FakePolygonServer proxy = proxy(feed);
          NumberedReader behind = NumberedReader.asking(feed, proxy.url())) {
        ScriptedConnection toProxy = feed.next();
        proxy.awaitSubscribed("T.*", "Q.*");
        toProxy.awaitSubscribed("T.*", "Q.*");
        for (int rate : RATES) {
          Delays direct = new Delays();
          Delays through = new Delays();
          // In turns, so that both see the same of whatever else the machine does.
          for (int round = -WARM_UPS; round < ROUNDS; round++) {
            direct.add(round, delays(feed, toStraight, straight, rate));
            through.add(round, delays(feed, toProxy, behind, rate));
          }
          compare(report, rate, "p50", Report.median(direct.p50), Report.median(through.p50));
          compare(report, rate, "p99", Report.median(direct.p99), Report.median(through.p99));
        }
      }
    }
  }

  private static Histogram delays(
      PacedFeed feed, ScriptedConnection connection, NumberedReader reader, int rate)
      throws InterruptedException {
    reader.expectFromNowOn();
    feed.send(connection, rate, SPAN);
    return reader.awaitAll();
  }

  private static void compare(
      Report report, int rate, String percentile, double directUs, double throughUs) {
    String what = "%,d events/s, %s through the proxy".formatted(rate, percentile);
    report.compare(what, "us", throughUs, "direct", directUs, Goal.NONE);
    report.figure("  added", "us", throughUs - directUs, Goal.NONE);
  }

  private static FakePolygonServer proxy(PacedFeed feed) {
    return FakePolygonServer.start(
        FakePolygonConfig.builder()
            .symbols()
            .journalBytes(0)
            .upstream(UpstreamOptions.of(URI.create(feed.url()), PacedFeed.KEY))
            .build());
  }

  /** Of each round, microseconds: one that the machine disturbs shall not stand for all. */
  private static final class Delays {
    private final double[] p50 = new double[ROUNDS];
    private final double[] p99 = new double[ROUNDS];

    void add(int round, Histogram delays) {
      if (round >= 0) {
        p50[round] = delays.getValueAtPercentile(50) / NS_PER_US;
        p99[round] = delays.getValueAtPercentile(99) / NS_PER_US;
      }
    }
  }
}
