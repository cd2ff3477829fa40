package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** High and low, open and close, volume: what a trade counts for. */
class UpdateRulesTest {

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
    "12, yyy",
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
    assertThat(updatesOf(condition)).isEqualTo(updates);
  }

  @Test
  void aTradeWithoutConditionsCountsForEverything() {
    assertThat(updatesOf()).isEqualTo("yyy");
  }

  @Test
  void allConditionsHaveToAllowIt() {
    assertThat(updatesOf(14, 37, 41)).isEqualTo("nny");
    assertThat(updatesOf(12, 37)).isEqualTo("nny");
    assertThat(updatesOf(10, 38)).isEqualTo("ynn");
  }

  private static String updatesOf(Integer... conditions) {
    List<Integer> all = List.of(conditions);
    return letter(UpdateRules.setsHighAndLow(all))
        + letter(UpdateRules.setsOpenAndClose(all))
        + letter(UpdateRules.countsAsVolume(all));
  }

  private static String letter(boolean updates) {
    return updates ? "y" : "n";
  }
}
