package io.fakepolygon.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.assertions.TradeConditions.Updates;
import io.fakepolygon.protocol.Trade;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** High and low, open and close, volume: what a trade counts for. */
class TradeConditionsTest {
  private static final String IN_REGULAR_HOURS = "2024-01-02T15:00:00Z";

  @ParameterizedTest
  @CsvSource({
    "0, yyy",
    "1, yyy",
    "2, nny",
    "3, yyy",
    "4, yyy",
    "5, yny",
    "7, nny",
    "8, yyy",
    "9, yyy",
    "10, yny",
    "11, yyy",
    "12, nny",
    "13, nny",
    "14, yyy",
    "15, nnn",
    "16, nnn",
    "17, yyy",
    "18, yyy",
    "20, nny",
    "21, nny",
    "22, yny",
    "23, yyy",
    "25, yyy",
    "27, yyy",
    "28, yyy",
    "29, yny",
    "30, yyy",
    "32, yny",
    "34, yyy",
    "36, yyy",
    "37, nny",
    "38, yyn",
    "41, yyy",
    "52, nny",
    "53, nny",
    "57, yyy",
    "60, yyy",
    "61, yyy",
    "72, yyy",
    "999, yyy",
  })
  void eachConditionAllowsWhatTheConsolidatedRulesSay(int condition, String updates) {
    assertThat(updatesOf(IN_REGULAR_HOURS, condition)).isEqualTo(updates);
  }

  @Test
  void aTradeWithoutConditionsCountsForEverything() {
    assertThat(updatesOf(IN_REGULAR_HOURS)).isEqualTo("yyy");
  }

  @Test
  void allConditionsHaveToAllowIt() {
    assertThat(updatesOf(IN_REGULAR_HOURS, 14, 37, 41)).isEqualTo("nny");
    assertThat(updatesOf(IN_REGULAR_HOURS, 10, 38)).isEqualTo("ynn");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T14:29:59.999Z, yyy",
    "2024-01-02T14:30:00Z, nny",
    "2024-01-02T20:59:59.999Z, nny",
    "2024-01-02T21:00:00Z, yyy",
    "2024-07-02T13:30:00Z, nny",
  })
  void formTCountsForEverythingOutsideOfRegularHours(String time, String updates) {
    assertThat(updatesOf(time, 12)).isEqualTo(updates);
  }

  @Test
  void anOddLotCountsForVolumeOnlyOutsideOfRegularHoursToo() {
    assertThat(updatesOf("2024-01-02T12:00:00Z", 12, 37)).isEqualTo("nny");
  }

  private static String updatesOf(String time, Integer... conditions) {
    long ms = Instant.parse(time).toEpochMilli();
    Updates updates =
        TradeConditions.of(
            new Trade("X", "1", 12, 100, 100, List.of(conditions), ms, 0, 1, 3, 0, 0, 0));
    return letter(updates.highLow()) + letter(updates.openClose()) + letter(updates.volume());
  }

  private static String letter(boolean updates) {
    return updates ? "y" : "n";
  }
}
