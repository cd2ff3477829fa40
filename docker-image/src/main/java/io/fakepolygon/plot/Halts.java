package io.fakepolygon.plot;

import static java.util.Comparator.comparingLong;

import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When trading stood still. Nasdaq's listings are told so on channel LULD. Of others a pause is a
 * silence that begins with a quote at its band, and a halt the longest silence of its scenario.
 */
final class Halts {
  private static final int BEGINS = 17;
  private static final int ENDS = 18;
  private static final long SHORTEST_HALT_MS = Duration.ofSeconds(30).toMillis();
  // A pause takes five minutes, or longer.
  private static final long SHORTEST_PAUSE_MS = Duration.ofSeconds(290).toMillis();
  private static final double HALF_A_TICK_USD = 0.00005;

  private final Subject subject;
  private final List<Scenario> scenarios;
  private final List<Halt> told = new ArrayList<>();
  private final List<Halt> silences = new ArrayList<>();
  private @Nullable LuldBand band;
  private boolean isAtBand;
  private long toldSinceMs = -1;
  private long lastSoundMs;

  Halts(Subject subject) {
    this.subject = subject;
    this.lastSoundMs = subject.fromMs();
    this.scenarios =
        subject.market().scenarios().stream()
            .filter(scenario -> scenario.kind() == ScenarioKind.TRADING_HALT)
            .filter(scenario -> scenario.concerns(subject.symbol()))
            .toList();
  }

  void take(LuldBand next) {
    band = next;
    long ms = Math.max(subject.fromMs(), next.timestampNs() / 1_000_000);
    if (next.indicators().contains(BEGINS)) {
      toldSinceMs = ms;
    } else if (next.indicators().contains(ENDS)) {
      end(ms);
    }
  }

  void take(Quote quote) {
    sound(quote.sipTimestampMs());
    isAtBand =
        band != null
            && band.upperUsd() > 0
            && (quote.bidUsd() > band.upperUsd() - HALF_A_TICK_USD
                || (quote.askUsd() > 0 && quote.askUsd() < band.lowerUsd() + HALF_A_TICK_USD));
  }

  void take(Trade trade) {
    sound(trade.sipTimestampMs());
  }

  /** {@return all of the span, in order} */
  List<Halt> all() {
    if (toldSinceMs >= 0) {
      end(subject.toMs());
    }
    sound(subject.toMs());
    Stream<Halt> pauses =
        silences.stream().filter(silence -> silence.kind() == ScenarioKind.LULD_PAUSE);
    Stream<Halt> halts =
        scenarios.stream()
            .flatMap(
                scenario ->
                    silences.stream()
                        .filter(silence -> isOf(scenario, silence))
                        .max(comparingLong(Halt::lengthMs))
                        .stream())
            .map(silence -> new Halt(silence.fromMs(), silence.toMs(), ScenarioKind.TRADING_HALT));
    Stream<Halt> unsaid =
        Stream.concat(halts, pauses)
            .filter(halt -> told.stream().noneMatch(other -> other.overlaps(halt)));
    List<Halt> all = new ArrayList<>();
    Stream.concat(told.stream(), unsaid)
        .filter(halt -> all.stream().noneMatch(other -> other.overlaps(halt)))
        .forEach(all::add);
    all.sort(comparingLong(Halt::fromMs));
    return all;
  }

  private void sound(long instantMs) {
    long lengthMs = instantMs - lastSoundMs;
    if (isAtBand && lengthMs >= SHORTEST_PAUSE_MS) {
      silences.add(new Halt(lastSoundMs, instantMs, ScenarioKind.LULD_PAUSE));
    } else if (lengthMs >= SHORTEST_HALT_MS) {
      Halt silence = new Halt(lastSoundMs, instantMs, ScenarioKind.TRADING_HALT);
      if (scenarios.stream().anyMatch(scenario -> isOf(scenario, silence))) {
        silences.add(silence);
      }
    }
    lastSoundMs = Math.max(lastSoundMs, instantMs);
  }

  private void end(long ms) {
    long begin = toldSinceMs >= 0 ? toldSinceMs : subject.fromMs();
    toldSinceMs = -1;
    if (begin < ms) {
      Halt pause = new Halt(begin, ms, ScenarioKind.LULD_PAUSE);
      boolean isHalt = scenarios.stream().anyMatch(scenario -> isOf(scenario, pause));
      told.add(isHalt ? new Halt(begin, ms, ScenarioKind.TRADING_HALT) : pause);
    }
  }

  private static boolean isOf(Scenario scenario, Halt halt) {
    long start = scenario.start().toEpochMilli();
    return halt.overlaps(new Halt(start, start + scenario.length().toMillis(), scenario.kind()));
  }
}
