package io.fakepolygon.benchmark;

import io.fakepolygon.FakePolygonConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What a server costs that has nothing to do, and what an event leaves for the collector. */
final class IdleBenchmark implements Benchmark {
  private static final Duration SPAN = Duration.ofSeconds(10);
  // A client's time for its key, and what starting a JVM leaves behind.
  private static final Duration SETTLED = Duration.ofSeconds(3);
  private static final int QUIET_CLIENTS = 10;
  private static final int CLIENTS = 1_000;
  private static final int KIB = 1_024;
  // All of the heap is resident from the start, so that what grows is something else; and nothing
  // is compiled meanwhile, which takes megabytes of its own.
  private static final String[] STEADY = {
    "-XX:+UseSerialGC", "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-Xint"
  };

  @Override
  public void run(Report report) throws Exception {
    report.title("idle: nobody subscribed");
    wakeUps(report);
    residentMemory(report);
    report.title("garbage: a manual clock, T and Q of 25 symbols");
    garbage(report, 1);
    garbage(report, 10);
  }

  private static void wakeUps(Report report) throws Exception {
    try (OwnServer manual = OwnServer.start(quiet().build());
        OwnServer realTime = OwnServer.start(quiet().realTimeClock().build());
        Jvm nothing = Jvm.running(Nothing.class, List.of());
        LoadClients some = LoadClients.connected(manual.url(), QUIET_CLIENTS, "");
        LoadClients others = LoadClients.connected(realTime.url(), QUIET_CLIENTS, "")) {
      some.frames();
      others.frames();
      Thread.sleep(SETTLED.toMillis());
      List<Long> pids = List.of(manual.pid(), realTime.pid(), nothing.pid());
      List<ContextSwitches> before = switches(pids);
      Thread.sleep(SPAN.toMillis());
      List<ContextSwitches> after = switches(pids);
      wakeUps(report, "manual clock", before.get(0), after.get(0));
      wakeUps(report, "real-time clock", before.get(1), after.get(1));
      report.compare(
          "the whole process's, the JVM's own included",
          "",
          after.get(1).since(before.get(1)).all(),
          "a JVM that sleeps",
          after.get(2).since(before.get(2)).all(),
          Goal.NONE);
    }
  }

  private static FakePolygonConfig.Builder quiet() {
    return FakePolygonConfig.builder().authenticationTimeout(Duration.ofSeconds(1));
  }

  private static List<ContextSwitches> switches(List<Long> pids) throws IOException {
    return List.of(
        ContextSwitches.of(pids.get(0)),
        ContextSwitches.of(pids.get(1)),
        ContextSwitches.of(pids.get(2)));
  }

  private static void wakeUps(
      Report report, String clock, ContextSwitches before, ContextSwitches after) {
    if (before.ofServer() == 0) {
      throw new IllegalStateException("None of the server's threads was found");
    }
    report.figure(
        "context switches of its threads in %d s, %d clients, %s"
            .formatted(SPAN.toSeconds(), QUIET_CLIENTS, clock),
        "",
        after.since(before).ofServer(),
        Goal.atMost(0));
  }

  private static void residentMemory(Report report) throws Exception {
    try (OwnServer server = OwnServer.start(FakePolygonConfig.builder().build(), STEADY)) {
      // What the first clients bring about is the server's: classes, the first buffers.
      LoadClients.connected(server.url(), CLIENTS / 10, "").close();
      server.awaitConnections(0);
      OwnServer.Memory before = server.memory();
      try (LoadClients load = LoadClients.connected(server.url(), CLIENTS, "")) {
        server.awaitConnections(CLIENTS);
        load.frames();
        OwnServer.Memory held = server.memory().minus(before);
        report.figure(
            "resident for each of %,d idle connections".formatted(CLIENTS),
            "KiB",
            (double) (held.heap() + held.outsideHeap()) / CLIENTS / KIB,
            Goal.atMost(10));
        report.figure(
            "of that live on the heap", "KiB", (double) held.heap() / CLIENTS / KIB, Goal.NONE);
      }
    }
  }

  private static void garbage(Report report, int clients) throws Exception {
    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .symbols(IntStream.range(0, 25).mapToObj("SYM%d"::formatted).toList())
            .journalBytes(0)
            .build();
    try (OwnServer server = OwnServer.start(config);
        LoadClients load = LoadClients.connected(server.url(), clients, "T.*,Q.*")) {
      server.awaitSubscribed(clients);
      server.advance(Duration.ofMinutes(20));
      load.frames();
      long before = server.allocated();
      server.advance(Duration.ofMinutes(10));
      long bytes = server.allocated() - before;
      long events = 50 * load.frames();
      report.figure(
          "allocated per delivered event, clients: %d".formatted(clients),
          "B",
          (double) bytes / events,
          Goal.NONE);
      for (String site : server.allocationSites(Duration.ofMinutes(10))) {
        report.remark(site);
      }
    }
  }

  /** A JVM that does nothing until its input ends. */
  public static final class Nothing {
    private Nothing() {}

    public static void main(String[] arguments) throws IOException {
      while (System.in.read() >= 0) {
        // Nothing is said to it.
      }
    }
  }
}
