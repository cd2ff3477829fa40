package io.fakepolygon.market;

import io.fakepolygon.calendar.TradingDay;
import io.fakepolygon.calendar.UsEquities;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A market of which everything is drawn by lot, and some minutes of it at which something may be
 * wrong.
 *
 * @param from after which to look
 * @param span for how long
 * @param bars whether the day so far is short enough to sum it up
 */
record RandomMarket(MarketSpec spec, Instant from, Duration span, boolean bars) {
  static final List<String> SYMBOLS = List.of("LEADER", "FOLLOWER");

  private static final int MOST_TRADES_TO_SUM = 8_000;
  private static final int MOST_TRADES_TO_LOOK_AT = 3_000;
  private static final double[] TICKS = {0, 0, 0, 0, 0.0001, 0.0005, 0.01, 0.05, 1};
  private static final int[] ROUND_LOTS = {0, 0, 0, 1, 10, 100, 1_000};
  private static final Duration[] BAR_DELAYS = {
    Duration.ZERO,
    Duration.ZERO,
    Duration.ofMillis(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1)
  };
  // Half days, the days on which clocks change and those next to them, a day of mourning.
  private static final LocalDate[] SPECIAL_DATES = {
    LocalDate.of(2024, 11, 29),
    LocalDate.of(2024, 7, 3),
    LocalDate.of(2025, 12, 24),
    LocalDate.of(2024, 3, 8),
    LocalDate.of(2024, 3, 10),
    LocalDate.of(2024, 3, 11),
    LocalDate.of(2024, 11, 1),
    LocalDate.of(2024, 11, 3),
    LocalDate.of(2024, 11, 4),
    LocalDate.of(2025, 1, 9)
  };

  /** {@return one of very many} */
  static RandomMarket number(long number) {
    return new Draw(number).market();
  }

  /** What is drawn, one after the other. */
  private static final class Draw {
    private final Random random;

    private Draw(long number) {
      random = new Random(number * 1_000_003 + 17);
    }

    private RandomMarket market() {
      TradingDay day = day();
      boolean hours = random.nextInt(4) > 0;
      Instant from = instant(day, hours);
      Map<String, Behavior> behaviors = behaviors();
      double tradesPerSecond =
          behaviors.values().stream().mapToDouble(Behavior::tradesPerSecond).max().orElse(1);
      MarketMode mode = random.nextInt(6) == 0 ? MarketMode.OSCILLATING : MarketMode.REALISTIC;
      Duration interval = Duration.ofMillis(mode == MarketMode.REALISTIC ? 100 : 250);
      double base = logUniform(0.3, 1_000_000);
      double seconds =
          Math.min(240, Math.max(2, MOST_TRADES_TO_LOOK_AT / Math.max(1, tradesPerSecond)));
      MarketSpec spec =
          new MarketSpec(
              random.nextLong(),
              SYMBOLS,
              interval,
              base,
              random.nextDouble() * (base - 0.3),
              Duration.ofMillis(1 + random.nextInt(3_600_000)),
              mode,
              hours,
              behaviors,
              scenarios(from),
              BAR_DELAYS[random.nextInt(BAR_DELAYS.length)]);
      MarketDay first = Hours.of(spec).from(from.toEpochMilli());
      double sinceStart = Math.max(0, (from.toEpochMilli() - first.startMs()) / 1_000.0);
      boolean bars =
          sinceStart * (mode == MarketMode.OSCILLATING ? 4 : Math.max(0.1, tradesPerSecond))
              < MOST_TRADES_TO_SUM;
      return new RandomMarket(spec, from, Duration.ofSeconds((long) seconds), bars);
    }

    private TradingDay day() {
      LocalDate date =
          random.nextInt(3) == 0
              ? SPECIAL_DATES[random.nextInt(SPECIAL_DATES.length)]
              : LocalDate.of(2013, 1, 1).plusDays(random.nextInt(6_000));
      return UsEquities.on(date).orElseGet(() -> UsEquities.firstAfter(date));
    }

    private Instant instant(TradingDay day, boolean hours) {
      long[] bounds = {
        day.preOpenNs(),
        day.openNs(),
        day.openNs(),
        day.closeNs(),
        day.closeNs(),
        day.afterCloseNs()
      };
      long ns =
          random.nextInt(3) == 0
              ? day.preOpenNs()
                  + (long) (random.nextDouble() * (day.afterCloseNs() - day.preOpenNs()))
              : bounds[random.nextInt(bounds.length)] - (long) (random.nextDouble() * 120e9);
      if (!hours && random.nextInt(3) == 0) {
        ns = day.openNs() - (long) (random.nextDouble() * 60e9);
      }
      return at(ns - ns % 1_000_000_000);
    }

    private Map<String, Behavior> behaviors() {
      Map<String, Behavior> behaviors = new LinkedHashMap<>();
      for (String symbol : SYMBOLS) {
        if (random.nextInt(8) > 0) {
          behaviors.put(symbol, behavior());
        }
      }
      Behavior follower = behaviors.get("FOLLOWER");
      if (follower != null && random.nextInt(3) > 0) {
        behaviors.put("FOLLOWER", follower.following("LEADER", random.nextInt(201) / 100.0 - 1));
      }
      return behaviors;
    }

    private Behavior behavior() {
      return new Behavior(
          random.nextInt(4) == 0 ? 0.8 + random.nextDouble() / 2 : logUniform(0.3, 1_000_000),
          random.nextInt(8) == 0 ? 0 : random.nextDouble() * 3,
          logUniform(0.001, 50),
          random.nextInt(4),
          random.nextInt(4) == 0 ? 5 + random.nextInt(17) : 0,
          ROUND_LOTS[random.nextInt(ROUND_LOTS.length)],
          TICKS[random.nextInt(TICKS.length)],
          null,
          0);
    }

    private List<Scenario> scenarios(Instant around) {
      List<Scenario> scenarios = new ArrayList<>();
      int count = Math.max(0, random.nextInt(6) - 2);
      for (int i = 0; i < count; i++) {
        ScenarioKind[] kinds = ScenarioKind.values();
        Instant start = around.plusMillis((long) (random.nextGaussian() * 200_000));
        scenarios.add(scenario(kinds[random.nextInt(kinds.length)], start));
      }
      return scenarios;
    }

    private Scenario scenario(ScenarioKind kind, Instant start) {
      double strength =
          random.nextInt(3) == 0
              ? kind.usualStrength()
              : kind.leastStrength()
                  + random.nextDouble()
                      * random.nextDouble()
                      * random.nextDouble()
                      * (kind.mostStrength() - kind.leastStrength());
      Duration length =
          random.nextInt(3) == 0
              ? kind.usualLength()
              : Duration.ofMillis((long) logUniform(1, 3_600_000) - 1);
      List<String> symbols =
          random.nextInt(3) == 0 ? List.of(SYMBOLS.get(random.nextInt(2))) : List.of();
      return new Scenario(kind, start, length, strength, symbols);
    }

    private double logUniform(double least, double most) {
      double value = Math.exp(Math.log(least) + random.nextDouble() * Math.log(most / least));
      return Math.max(least, Math.min(most, Math.round(value * 10_000) / 10_000.0));
    }

    private static Instant at(long ns) {
      return Instant.ofEpochSecond(0, ns);
    }
  }
}
