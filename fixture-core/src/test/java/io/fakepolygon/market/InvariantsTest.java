package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of every market, whatever its specification: a thousand of them, drawn by lot. */
class InvariantsTest {
  private static final int MARKETS = 1_000;

  @Test
  void someMinutesOfAThousandRandomMarketsBreakNoRule() {
    List<String> broken =
        LongStream.range(0, MARKETS)
            .parallel()
            .mapToObj(InvariantsTest::firstBrokenBy)
            .flatMap(rules -> rules)
            .toList();

    assertThat(broken).isEmpty();
  }

  private static Stream<String> firstBrokenBy(long number) {
    return TapeRules.brokenBy(RandomMarket.number(number)).stream()
        .limit(1)
        .map(rule -> "Market %d: %s".formatted(number, rule));
  }
}
