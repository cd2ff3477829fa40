package io.fakepolygon.benchmark;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** From the market to many clients in one move of the clock, against those who only write. */
final class DeliverBenchmark implements Benchmark {
  private static final int ROUNDS = 7;
  private static final double WARM_UP_S = 5;
  private static final double ROUND_S = 0.3;

  @Override
  public void run(Report report) throws Exception {
    report.title("deliver: events/s, all clients together");
    double few = sameInterest(report, 25, "T.*,Q.*", 10, Goal.atLeast(0.7));
    sameInterest(report, 25, "T.*,Q.*", 100, Goal.atLeast(0.7));
    double many = sameInterest(report, 25, "T.*,Q.*", 1_000, Goal.NONE);
    report.compare(
        "cost of an event, 1,000 clients to 10",
        "ns",
        1e9 / many,
        "10 clients",
        1e9 / few,
        Goal.atMost(1.5));
    double one = sameInterest(report, 1, "T.*", 10, Goal.NONE);
    double oneToMany = sameInterest(report, 1, "T.*", 100, Goal.NONE);
    if (NodeWs.isThere()) {
      besideNodeWs(report, 10, one);
      besideNodeWs(report, 100, oneToMany);
    }
    differentInterests(report);
  }

  /** Only what tells whether something has become slow. */
  static void guard(Report report, Goal goal) throws Exception {
    sameInterest(report, 25, "T.*,Q.*", 10, goal);
  }

  /** {@return our events per second} */
  private static double sameInterest(
      Report report, int symbols, String topics, int clients, Goal goal) throws Exception {
    FakePolygonConfig config = config(symbols);
    int events = symbols * topics.split(",", -1).length;
    PreparedFrames frames = PreparedFrames.of(config, topics, 512);
    ByteBuffer chunk = frames.chunk();
    try (FakePolygonServer server = FakePolygonServer.start(config);
        LoadClients load = LoadClients.subscribed(server, clients, topics);
        RawWriter raw = new RawWriter();
        LoadClients rawLoad = raw.connected(clients)) {
      Pair pair =
          new Pair(
              steps -> {
                Stopwatch watch = new Stopwatch();
                server.clock().advance(config.market().interval().multipliedBy(steps));
                double seconds = watch.seconds();
                load.requireFrames((long) steps * clients);
                return seconds;
              },
              writes -> {
                double seconds = raw.writeToAll(chunk, writes) / 1e9;
                rawLoad.requireFrames((long) writes * frames.framesAChunk() * clients);
                return seconds;
              });
      pair.measure();
      double ours = (double) events * clients * pair.ours.median();
      report.compare(
          "same interest, %d a frame, %,d clients".formatted(events, clients),
          "/s",
          ours,
          "raw writer",
          (double) events * frames.framesAChunk() * clients * pair.theirs.median(),
          goal);
      return ours;
    }
  }

  private static void besideNodeWs(Report report, int clients, double ours) throws Exception {
    String message = PreparedFrames.of(config(1), "T.*", 1).firstText();
    try (NodeWs node = new NodeWs();
        LoadClients load = LoadClients.connected(node.url(), clients, "-")) {
      Paced paced =
          new Paced(
              times -> {
                double seconds = node.writeToAll(message, times) / 1e9;
                load.requireFrames((long) times * clients);
                return seconds;
              });
      paced.warmUp();
      for (int round = 0; round < ROUNDS; round++) {
        paced.round();
      }
      report.compare(
          "the same beside npm ws, 1 a frame, %,d clients".formatted(clients),
          "/s",
          ours,
          "npm ws",
          clients * paced.perSecond.median(),
          Goal.atLeast(2));
    }
  }

  /** A hundred clients, 100 events a step to each: all the same, or of 50 symbols each its own. */
  private static void differentInterests(Report report) throws Exception {
    int clients = 100;
    String[] different =
        IntStream.range(0, clients).mapToObj(i -> symbolsFrom(i, 50)).toArray(String[]::new);
    FakePolygonConfig config = config(150);
    try (FakePolygonServer one = FakePolygonServer.start(config);
        FakePolygonServer other = FakePolygonServer.start(config);
        LoadClients shared = LoadClients.subscribed(one, clients, symbolsFrom(0, 50));
        LoadClients own = LoadClients.subscribed(other, clients, different)) {
      Pair pair =
          new Pair(steps -> advance(other, own, steps), steps -> advance(one, shared, steps));
      pair.measure();
      report.compare(
          "cost of an event, 100 clients, each its own 100 a step",
          "ns",
          1e9 / (100 * clients * pair.ours.median()),
          "all the same",
          1e9 / (100 * clients * pair.theirs.median()),
          Goal.atMost(1.3));
    }
  }

  private static double advance(FakePolygonServer server, LoadClients load, int steps)
      throws Exception {
    Stopwatch watch = new Stopwatch();
    server.clock().advance(config(1).market().interval().multipliedBy(steps));
    double seconds = watch.seconds();
    load.requireFrames(100L * steps);
    return seconds;
  }

  private static String symbolsFrom(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> "SYM" + i % 150)
        .flatMap(symbol -> Stream.of("T." + symbol, "Q." + symbol))
        .collect(Collectors.joining(","));
  }

  private static FakePolygonConfig config(int symbols) {
    return FakePolygonConfig.builder()
        .symbols(IntStream.range(0, symbols).mapToObj("SYM%d"::formatted).toList())
        .journalBytes(0)
        .build();
  }

  /** Does something so many times. */
  private interface Work {
    /** {@return seconds that it took} */
    double times(int count) throws Exception;
  }

  /** Work, so much at once that it takes a good while and no longer. */
  private static final class Paced {
    private final Work work;
    private final Rounds perSecond = new Rounds(ROUNDS);
    private int count = 1;

    Paced(Work work) {
      this.work = work;
    }

    void warmUp() throws Exception {
      for (double spent = 0; spent < WARM_UP_S; ) {
        double seconds = work.times(count);
        spent += seconds;
        count = (int) Math.max(1, count * Math.min(10, ROUND_S / seconds));
      }
    }

    void round() throws Exception {
      perSecond.add(count / work.times(count));
    }
  }

  /** Two kinds of work in turns, so that both see the same of whatever else the machine does. */
  private static final class Pair {
    private final Paced one;
    private final Paced other;
    private final Rounds ours;
    private final Rounds theirs;

    Pair(Work ourWork, Work theirWork) {
      one = new Paced(ourWork);
      other = new Paced(theirWork);
      ours = one.perSecond;
      theirs = other.perSecond;
    }

    void measure() throws Exception {
      one.warmUp();
      other.warmUp();
      for (int round = 0; round < ROUNDS; round++) {
        one.round();
        other.round();
      }
    }
  }
}
