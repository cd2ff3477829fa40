package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.JsonBytes;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P1: whoever asks for steps of a day in any order hears what he hears who walks through it. */
class P1AnyOrderTest {
  private static final int PROBES = 10_000;
  private static final int PROBES_BETWEEN_FRESH_MARKETS = 2_500;
  private static final long SECOND_NS = 1_000_000_000;
  private static final Instant MORNING = Instant.parse("2024-01-03T09:00:00Z");
  private static final Duration DAY = Duration.ofHours(16);
  private static final Duration DAY_AND_NIGHT = Duration.ofHours(24);

  /** Days of all kinds. */
  enum World {
    PLAIN(DAY_AND_NIGHT, spec(MarketMode.OSCILLATING, false, Duration.ZERO)),
    OSCILLATING_WITH_SCENARIOS(
        DAY, spec(MarketMode.OSCILLATING, true, Duration.ofSeconds(2), ScenarioKind.values())),
    REALISTIC(DAY, spec(MarketMode.REALISTIC, true, Duration.ZERO)),
    REALISTIC_WITH_SCENARIOS(
        DAY, spec(MarketMode.REALISTIC, true, Duration.ofSeconds(2), ScenarioKind.values())),
    REALISTIC_ROUND_THE_CLOCK(
        DAY_AND_NIGHT,
        spec(MarketMode.REALISTIC, false, Duration.ofSeconds(15), ScenarioKind.LULD_PAUSE));

    private final Duration span;

    // A record of numbers, texts and immutable collections.
    @SuppressWarnings("ImmutableEnumChecker")
    private final MarketSpec spec;

    World(Duration span, MarketSpec spec) {
      this.span = span;
      this.spec = spec;
    }

    private long fromNs() {
      return ns(MORNING);
    }

    private long toNs() {
      return ns(MORNING.plus(span));
    }

    private static MarketSpec spec(
        MarketMode mode, boolean hours, Duration barDelay, ScenarioKind... kinds) {
      boolean plain = mode == MarketMode.OSCILLATING && !hours;
      return new MarketSpec(
          42,
          List.of("LEADER", "FOLLOWER"),
          mode == MarketMode.REALISTIC ? Duration.ofMillis(100) : Duration.ofSeconds(5),
          100,
          5,
          Duration.ofSeconds(10),
          mode,
          hours,
          plain
              ? Map.of()
              : Map.of(
                  "LEADER",
                  Behavior.DEFAULT.withTradesPerSecond(0.1).withListing(3, 12),
                  "FOLLOWER",
                  Behavior.DEFAULT.withTradesPerSecond(0.02).following("LEADER", 0.8)),
          scenarios(kinds),
          barDelay);
    }

    // One after the other from 09:40 in New York on, every twenty minutes.
    private static List<Scenario> scenarios(ScenarioKind... kinds) {
      List<Scenario> scenarios = new ArrayList<>();
      Instant start = MORNING.plus(Duration.ofMinutes(340));
      for (ScenarioKind kind : kinds) {
        scenarios.add(Scenario.of(kind, start));
        start = start.plus(Duration.ofMinutes(20));
      }
      return scenarios;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoAsksForStepsOfADayAtRandomHearsTheSame(World world) {
    NavigableMap<Long, Long> inOrder = hashes(world);
    List<Long> busy = List.copyOf(inOrder.keySet());
    Random random = new Random(7);
    Walk walk = walk(new Market(world.spec));

    for (int probe = 0; probe < PROBES; probe++) {
      if (probe % PROBES_BETWEEN_FRESH_MARKETS == PROBES_BETWEEN_FRESH_MARKETS - 1) {
        walk = walk(new Market(world.spec));
      }
      long step =
          probe % 3 == 0
              ? stepWithin(world, random.nextDouble())
              : busy.get(random.nextInt(busy.size()));
      assertThat(hash(walk, step)).as("step %d", step).isEqualTo(inOrder.getOrDefault(step, 0L));
      if (probe % 3 == 0) {
        Long next = inOrder.higherKey(step);
        assertThat(walk.nextStepAfter(step))
            .as("after %d", step)
            .matches(found -> next == null ? found > world.toNs() : found.equals(next));
      }
    }
  }

  @Test
  void manyThreadsOnOneWalkHearTheSame() {
    World world = World.REALISTIC_WITH_SCENARIOS;
    NavigableMap<Long, Long> inOrder = hashes(world);
    List<Long> busy = List.copyOf(inOrder.keySet());
    Walk walk = walk(new Market(world.spec));
    ConcurrentLinkedQueue<Long> wrong = new ConcurrentLinkedQueue<>();

    IntStream.range(0, PROBES / 10)
        .parallel()
        .forEach(
            probe -> {
              long step = busy.get(new Random(probe).nextInt(busy.size()));
              if (hash(walk, step) != inOrder.get(step)) {
                wrong.add(step);
              }
            });

    assertThat(wrong).isEmpty();
  }

  private static NavigableMap<Long, Long> hashes(World world) {
    Walk walk = walk(new Market(world.spec));
    NavigableMap<Long, Long> hashes = new TreeMap<>();
    for (long at = walk.nextStepAfter(world.fromNs());
        at <= world.toNs();
        at = walk.nextStepAfter(at)) {
      hashes.put(at, hash(walk, at));
    }
    assertThat(hashes.values()).isNotEmpty().doesNotContain(0L);
    return hashes;
  }

  /** FNV-1a of the JSON lines of a step; 0 if it has none. */
  private static long hash(Walk walk, long step) {
    JsonBytes line = new JsonBytes();
    long[] hash = {0};
    walk.step(
        step,
        event -> {
          line.clear();
          event.writeTo(line);
          long sum = hash[0] == 0 ? 0xcbf29ce484222325L : hash[0];
          byte[] bytes = line.array();
          for (int i = 0; i < line.length(); i++) {
            sum = (sum ^ bytes[i]) * 0x100000001b3L;
          }
          hash[0] = sum;
        });
    return hash[0];
  }

  private static long stepWithin(World world, double part) {
    long interval = world.spec.interval().toNanos();
    long ns = world.fromNs() + (long) (part * (world.toNs() - world.fromNs()));
    return Math.floorDiv(ns, interval) * interval + interval;
  }

  private static Walk walk(Market market) {
    return market.walk(
        Interest.in(Stream.of("T.*", "Q.*", "A.*", "AM.*", "LULD.*").map(Topic::parse).toList()));
  }

  private static long ns(Instant instant) {
    return instant.getEpochSecond() * SECOND_NS;
  }
}
