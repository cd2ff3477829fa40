package io.fakepolygon.benchmark;

/** What a server for each test costs, and the first one of a JVM. */
final class StartBenchmark implements Benchmark {
  private static final String BARE = "server start and stop";
  private static final String WHOLE = "start, connect, log in, subscribe, one event, stop";
  private static final int WARM_UPS = 1_500;
  private static final int CYCLES = 501;
  // A whole one at MockWebServer takes 40 ms, whatever the machine: its answers wait for an ACK.
  private static final int MOCK_WHOLE_WARM_UPS = 50;
  private static final int MOCK_WHOLE_CYCLES = 51;
  private static final int WIREMOCK_WARM_UPS = 200;
  private static final int WIREMOCK_CYCLES = 101;
  private static final int COLD_JVMS = 7;
  private static final int GUARD_WARM_UPS = 500;
  private static final int GUARD_CYCLES = 301;
  private static final double NS_PER_MS = 1e6;

  private final FakePolygonStarter ours = new FakePolygonStarter();
  private final MockWebServerStarter mock = new MockWebServerStarter();

  @Override
  public void run(Report report) throws Exception {
    report.title("start: medians");
    warm(report);
    cold(report);
  }

  /** Only what tells whether something has become slow. */
  static void guard(Report report, Goal goal) throws Exception {
    StartBenchmark start = new StartBenchmark();
    double[] bare =
        byTurns(start.ours::startAndStop, start.mock::startAndStop, GUARD_WARM_UPS, GUARD_CYCLES);
    compare(report, BARE + ", warm", bare, "MockWebServer", goal);
  }

  private void warm(Report report) throws Exception {
    double[] bare = byTurns(ours::startAndStop, mock::startAndStop, WARM_UPS, CYCLES);
    report.figure(BARE + ", warm", "ms", bare[0], Goal.atMost(1));
    compare(report, BARE + ", warm", bare, "MockWebServer", Goal.atMost(1));
    // One after the other: by turns, ours would cool while theirs waits.
    double[] whole = {
      alone(ours::oneEvent, WARM_UPS, CYCLES),
      alone(mock::oneEvent, MOCK_WHOLE_WARM_UPS, MOCK_WHOLE_CYCLES)
    };
    report.figure(WHOLE + ", warm", "ms", whole[0], Goal.atMost(3));
    compare(report, WHOLE + ", warm", whole, "MockWebServer", Goal.NONE);
    double[] besideWireMock =
        byTurns(
            ours::startAndStop,
            new WireMockStarter()::startAndStop,
            WIREMOCK_WARM_UPS,
            WIREMOCK_CYCLES);
    compare(report, BARE + ", warm", besideWireMock, "WireMock", Goal.NONE);
  }

  private static void cold(Report report) throws Exception {
    double[] bare = firsts(MockWebServerStarter.class, false);
    compare(report, BARE + ", first of a JVM", bare, "MockWebServer", Goal.atMost(1.5));
    double[] besideWireMock = firsts(WireMockStarter.class, false);
    compare(report, BARE + ", first of a JVM", besideWireMock, "WireMock", Goal.NONE);
    double[] whole = firsts(MockWebServerStarter.class, true);
    compare(report, WHOLE + ", first", whole, "MockWebServer", Goal.atMost(1.5));
  }

  private static double[] firsts(Class<? extends Starter> theirs, boolean oneEvent)
      throws Exception {
    return byTurns(
        () -> FirstStart.ns(FakePolygonStarter.class, oneEvent),
        () -> FirstStart.ns(theirs, oneEvent),
        0,
        COLD_JVMS);
  }

  private static void compare(
      Report report, String what, double[] oursAndTheirs, String yardstick, Goal goal) {
    report.compare(what, "ms", oursAndTheirs[0], yardstick, oursAndTheirs[1], goal);
  }

  private static double alone(Cycle cycle, int warmUps, int cycles) throws Exception {
    return byTurns(cycle, () -> {}, warmUps, cycles)[0];
  }

  private static double[] byTurns(Cycle ours, Cycle theirs, int warmUps, int cycles)
      throws Exception {
    return byTurns(timed(ours), timed(theirs), warmUps, cycles);
  }

  /** {@return the medians of both in milliseconds, each taken in the weather of the other} */
  private static double[] byTurns(Timed ours, Timed theirs, int warmUps, int cycles)
      throws Exception {
    double[] oursMs = new double[cycles];
    double[] theirsMs = new double[cycles];
    for (int i = -warmUps; i < cycles; i++) {
      double oneOfOurs = ours.ns() / NS_PER_MS;
      double oneOfTheirs = theirs.ns() / NS_PER_MS;
      if (i >= 0) {
        oursMs[i] = oneOfOurs;
        theirsMs[i] = oneOfTheirs;
      }
    }
    return new double[] {Report.median(oursMs), Report.median(theirsMs)};
  }

  private static Timed timed(Cycle cycle) {
    return () -> {
      long start = System.nanoTime();
      cycle.run();
      return System.nanoTime() - start;
    };
  }

  /** A server's life. */
  private interface Cycle {
    void run() throws Exception;
  }

  /** The same, and how long it took. */
  private interface Timed {
    long ns() throws Exception;
  }
}
