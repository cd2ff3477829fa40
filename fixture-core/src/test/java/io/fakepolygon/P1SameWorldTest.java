package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * P1: the market is a function of its specification and of market time. The event at an instant is
 * the same bytes whoever asks, whenever they subscribed, whichever other symbols exist.
 */
class P1SameWorldTest {
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final List<String> SYMBOLS = List.of("FAKETICKER", "TESTSTOCK");
  private static final String[] EVERYTHING = {"T.*", "Q.*", "A.*", "AM.*"};
  private static final String[] ONE_SYMBOL = {
    "T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER", "AM.FAKETICKER"
  };

  @Test
  void equalSpecificationsAreTheSameWorld() {
    assertThat(lines(market(42, SYMBOLS), START, TWO_MINUTES, EVERYTHING))
        .hasSize(2 * (2 * 1_200 + 120 + 2))
        .isEqualTo(lines(market(42, SYMBOLS), START, TWO_MINUTES, EVERYTHING));
  }

  @Test
  void anotherSeedIsAnotherWorld() {
    assertThat(lines(market(43, SYMBOLS), START, MINUTE, EVERYTHING))
        .isNotEqualTo(lines(market(42, SYMBOLS), START, MINUTE, EVERYTHING));
  }

  @Test
  void otherSymbolsChangeNothing() {
    Market alone = market(42, List.of("FAKETICKER"));
    Market among = market(42, List.of("AAA", "FAKETICKER", "TESTSTOCK", "ZZZ"));
    Market any = market(42, List.of(MarketSpec.ANY_SYMBOL));

    List<String> expected = lines(alone, START, TWO_MINUTES, ONE_SYMBOL);

    assertThat(lines(among, START, TWO_MINUTES, ONE_SYMBOL)).isEqualTo(expected);
    assertThat(lines(any, START, TWO_MINUTES, ONE_SYMBOL)).isEqualTo(expected);
    assertThat(lines(among, START, TWO_MINUTES, EVERYTHING))
        .filteredOn(line -> line.contains("\"sym\":\"FAKETICKER\""))
        .isEqualTo(expected);
  }

  @Test
  void otherChannelsChangeNothing() {
    List<String> everything = lines(market(42, SYMBOLS), START, TWO_MINUTES, EVERYTHING);

    for (String channel : List.of("T", "Q", "A", "AM")) {
      assertThat(lines(market(42, SYMBOLS), START, TWO_MINUTES, channel + ".*"))
          .isNotEmpty()
          .isEqualTo(
              everything.stream()
                  .filter(line -> line.startsWith("{\"ev\":\"" + channel + "\""))
                  .toList());
    }
  }

  @Test
  void theOrderOfTopicsChangesNothing() {
    assertThat(
            lines(
                market(42, SYMBOLS),
                START,
                TWO_MINUTES,
                "AM.TESTSTOCK",
                "A.*",
                "Q.FAKETICKER",
                "AM.FAKETICKER",
                "T.*",
                "Q.TESTSTOCK"))
        .isEqualTo(lines(market(42, SYMBOLS), START, TWO_MINUTES, EVERYTHING));
  }

  @Test
  void whoSubscribesThirtySevenSecondsLateSeesTheSameFromThereOn() {
    Duration late = Duration.ofSeconds(37);
    Market followed = market(42, SYMBOLS);
    List<String> before = lines(followed, START, late, EVERYTHING);
    List<String> all = lines(followed, START, TWO_MINUTES, EVERYTHING);

    List<String> lateOnes =
        lines(market(42, SYMBOLS), START.plus(late), TWO_MINUTES.minus(late), EVERYTHING);

    assertThat(lateOnes).isEqualTo(all.subList(before.size(), all.size()));
  }

  @Test
  void whoSkipsAnHourSeesTheSameAfterIt() {
    Duration hour = Duration.ofHours(1);
    Market followed = market(42, SYMBOLS);
    lines(followed, START, hour, EVERYTHING);
    Market skipped = market(42, SYMBOLS);
    lines(skipped, START, MINUTE, EVERYTHING);

    assertThat(lines(skipped, START.plus(hour), MINUTE, EVERYTHING))
        .isEqualTo(lines(followed, START.plus(hour), MINUTE, EVERYTHING));
  }

  @Test
  void whoAsksBackwardsSeesTheSame() {
    Map<Long, List<String>> forwards = bySteps(market(42, SYMBOLS), inOrder());
    List<Long> backwards = inOrder();
    Collections.reverse(backwards);

    assertThat(bySteps(market(42, SYMBOLS), backwards)).isEqualTo(forwards);
  }

  @Test
  void whoAsksAtRandomSeesTheSame() {
    Map<Long, List<String>> inOrder = bySteps(market(42, SYMBOLS), inOrder());
    List<Long> shuffled = inOrder();
    Collections.shuffle(shuffled, new Random(6));

    assertThat(bySteps(market(42, SYMBOLS), shuffled)).isEqualTo(inOrder);
  }

  @Test
  void whoAsksAgainSeesTheSame() {
    Market market = market(42, SYMBOLS);

    assertThat(bySteps(market, inOrder())).isEqualTo(bySteps(market, inOrder()));
  }

  @Test
  void manyThreadsAtOnceSeeTheSame() throws Exception {
    Map<Long, List<String>> alone = bySteps(market(42, SYMBOLS), inOrder());
    Market shared = market(42, SYMBOLS);
    int threads = 8;
    CountDownLatch together = new CountDownLatch(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Map<Long, List<String>>>> seen = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        List<Long> steps = inOrder();
        Collections.shuffle(steps, new Random(i));
        Callable<Map<Long, List<String>>> ask =
            () -> {
              together.countDown();
              together.await();
              return bySteps(shared, steps);
            };
        seen.add(executor.submit(ask));
      }

      for (Future<Map<Long, List<String>>> one : seen) {
        assertThat(one.get()).isEqualTo(alone);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void manyThreadsOnOneWalkSeeTheSame() {
    Map<Long, List<String>> alone = bySteps(market(42, SYMBOLS), inOrder());
    Walk shared = walk(market(42, SYMBOLS), EVERYTHING);
    Map<Long, List<String>> together = new ConcurrentSkipListMap<>();

    inOrder().parallelStream().forEach(step -> together.put(step, linesAt(shared, step)));

    assertThat(together).isEqualTo(alone);
  }

  /** Steps of two sessions, around the open and through the hours, some with bars. */
  private static List<Long> inOrder() {
    List<Long> steps = new ArrayList<>();
    long open = START.toEpochMilli() * 1_000_000;
    for (int i = -600; i <= 600; i++) {
      steps.add(open + i * 100_000_000L);
    }
    for (int i = 1; i <= 40; i++) {
      steps.add(open + i * Duration.ofMinutes(61).toNanos());
    }
    return steps;
  }

  private static Map<Long, List<String>> bySteps(Market market, List<Long> steps) {
    Walk walk = walk(market, EVERYTHING);
    Map<Long, List<String>> lines = new TreeMap<>();
    steps.forEach(step -> lines.put(step, linesAt(walk, step)));
    return lines;
  }

  private static List<String> linesAt(Walk walk, long step) {
    List<String> lines = new ArrayList<>();
    walk.step(step, event -> lines.add(event.toJson()));
    return lines;
  }

  private static List<String> lines(Market market, Instant from, Duration span, String... topics) {
    Walk walk = walk(market, topics);
    long end = from.plus(span).toEpochMilli() * 1_000_000;
    List<String> lines = new ArrayList<>();
    long step = walk.nextStepAfter(from.toEpochMilli() * 1_000_000);
    while (step <= end) {
      lines.addAll(linesAt(walk, step));
      step = walk.nextStepAfter(step);
    }
    return lines;
  }

  private static Walk walk(Market market, String... topics) {
    return market.walk(Interest.in(Stream.of(topics).map(Topic::parse).toList()));
  }

  private static Market market(long seed, List<String> symbols) {
    return new Market(
        new MarketSpec(seed, symbols, Duration.ofMillis(100), 100, 5, Duration.ofSeconds(10)));
  }
}
