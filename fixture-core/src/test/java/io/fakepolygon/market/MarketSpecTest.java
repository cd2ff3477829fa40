package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketSpecTest {
  private static final List<String> SYMBOL = List.of("FAKETICKER");
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  @Test
  void equalSpecificationsAreOneMarket() {
    assertThat(withSymbols("A", "B")).isEqualTo(withSymbols("A", "B"));
    assertThat(withSymbols("A", "B")).isNotEqualTo(withSymbols("B", "A"));
  }

  @Test
  void symbolsAreItsOwn() {
    List<String> given = new ArrayList<>(SYMBOL);
    MarketSpec spec = new MarketSpec(42, given, INTERVAL, 100, 5, PERIOD);

    given.add("LATER");

    assertThat(spec.symbols()).containsExactly("FAKETICKER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "BRK.A", "BRK/B", "BF-B", "O:SPY241220P00720000", "aapl", "7203"})
  void takesTickers(String symbol) {
    assertThat(withSymbols(symbol).symbols()).containsExactly(symbol);
    assertThat(withSymbols(symbol).hasAnySymbol()).isFalse();
  }

  @Test
  void aStarAloneStandsForAnySymbol() {
    assertThat(withSymbols("*").hasAnySymbol()).isTrue();
  }

  @Test
  void mayBeWithoutSymbolsWhereAllThatIsServedIsReal() {
    assertThat(withSymbols().symbols()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "A B", ".A", "A,B", "**", "A*", "É", "😀", "A\n"})
  void refusesWhatIsNoTicker(String symbol) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withSymbols("GOOD", symbol))
        .withMessage(
            "'"
                + symbol
                + "' is not a ticker. Write letters, digits, '.', '/', ':' and '-', such as"
                + " FAKETICKER or BRK.A; or '*' alone");
  }

  @Test
  void refusesAStarBesideOthers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withSymbols("*", "A"))
        .withMessageStartingWith("'*' is not a ticker. ");
  }

  @Test
  void refusesASymbolTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withSymbols("A", "B", "A"))
        .withMessage("A symbol stands twice in [A, B, A]. Name each once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "PT0.3S", "PT7M", "PT24H"})
  void takesIntervalsUpToADay(Duration interval) {
    assertThat(withInterval(interval).intervalNs()).isEqualTo(interval.toNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999999S", "PT24H0.001S"})
  void refusesIntervalsBelowAMillisecondAndAboveADay(Duration interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withInterval(interval))
        .withMessage("The interval " + interval + " is not between 1 ms and a day");
  }

  @Test
  void refusesFractionsOfAMillisecond() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withInterval(Duration.ofNanos(1_500_000)))
        .withMessage("The interval PT0.0015S is not a whole number of milliseconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000999999S", "PT24H0.001S"})
  void refusesPeriodsBelowAMillisecondAndAboveADay(Duration period) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MarketSpec(42, SYMBOL, INTERVAL, 100, 5, period))
        .withMessage("The period " + period + " is not between 1 ms and a day");
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0", "0.31, 0.01", "100, 99.7", "1000000, 999999.7", "100, 0"})
  void takesPricesThatStayAboveZero(double base, double amplitude) {
    assertThat(withPrices(base, amplitude).basePriceUsd()).isEqualTo(base);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.29, 1_000_000.01, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesBasePricesOutOfRange(double base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withPrices(base, 0))
        .withMessage("The base price " + base + " is not between 0.3 and 1000000 dollars");
  }

  @ParameterizedTest
  @CsvSource({"100, -0.01, 99.7", "100, 99.71, 99.7", "100, NaN, 99.7", "0.3, 0.01, 0.0"})
  void refusesAmplitudesThatReachZero(double base, double amplitude, String most) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withPrices(base, amplitude))
        .withMessage(
            "The amplitude "
                + amplitude
                + " is not between 0 and "
                + most
                + " dollars: the price must stay above zero around a base of "
                + base);
  }

  private static MarketSpec withSymbols(String... symbols) {
    return new MarketSpec(42, List.of(symbols), INTERVAL, 100, 5, PERIOD);
  }

  private static MarketSpec withInterval(Duration interval) {
    return new MarketSpec(42, SYMBOL, interval, 100, 5, PERIOD);
  }

  private static MarketSpec withPrices(double base, double amplitude) {
    return new MarketSpec(42, SYMBOL, INTERVAL, base, amplitude, PERIOD);
  }
}
