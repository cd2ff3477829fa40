package io.fakepolygon.benchmark;

import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.JsonSink;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the realistic market costs: T, Q, A and AM in order, written as JSON, by one core; a
 * question that nobody has asked before; memory.
 */
final class RealisticBenchmark implements Benchmark {
  private static final Instant LATE_MORNING = Instant.parse("2024-01-08T15:30:00Z");
  private static final List<Topic> ALL =
      List.of(Topic.parse("T.*"), Topic.parse("Q.*"), Topic.parse("A.*"), Topic.parse("AM.*"));
  private static final List<Topic> NO_BARS = ALL.subList(0, 2);
  private static final int ROUNDS = 5;
  private static final long EVENTS_A_ROUND = 1_500_000;
  private static final int COLD_QUESTIONS = 300;
  private static final Duration LONGEST_ROUND = Duration.ofHours(1);

  @Override
  public void run(Report report) {
    report.title("realistic: events/s and core, with their JSON");
    report.figure(
        "1 symbol, 20 trades a second", "/s", perSecond(market(1, 20)), Goal.atLeast(1_000_000));
    report.figure("1 symbol, 1 trade a second", "/s", perSecond(market(1, 1)), Goal.NONE);
    report.figure("1 symbol, 0.01 trades a second", "/s", perSecond(market(1, 0.01)), Goal.NONE);
    report.figure(
        "100 symbols, 1 trade a second each",
        "/s",
        perSecond(market(100, 1)),
        Goal.atLeast(1_000_000));
    manySymbols(report);
    coldQuestions(report);
  }

  private static void manySymbols(Report report) {
    double hundred = perSecond(market(100, 1).walk(Interest.in(NO_BARS)));
    Market market = market(10_000, 1);
    long before = usedBytes();
    Walk walk = market.walk(Interest.in(NO_BARS));
    double many = perSecond(walk);
    report.compare("10,000 symbols, T and Q only", "/s", many, "100 symbols", hundred, Goal.NONE);
    report.figure(
        "memory for each of them", "KiB", (usedBytes() - before) / 10_000.0 / 1_024, Goal.NONE);
    // What was measured is still there.
    walk.nextStepAfter(at(LATE_MORNING));
  }

  private static void coldQuestions(Report report) {
    SplittableRandom random = new SplittableRandom(7);
    Rounds questions = new Rounds(COLD_QUESTIONS);
    Rounds bars = new Rounds(COLD_QUESTIONS);
    for (int i = 0; i < COLD_QUESTIONS; i++) {
      long ns = at(LATE_MORNING) + random.nextLong(4 * 3_600) * 1_000_000_000;
      questions.add(askedAtOnce(Topic.parse("Q.*"), ns));
      bars.add(askedAtOnce(Topic.parse("AM.*"), ns));
    }
    report.figure("the next quote of a new market", "µs", questions.median(), Goal.NONE);
    report.figure("its next minute bar, the day so far summed up", "µs", bars.median(), Goal.NONE);
  }

  private static double askedAtOnce(Topic topic, long afterNs) {
    Market market = market(1, 1);
    JsonSink sink = new JsonSink((channel, symbol, json, start, length) -> {});
    Stopwatch time = new Stopwatch();
    Walk walk = market.walk(Interest.in(List.of(topic)));
    walk.step(walk.nextStepAfter(afterNs), sink);
    return time.seconds() * 1e6;
  }

  private static double perSecond(Market market) {
    return perSecond(market.walk(Interest.in(ALL)));
  }

  private static double perSecond(Walk walk) {
    long[] events = {0};
    JsonSink sink = new JsonSink((channel, symbol, json, start, length) -> events[0]++);
    Rounds rounds = new Rounds(ROUNDS);
    // What a day costs at its beginning is another figure.
    long ns = walk.nextStepAfter(at(LATE_MORNING));
    for (int round = 0; round < ROUNDS; round++) {
      long until = ns + LONGEST_ROUND.toNanos();
      events[0] = 0;
      Stopwatch time = new Stopwatch();
      while (events[0] < EVENTS_A_ROUND && ns < until) {
        ns = walk.nextStepAfter(ns);
        sink.clear();
        walk.step(ns, sink);
      }
      rounds.add(events[0] / time.seconds());
    }
    return rounds.median();
  }

  private static Market market(int symbols, double tradesPerSecond) {
    List<String> names = IntStream.range(0, symbols).mapToObj(i -> "S" + i).toList();
    Map<String, Behavior> behaviors = new LinkedHashMap<>();
    names.forEach(
        name -> behaviors.put(name, Behavior.DEFAULT.withTradesPerSecond(tradesPerSecond)));
    return new Market(
        new MarketSpec(
            42,
            names,
            Duration.ofMillis(100),
            100,
            5,
            Duration.ofSeconds(10),
            MarketMode.REALISTIC,
            true,
            behaviors,
            List.of(),
            Duration.ZERO));
  }

  private static long at(Instant instant) {
    return instant.toEpochMilli() * 1_000_000;
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
