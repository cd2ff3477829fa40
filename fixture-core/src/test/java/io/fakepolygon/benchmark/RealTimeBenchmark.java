package io.fakepolygon.benchmark;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.protocol.Channel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * A market that goes at the pace of the world: how late a step arrives, against a loop that writes
 * the same bytes at the same instants.
 */
final class RealTimeBenchmark implements Benchmark {
  private static final int SYMBOLS = 1_000;
  private static final int CLIENTS = 100;
  private static final String TOPICS = "T.*,Q.*";
  private static final int ROUNDS = 3;
  private static final Duration COLD = Duration.ofSeconds(6);
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration SPAN = Duration.ofSeconds(4);

  @Override
  public void run(Report report) throws Exception {
    report.title(
        "realtime: %,d symbols, 10 steps a second, %d clients".formatted(SYMBOLS, CLIENTS));
    FakePolygonConfig config = config();
    Ticks ours = new Ticks();
    Ticks theirs = new Ticks();
    // Between two rounds nobody is connected, and the server rests.
    try (OwnServer server = OwnServer.start(config)) {
      measureOurs(server, COLD, new Ticks());
      for (int round = 0; round < ROUNDS; round++) {
        measureOurs(server, WARM_UP, ours);
        measureTheirs(config, theirs);
      }
    }
    report(report, ours, theirs);
  }

  private static void report(Report report, Ticks ours, Ticks theirs) {
    delay(report, "step to last byte read, p50", ours, theirs, 50, Goal.NONE);
    delay(report, "step to last byte read, p99", ours, theirs, 99, Goal.atMost(2));
    delay(report, "step to last byte read, p99.9", ours, theirs, 99.9, Goal.NONE);
    begin(report, "step to first byte at any client, p50", ours, theirs, 50);
    begin(report, "step to first byte at any client, p99", ours, theirs, 99);
    begin(report, "step to first byte at any client, longest", ours, theirs, 100);
    report.compare(
        "processor share of the server",
        "% of a core",
        100 * ours.cpuShare(),
        "raw writer",
        100 * theirs.cpuShare(),
        Goal.NONE);
  }

  private static FakePolygonConfig config() {
    return FakePolygonConfig.builder()
        .symbols(IntStream.range(0, SYMBOLS).mapToObj("SYM%d"::formatted).toList())
        .channels(Channel.T, Channel.Q)
        .realTimeClock()
        .journalBytes(0)
        .build();
  }

  private static void measureOurs(OwnServer server, Duration warmUp, Ticks ticks) throws Exception {
    try (LoadClients load = LoadClients.timing(server.url(), CLIENTS, TOPICS)) {
      server.awaitSubscribed(CLIENTS);
      measure(load, server.pid(), warmUp, ticks);
    }
  }

  private static void measureTheirs(FakePolygonConfig config, Ticks ticks) throws Exception {
    try (Jvm raw = Jvm.running(RawTicker.class, List.of(), config.toJson(), CLIENTS, TOPICS);
        LoadClients load = LoadClients.timing(raw.nextLine(), CLIENTS, TOPICS)) {
      measure(load, raw.pid(), WARM_UP, ticks);
    }
  }

  private static void measure(LoadClients load, long pid, Duration warmUp, Ticks ticks)
      throws Exception {
    Thread.sleep(warmUp.toMillis());
    load.times();
    long start = System.nanoTime();
    Duration used = cpu(pid);
    Thread.sleep(SPAN.toMillis());
    List<Histogram> times = load.times();
    ticks.add(times.get(0), times.get(1), cpu(pid).minus(used), System.nanoTime() - start);
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("The process has gone"));
  }

  private static void delay(
      Report report, String what, Ticks ours, Ticks theirs, double percentile, Goal goal) {
    compare(report, what, ours.arrived, theirs.arrived, percentile, goal);
  }

  private static void begin(
      Report report, String what, Ticks ours, Ticks theirs, double percentile) {
    compare(report, what, ours.begun, theirs.begun, percentile, Goal.NONE);
  }

  private static void compare(
      Report report, String what, Histogram ours, Histogram theirs, double percentile, Goal goal) {
    report.compare(
        what,
        "ms",
        ours.getValueAtPercentile(percentile) / 1e3,
        "raw writer",
        theirs.getValueAtPercentile(percentile) / 1e3,
        goal);
  }

  /** What came of some spans of ticks. */
  private static final class Ticks {
    // In microseconds: of each step, when its first byte came; of each frame, when its last did.
    private final Histogram begun = new Histogram(3);
    private final Histogram arrived = new Histogram(3);
    private long usedNs;
    private long spanNs;

    void add(Histogram moreBegun, Histogram moreArrived, Duration used, long span) {
      requireWhole(moreBegun.getTotalCount(), moreArrived.getTotalCount());
      begun.add(moreBegun);
      arrived.add(moreArrived);
      usedNs += used.toNanos();
      spanNs += span;
    }

    double cpuShare() {
      return (double) usedNs / spanNs;
    }

    /** All clients got all steps, but for the one under way at either end. */
    private static void requireWhole(long begun, long arrived) {
      long steps = SPAN.toMillis() / 100;
      if (Math.abs(begun - steps) > 2 || Math.abs(arrived - steps * CLIENTS) > 2 * CLIENTS) {
        throw new IllegalStateException(
            "%d steps and %d frames arrived, not about %d and %d"
                .formatted(begun, arrived, steps, steps * CLIENTS));
      }
    }
  }
}
