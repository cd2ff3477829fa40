package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios as a line of text. */
class ScenarioTextTest {
  private static final Instant START = Instant.parse("2024-01-02T14:30:00Z");

  @Test
  void aKindAloneIsAsUsualFromTheStartOfTheMarket() {
    assertThat(read("HIGH_VOLATILITY"))
        .containsExactly(Scenario.of(ScenarioKind.HIGH_VOLATILITY, START));
  }

  @Test
  void everythingCanBeSaidInAnyOrder() {
    Scenario halt =
        new Scenario(
            ScenarioKind.CRASH_AND_RECOVERY,
            Instant.parse("2024-01-02T15:00:00Z"),
            Duration.ofMinutes(3),
            12.5,
            List.of("BRK.A", "O:SPY241220P00720000"));

    assertThat(
            read(
                "crash-and-recovery on BRK.A, O:SPY241220P00720000 STRENGTH 12.5  for PT3M at 2024-01-02T15:00:00Z"))
        .containsExactly(halt);
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "90s,90000", "10m,600000", "2h,7200000", "1d,86400000", "PT0.5S,500"})
  void aStartThatIsNoInstantIsCountedFromThatOfTheMarket(String after, long ms) {
    assertThat(read("GAP_UP at " + after))
        .containsExactly(Scenario.of(ScenarioKind.GAP_UP, START.plusMillis(ms)));
  }

  @Test
  void severalAreSeparatedBySemicolons() {
    assertThat(read("GAP_UP at 1m; TRADING_HALT at 2m for 30s;"))
        .containsExactly(
            Scenario.of(ScenarioKind.GAP_UP, START.plusSeconds(60)),
            Scenario.of(ScenarioKind.TRADING_HALT, START.plusSeconds(120))
                .lasting(Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ";", " ; "})
  void nothingIsNoScenario(String text) {
    assertThat(read(text)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenReadsAsTheSameScenario(ScenarioKind kind) {
    Scenario usual = Scenario.of(kind, START.plusNanos(1));
    Scenario other =
        new Scenario(kind, START, Duration.ofNanos(1), kind.leastStrength(), List.of("A", "B/C"));

    assertThat(ScenarioText.parse(usual.text(), Instant.EPOCH)).containsExactly(usual);
    assertThat(ScenarioText.parse(other.text(), Instant.EPOCH)).containsExactly(other);
  }

  @Test
  void whatIsAsUsualIsNotWritten() {
    assertThat(Scenario.of(ScenarioKind.GAP_UP, START).text())
        .isEqualTo("GAP_UP at 2024-01-02T14:30:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,PT0S",
    "PT0.0000001S,PT0.0000001S",
    "PT0.5S,500ms",
    "PT90S,90s",
    "PT3M,3m",
    "PT876000H,36500d"
  })
  void lengthsAreWrittenInTheLargestUnitThatFits(Duration length, String text) {
    assertThat(Scenario.of(ScenarioKind.TRADING_HALT, START).lasting(length).withStrength(1).text())
        .isEqualTo("TRADING_HALT at 2024-01-02T14:30:00Z for " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CRASH at 1m | 'CRASH' is no kind of scenario, in 'CRASH at 1m'. Write one of NORMAL, HIGH_VOLATILITY, LOW_LIQUIDITY, GAP_UP, GAP_DOWN, TRADING_HALT, CRASH_AND_RECOVERY, OPENING_BURST, LULD_PAUSE, LATE_PRINTS, BAR_CORRECTIONS",
        "GAP_UP at noon | 'noon' is no start, in 'GAP_UP at noon'. Write an instant such as 2024-01-02T15:00:00Z, or how long after the market's start, such as 10m or PT10M",
        "GAP_UP at -PT1M | '-PT1M' is no start, in 'GAP_UP at -PT1M'. Write an instant such as 2024-01-02T15:00:00Z, or how long after the market's start, such as 10m or PT10M",
        "GAP_UP for 40000d | '40000d' is no length, in 'GAP_UP for 40000d'. Write a length of time such as 5m or PT5M",
        "GAP_UP strength 1e9 | '1e9' is no strength, in 'GAP_UP strength 1e9'. Write a number such as 8 or 0.5",
        "GAP_UP strength 5000 | The strength 5000.0 of GAP_UP is not between 0.01 and 1000.0, in 'GAP_UP strength 5000'",
        "GAP_UP on A,,B | 'A,,B' is no list of symbols, in 'GAP_UP on A,,B'. Write symbols separated by single commas, such as A,B",
      })
  void whatCannotBeReadIsNamedWithWhatToWrite(String text, String sentence) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(text)).withMessage(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GAP_UP at",
        "GAP_UP 8",
        "GAP_UP by 8",
        "GAP_UP at 1m at 2m",
        "GAP_UP at 1m GAP_DOWN at 2m",
        "HIGH_VOLATILITY at 1m on A B"
      })
  void whatIsNoScenarioIsAnsweredWithHowToWriteOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text))
        .withMessage(
            "'"
                + text
                + "' is not a scenario. Write its kind, then what is not as usual: at <start>, for <length>, strength <number>, on <symbol>,<symbol>; such as GAP_UP at 10m strength 8 on FAKETICKER");
  }

  private static List<Scenario> read(String text) {
    return ScenarioText.parse(text, START);
  }
}
