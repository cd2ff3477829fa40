package io.fakepolygon.market;

import static io.fakepolygon.market.Estimators.correlation;
import static io.fakepolygon.market.Estimators.flat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Symbols that follow another, as their quotes show it: over 60 days, or 20. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrelatedSymbolsTest {
  private static final Instant FIRST_DAY = Instant.parse("2024-01-02T05:00:00Z");
  private static final int DAYS = 60;
  private static final int DAYS_BY_SECOND = 20;
  private static final int FIVE_MINUTES = 300;

  private final Map<String, double[]> overFiveMinutes = new HashMap<>();
  private final Map<String, double[]> overASecond = new HashMap<>();

  @BeforeAll
  void record() {
    Behavior behavior = Behavior.DEFAULT.withTradesPerSecond(0.2);
    Map<String, Behavior> behaviors = new LinkedHashMap<>();
    behaviors.put("LEADER", behavior);
    behaviors.put("ALIKE", behavior.following("LEADER", 0.7));
    behaviors.put("ALONE", behavior.following("LEADER", 0));
    behaviors.put("AGAINST", behavior.following("LEADER", -0.5));
    MarketSpec spec = RecordedDay.market(behaviors);
    for (String symbol : behaviors.keySet()) {
      List<RecordedDay> days = RecordedDay.of(spec, symbol, FIRST_DAY, DAYS, "Q");
      overFiveMinutes.put(symbol, returns(days, FIVE_MINUTES));
      overASecond.put(symbol, returns(days.subList(0, DAYS_BY_SECOND), 1));
    }
  }

  /** The standard error is below 0.02. */
  @ParameterizedTest
  @CsvSource({"ALIKE, 0.7", "ALONE, 0", "AGAINST, -0.5"})
  void moveTogetherAsMuchAsAskedFor(String symbol, double requested) {
    assertThat(correlation(overFiveMinutes.get("LEADER"), overFiveMinutes.get(symbol)))
        .isBetween(requested - 0.05, requested + 0.05);
  }

  /** Epps 1979: the shorter the time, the less. */
  @ParameterizedTest
  @CsvSource({"ALIKE, 0.7", "AGAINST, -0.5"})
  void moveTogetherLessWithinASecond(String symbol, double requested) {
    double ofASecond = correlation(overASecond.get("LEADER"), overASecond.get(symbol));

    assertThat(ofASecond / requested).isBetween(0.0, 0.6);
  }

  private static double[] returns(List<RecordedDay> days, int window) {
    return flat(days.stream().map(day -> day.returns(window)).toList());
  }
}
