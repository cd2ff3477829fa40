package io.fakepolygon.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What happens to one symbol, and when: its scenarios, put in the terms of prices and trades. */
final class Timeline {
  /** How late a trade is reported at most. */
  static final int LONGEST_LATENESS_MS = 15 * 60_000;

  private static final double WIDEST = 10;
  private static final double FALLING_PART = 0.2;
  // Of a run into a price band: time to get there, and to stay beyond it. Then trading has paused.
  private static final long RUN_MS = 10_000;
  private static final long BEYOND_MS = 90_000;

  // An array: it is gone through for every quote.
  private final Span[] spans;
  private final List<Span> halts;
  private final Level base;

  /**
   * The scenarios that concern a symbol.
   *
   * @param base the price without any of them, in whatever unit changes of it are added up
   */
  Timeline(MarketSpec spec, String symbol, Level base) {
    this.base = base;
    List<Span> all = new ArrayList<>();
    spec.scenarios().stream()
        .filter(scenario -> scenario.concerns(symbol))
        .map(Timeline::spanOf)
        .sorted(Comparator.comparingLong(Span::startMs))
        .forEach(span -> add(span, all));
    spans = all.toArray(Span[]::new);
    halts =
        all.stream()
            .filter(span -> span.kind() == ScenarioKind.TRADING_HALT && isHalt(span))
            .toList();
  }

  private static void add(Span span, List<Span> all) {
    if (span.kind() == ScenarioKind.NORMAL) {
      all.replaceAll(earlier -> ended(earlier, span.startMs()));
    } else {
      all.add(span);
    }
  }

  /** A halt ends with an auction, which is after the scenario that ends it. */
  private static Span ended(Span span, long ms) {
    return span.endingBy(isHalt(span) && span.startMs() < ms ? ms + 1 : ms);
  }

  private static boolean isHalt(Span span) {
    boolean ofTrading =
        span.kind() == ScenarioKind.TRADING_HALT || span.kind() == ScenarioKind.LULD_PAUSE;
    return ofTrading && span.startMs() < span.endMs();
  }

  /** {@return whether nothing happens} */
  boolean isEmpty() {
    return spans.length == 0;
  }

  /** {@return when trading is halted, by order of the exchange} */
  List<Span> halts() {
    return halts;
  }

  /** {@return the same, and runs into a price band where there are no bands} */
  List<Span> haltsAndPauses() {
    return Arrays.stream(spans).filter(Timeline::isHalt).toList();
  }

  /**
   * {@return what is added to the price at an instant} Zero before the first scenario; without a
   * jump but where one is a gap.
   *
   * @param measure what the price is measured in
   */
  double offset(long epochMs, Measure measure) {
    double sum = 0;
    for (Span span : spans) {
      if (span.startMs() < epochMs) {
        sum += offset(span, epochMs, measure);
      }
    }
    return sum;
  }

  /** {@return how many times as large as usual changes of the price are} */
  double volatility(long epochMs) {
    double factor = 1;
    for (Span span : spans) {
      if (span.kind() == ScenarioKind.HIGH_VOLATILITY && span.holds(epochMs)) {
        factor += span.strength() - 1;
      }
    }
    return Math.max(0, factor);
  }

  /** {@return of how many trades or quotes one is left} */
  int oneOf(long epochMs) {
    return (int) Math.round(strongest(ScenarioKind.LOW_LIQUIDITY, epochMs, 1));
  }

  /** {@return how many times as wide as usual the spread is} */
  double spread(long epochMs) {
    return Math.min(WIDEST, Math.sqrt(strongest(ScenarioKind.LOW_LIQUIDITY, epochMs, 1)));
  }

  /** {@return how many trades or quotes there are instead of one} */
  int copies(long epochMs) {
    double most = 1;
    for (Span span : spans) {
      if (span.kind() == ScenarioKind.OPENING_BURST && span.holds(epochMs)) {
        most = Math.max(most, span.strength() * (1 - span.progress(epochMs)));
      }
    }
    return (int) Math.round(most);
  }

  /** {@return which part of the off-exchange trades is reported late} */
  double late(long epochMs) {
    return strongest(ScenarioKind.LATE_PRINTS, epochMs, 0);
  }

  /** {@return whether bars are ever sent too early} */
  boolean hasCorrections() {
    return Arrays.stream(spans).anyMatch(span -> span.kind() == ScenarioKind.BAR_CORRECTIONS);
  }

  /** {@return which part of the bars is sent too early, and again} */
  double corrected(long epochMs) {
    return strongest(ScenarioKind.BAR_CORRECTIONS, epochMs, 0);
  }

  private double strongest(ScenarioKind kind, long epochMs, double usual) {
    double strongest = usual;
    for (Span span : spans) {
      if (span.kind() == kind && span.holds(epochMs)) {
        strongest = Math.max(strongest, span.strength());
      }
    }
    return strongest;
  }

  private double offset(Span span, long epochMs, Measure measure) {
    double share = span.strength() / 100;
    return switch (span.kind()) {
      case HIGH_VOLATILITY ->
          (span.strength() - 1)
              * (base.at(Math.min(epochMs, span.endMs())) - base.at(span.startMs()));
      case GAP_UP -> measure.change(1 + share);
      case GAP_DOWN -> measure.change(1 - share);
      case CRASH_AND_RECOVERY -> measure.change(1 - share) * depth(span.progress(epochMs));
      case LULD_PAUSE ->
          measure.change(1 + Math.signum(span.strength()) * measure.beyondTheBand(span.startMs()))
              * run(span, epochMs);
      case NORMAL, LOW_LIQUIDITY, TRADING_HALT, OPENING_BURST, LATE_PRINTS, BAR_CORRECTIONS -> 0;
    };
  }

  /** {@return how deep in a crash: down in a straight line, and slower up again} */
  private static double depth(double progress) {
    return progress < FALLING_PART ? progress / FALLING_PART : (1 - progress) / (1 - FALLING_PART);
  }

  private static double run(Span span, long epochMs) {
    long sinceMs = (span.isCut() ? Math.min(epochMs, span.endMs()) : epochMs) - span.startMs();
    if (sinceMs < RUN_MS) {
      return (double) sinceMs / RUN_MS;
    }
    if (sinceMs < BEYOND_MS) {
      return 1;
    }
    long lengthMs = Math.max(RUN_MS, span.plannedEndMs() - span.startMs());
    double back = (double) (sinceMs - BEYOND_MS) / lengthMs;
    return Math.max(0, 1 - back);
  }

  private static Span spanOf(Scenario scenario) {
    long start = ms(scenario.start());
    boolean forGood = scenario.length().equals(Scenario.FOR_GOOD);
    long end = forGood ? Span.NEVER_MS : ms(scenario.start().plus(scenario.length()));
    return new Span(scenario.kind(), start, end, end, scenario.strength());
  }

  private static long ms(Instant instant) {
    return instant.toEpochMilli();
  }

  /** A price without scenarios. */
  interface Level {
    double at(long epochMs);
  }

  /** What a price is measured in. */
  interface Measure {

    /** {@return what to add to a price that becomes so many times as large} */
    double change(double factor);

    /** {@return which share of the price leads beyond its price band for sure} */
    double beyondTheBand(long epochMs);
  }
}
