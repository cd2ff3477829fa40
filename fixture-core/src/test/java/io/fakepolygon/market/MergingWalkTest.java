package io.fakepolygon.market;

import static io.fakepolygon.market.Walker.OPEN;
import static io.fakepolygon.market.Walker.ns;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergingWalkTest {
  private static final List<String> SYMBOLS = List.of("FAKETICKER", "TESTSTOCK");
  private static final Interest EVERYTHING =
      Interest.in(Stream.of("T.*", "Q.*", "A.*", "AM.*", "LULD.*").map(Topic::parse).toList());

  @ParameterizedTest
  @CsvSource({"7, 60", "100, 60", "333, 90", "999, 90", "1000, 180", "1500, 180", "60000, 1200"})
  void ofAPlainOscillationItIsTheSteppedWalk(long intervalMs, long seconds) {
    Market market = Walker.market(SYMBOLS, Duration.ofMillis(intervalMs));
    Instant from = OPEN.minusSeconds(seconds / 2);

    assertThat(lines(market.merging(SYMBOLS, EVERYTHING), from, seconds))
        .isNotEmpty()
        .isEqualTo(lines(market.walk(EVERYTHING), from, seconds));
  }

  @Test
  void withoutInterestNothingEverFallsDue() {
    Walk walk = Walker.market().merging(SYMBOLS, Interest.in(List.of()));

    assertThat(walk.nextStepAfter(ns(OPEN))).isEqualTo(Long.MAX_VALUE);
    assertThat(walk.hasBars()).isFalse();
  }

  @Test
  void goesBackwardsToo() {
    Walk walk = Walker.market().merging(SYMBOLS, EVERYTHING);
    List<MarketEvent> first = new ArrayList<>();
    List<MarketEvent> again = new ArrayList<>();

    walk.step(ns(OPEN), first::add);
    walk.step(ns(OPEN.plusSeconds(60)), event -> {});
    walk.step(ns(OPEN), again::add);

    assertThat(again).isNotEmpty().isEqualTo(first);
  }

  private static List<String> lines(Walk walk, Instant from, long seconds) {
    List<String> lines = new ArrayList<>();
    long end = ns(from.plusSeconds(seconds));
    for (long at = walk.nextStepAfter(ns(from)); at <= end; at = walk.nextStepAfter(at)) {
      long step = at;
      walk.step(step, event -> lines.add(step + " " + event.toJson()));
    }
    return lines;
  }
}
