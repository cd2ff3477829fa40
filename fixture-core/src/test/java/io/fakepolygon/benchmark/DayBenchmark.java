package io.fakepolygon.benchmark;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.EventSink;
import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.JsonSink;
import io.fakepolygon.protocol.RecordSink;
import io.fakepolygon.protocol.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A trading day of one symbol, and an hour of a hundred, in one move of the clock. */
final class DayBenchmark implements Benchmark {
  private static final Duration DAY = Duration.ofHours(6).plusMinutes(30);
  private static final int STEPS = 234_000;
  private static final int EVENTS = 2 * STEPS + 23_400 + 390;
  private static final String[] TOPICS = {
    "T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER", "AM.FAKETICKER"
  };
  private static final int ROUNDS = 5;
  private static final int HOUR_HEAP_MB = 64;

  @Override
  public void run(Report report) throws Exception {
    report.title("day: one advance");
    day(report);
    hour(report);
  }

  private static void day(Report report) throws IOException, InterruptedException {
    FakePolygonConfig config = FakePolygonConfig.builder().symbols("FAKETICKER").build();
    Rounds counting = new Rounds(ROUNDS);
    Rounds keeping = new Rounds(ROUNDS);
    Rounds parsing = new Rounds(ROUNDS);
    Rounds generating = new Rounds(ROUNDS);
    Rounds encoding = new Rounds(ROUNDS);
    for (int round = 0; round < ROUNDS; round++) {
      JsonSink json = new JsonSink((channel, symbol, bytes, start, length) -> {});
      generating.add(walk(config, new RecordSink(event -> {}), () -> {}));
      encoding.add(walk(config, json, json::clear));
      counting.add(toCountingClient(config));
      toKeepingClient(config, keeping, parsing);
    }
    report.figure(
        "a day, 491,790 events: first, to a client that counts",
        "s",
        counting.first(),
        Goal.atMost(1));
    report.figure("the same, median", "s", counting.median(), Goal.atMost(1));
    report.figure(
        "to a client that keeps and parses all",
        "s",
        keeping.median() + parsing.median(),
        Goal.atMost(3));
    report.remark(
        "of the last: generate and encode %.0f ms, records alone %.0f ms, deliver %.0f ms more, parse %.0f ms"
            .formatted(
                encoding.median() * 1e3,
                generating.median() * 1e3,
                (keeping.median() - encoding.median()) * 1e3,
                parsing.median() * 1e3));
  }

  private static double walk(FakePolygonConfig config, EventSink sink, Runnable beforeStep) {
    Walk walk =
        new Market(config.market()).walk(Interest.in(Stream.of(TOPICS).map(Topic::parse).toList()));
    long from = config.start().getEpochSecond() * 1_000_000_000;
    Stopwatch watch = new Stopwatch();
    for (long step = walk.nextStepAfter(from);
        step <= from + DAY.toNanos();
        step = walk.nextStepAfter(step)) {
      beforeStep.run();
      walk.step(step, sink);
    }
    return watch.seconds();
  }

  private static double toCountingClient(FakePolygonConfig config)
      throws IOException, InterruptedException {
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        LoadClients client = LoadClients.subscribed(polygon, 1, String.join(",", TOPICS))) {
      Stopwatch watch = new Stopwatch();
      polygon.clock().advance(DAY);
      double seconds = watch.seconds();
      client.requireFrames(STEPS);
      return seconds;
    }
  }

  private static void toKeepingClient(FakePolygonConfig config, Rounds keeping, Rounds parsing) {
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        TestClient client = TestClient.subscribed(polygon, TOPICS)) {
      Stopwatch watch = new Stopwatch();
      polygon.clock().advance(DAY);
      keeping.add(watch.seconds());
      Stopwatch parsingWatch = new Stopwatch();
      int events = client.frames().stream().mapToInt(frame -> FrameReader.read(frame).size()).sum();
      parsing.add(parsingWatch.seconds());
      if (events != EVENTS) {
        throw new IllegalStateException("%d of %d events".formatted(events, EVENTS));
      }
    }
  }

  private static void hour(Report report) throws Exception {
    try (Jvm jvm =
        Jvm.running(Hour.class, List.of("-Xmx" + HOUR_HEAP_MB + "m", "-XX:+UseSerialGC"))) {
      report.figure(
          "100 symbols, an hour, 14,400,000 events, to a client that counts",
          "s",
          Double.parseDouble(jvm.nextLine()),
          Goal.NONE);
      report.remark("memory is flat: that ran in a heap of %d MB".formatted(HOUR_HEAP_MB));
    }
  }

  /** In a JVM of its own, with little memory. */
  static final class Hour {
    private static final int HOUR_STEPS = 72_000;

    private Hour() {}

    public static void main(String[] arguments) throws Exception {
      FakePolygonConfig config =
          FakePolygonConfig.builder()
              .symbols(IntStream.range(0, 100).mapToObj("SYM%d"::formatted).toList())
              .interval(Duration.ofMillis(50))
              .journalBytes(0)
              .build();
      try (FakePolygonServer polygon = FakePolygonServer.start(config);
          LoadClients client = LoadClients.subscribed(polygon, 1, "T.*,Q.*")) {
        Stopwatch watch = new Stopwatch();
        polygon.clock().advance(Duration.ofHours(1));
        double seconds = watch.seconds();
        client.requireFrames(HOUR_STEPS);
        System.out.println(seconds);
      }
    }
  }
}
