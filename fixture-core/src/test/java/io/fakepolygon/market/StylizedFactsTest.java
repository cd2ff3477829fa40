package io.fakepolygon.market;

import static io.fakepolygon.market.Estimators.absolute;
import static io.fakepolygon.market.Estimators.autocorrelation;
import static io.fakepolygon.market.Estimators.autocorrelationError;
import static io.fakepolygon.market.Estimators.correlation;
import static io.fakepolygon.market.Estimators.decayExponent;
import static io.fakepolygon.market.Estimators.excessKurtosis;
import static io.fakepolygon.market.Estimators.flat;
import static io.fakepolygon.market.Estimators.hillExponent;
import static io.fakepolygon.market.Estimators.median;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The realistic market looks as markets do. Each test has one fact, where it is published, and the
 * range it has there, and finds it on the tape of 60 symbol-days: trades and quotes that a client
 * could have received. Windows of time are those of regular hours, prices the middle of bid and
 * ask.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StylizedFactsTest {
  private static final Instant FIRST_DAY = Instant.parse("2024-01-02T05:00:00Z");
  private static final Instant NOON = Instant.parse("2024-01-03T17:00:00Z");
  private static final Duration TEN_YEARS = Duration.ofDays(3_650);
  private static final int SYMBOLS = 6;
  private static final int DAYS = 10;
  private static final double TRADES_PER_SECOND = 0.3;
  private static final int TEN_SECONDS = 10;
  private static final int MINUTE = 60;
  private static final int FIVE_MINUTES = 300;
  private static final int HALF_HOUR = 1_800;
  private static final int FINRA = 4;

  private List<RecordedDay> days;

  @BeforeAll
  void record() {
    Map<String, Behavior> behaviors = new LinkedHashMap<>();
    for (int i = 0; i < SYMBOLS; i++) {
      behaviors.put("S" + i, Behavior.DEFAULT.withTradesPerSecond(TRADES_PER_SECOND));
    }
    MarketSpec spec = RecordedDay.market(behaviors);
    days =
        behaviors.keySet().stream()
            .flatMap(symbol -> RecordedDay.of(spec, symbol, FIRST_DAY, DAYS, "T", "Q").stream())
            .toList();
  }

  /** Gopikrishnan et al. 1999: near 3; Cont 2001: above 2, below 5. */
  @Test
  void tailsOfFiveMinuteReturnsFallWithAnExponentOfThreeToFive() {
    assertThat(hillExponent(flat(returns(FIVE_MINUTES)), 0.05)).isBetween(3.0, 5.0);
  }

  /**
   * Cont 2001: aggregational Gaussianity; far above a normal distribution's zero within minutes.
   */
  @Test
  void returnsAreTheMoreNormalTheLongerTheyTake() {
    double ofTenSeconds = excessKurtosis(flat(returns(TEN_SECONDS)));
    double ofAMinute = excessKurtosis(flat(returns(MINUTE)));
    double ofFiveMinutes = excessKurtosis(flat(returns(FIVE_MINUTES)));
    double ofHalfAnHour = excessKurtosis(flat(returns(HALF_HOUR)));

    assertThat(ofTenSeconds).isBetween(ofAMinute, 50.0);
    assertThat(ofAMinute).isGreaterThan(ofFiveMinutes);
    assertThat(ofFiveMinutes).isGreaterThan(ofHalfAnHour);
    assertThat(ofHalfAnHour).isPositive();
  }

  /** Cont 2001: insignificant beyond some minutes. Here: within three standard errors of zero. */
  @ParameterizedTest
  @ValueSource(ints = {MINUTE, FIVE_MINUTES, HALF_HOUR})
  void returnsSayNothingOfTheDirectionOfTheNext(int window) {
    List<double[]> returns = returns(window);

    assertThat(Math.abs(autocorrelation(returns, 1)))
        .isLessThan(3 * autocorrelationError(returns, 1))
        .isLessThan(0.1);
  }

  /** Roll 1984: negative, at least minus a half: trades go to and fro between bid and ask. */
  @Test
  void pricesBounceBetweenBidAndAsk() {
    assertThat(autocorrelation(each(RecordedDay::priceChanges), 1)).isBetween(-0.5, -0.1);
  }

  /**
   * Cont 2001: positive for long; falls with an exponent of 0.2 to 0.4. From 10 s to 50 minutes.
   */
  @Test
  void sizesOfReturnsAreLongRemembered() {
    List<double[]> sizes = returns(TEN_SECONDS).stream().map(Estimators::absolute).toList();

    assertThat(IntStream.of(100, 150, 200, 300))
        .allSatisfy(lag -> assertThat(autocorrelation(sizes, lag)).isPositive());
    assertThat(decayExponent(lag -> autocorrelation(sizes, lag), 1, 300)).isBetween(0.2, 0.4);
  }

  /**
   * Lillo and Farmer 2004: near 0.6; Bouchaud et al. 2004: 0.2 to 0.7. By the quote rule, against
   * the quote that stands on the tape, without trades at its middle; from lag 1 to 100.
   */
  @Test
  void buyersFollowBuyersForLong() {
    List<double[]> sides = each(RecordedDay::sides);

    assertThat(decayExponent(lag -> autocorrelation(sides, lag), 1, 100)).isBetween(0.4, 0.7);
  }

  /** Karpoff 1987: positive; here at least 0.3, over five minutes. */
  @Test
  void muchIsTradedWhenPricesMoveMuch() {
    double[] shares = flat(each(day -> day.shares(FIVE_MINUTES)));

    assertThat(correlation(shares, absolute(flat(returns(FIVE_MINUTES))))).isGreaterThan(0.3);
  }

  /** Admati and Pfleiderer 1988: volume crowds at the open and at the close. */
  @Test
  void theFirstAndTheLastHalfHourHaveTwiceTheVolumeOfMidday() {
    double midday = meanOfHalfHours(5, 8);

    assertThat(meanOfHalfHours(0, 1) / midday).isGreaterThan(2);
    assertThat(meanOfHalfHours(12, 13) / midday).isGreaterThan(2);
  }

  @Test
  void withAuctionsTheyHaveMore() {
    double midday = meanOfHalfHours(5, 8);

    assertThat((meanOfHalfHours(0, 1) + mean(RecordedDay::openingShares)) / midday)
        .isBetween(2.0, 8.0);
    assertThat((meanOfHalfHours(12, 13) + mean(RecordedDay::closingShares)) / midday)
        .isBetween(2.0, 12.0);
  }

  /** Barclay and Hendershott 2003: some percent of a day. */
  @Test
  void littleIsTradedBeforeAndAfterRegularHours() {
    double regular = 13 * meanOfHalfHours(0, 13);

    assertThat(mean(RecordedDay::sharesBefore) / regular).isBetween(0.005, 0.08);
    assertThat(mean(RecordedDay::sharesAfter) / regular).isBetween(0.005, 0.08);
  }

  @Test
  void quotesAreFourTimesAsFrequentAsTrades() {
    double quotes = mean(RecordedDay::quotes);

    assertThat(quotes / mean(day -> day.sizes().length)).isBetween(3.5, 4.5);
  }

  /** O'Hara, Yao and Ye 2014: a quarter of trades, and rising; about half since. */
  @Test
  void halfOfTheTradesAreOddLots() {
    assertThat(shareOfSizes(0, 99.999)).isBetween(0.4, 0.6);
  }

  /** Hundred shares are the most frequent size: several times those of 101 to 200. */
  @Test
  void oneRoundLotIsTheMostFrequentSize() {
    assertThat(shareOfSizes(100, 100)).isGreaterThan(0.25);
    assertThat(shareOfSizes(101, 200)).isLessThan(shareOfSizes(100, 100) / 3);
  }

  /** Gopikrishnan et al. 2000: 1.53 with a standard error of 0.07. */
  @Test
  void sizesOfTradesHaveATailWithAnExponentOfOneAndAHalf() {
    assertThat(hillExponent(flat(each(RecordedDay::sizes)), 0.0015)).isBetween(1.3, 1.75);
  }

  /** McInish and Wood 1992: the spread rises with volatility, here that of five minutes. */
  @Test
  void spreadsAreWiderWhenPricesMoveMuch() {
    double[] volatilities = flat(each(day -> day.volatilities(FIVE_MINUTES)));
    double[] spreads = flat(each(day -> day.spreads(FIVE_MINUTES)));
    double usual = median(volatilities);

    double inStorms = meanWhere(spreads, i -> volatilities[i] > 1.5 * usual);
    double inCalm = meanWhere(spreads, i -> volatilities[i] < usual / 1.5);

    assertThat(inStorms / inCalm).isGreaterThan(1.2);
  }

  /** A seam of the tree, were there one, would lie in the middle of the day: at noon. */
  @Test
  void volatilityDoesNotJumpAtTheMiddleOfTheDay() {
    double before = meanMoveOfMinutes(105, 150);
    double after = meanMoveOfMinutes(150, 195);
    double around = meanMoveOfMinutes(148, 152);

    assertThat(after / before).isBetween(0.8, 1.25);
    assertThat(2 * around / (before + after)).isBetween(0.75, 1.33);
  }

  /** About two fifths in the 2020s; each is reported to a facility. */
  @Test
  void fourTenthsAreTradedOffExchange() {
    List<Trade> trades = anHourOfTrades();
    List<Trade> off = trades.stream().filter(trade -> trade.exchange() == FINRA).toList();

    assertThat((double) off.size() / trades.size()).isBetween(0.35, 0.45);
    assertThat(off).allMatch(trade -> trade.trfId() >= 201 && trade.trfId() <= 203);
    assertThat(off).allMatch(trade -> trade.trfTimestampMs() >= trade.participantTimestampMs());
  }

  @Test
  void partsOfSharesAreTradedOffExchangeOnly() {
    List<Trade> parts =
        anHourOfTrades().stream().filter(trade -> trade.sizeMillionths() % 1_000_000 != 0).toList();

    assertThat(parts).hasSizeGreaterThan(50);
    assertThat(parts).allMatch(trade -> trade.exchange() == FINRA);
  }

  /**
   * In ten-thousandths of the price: a cent or two for the largest, half a percent for the
   * smallest; a cent where a penny stock is above a dollar.
   */
  @ParameterizedTest
  @CsvSource({
    "MEGA_CAP, 0.5, 3",
    "MID_CAP, 2, 15",
    "ILLIQUID, 20, 150",
    "PENNY, 5, 120",
    "HIGH_PRICED, 2, 15",
  })
  void theMedianSpreadIsThatOfItsKind(Preset preset, double least, double most) {
    Market market = new Market(RecordedDay.market(Map.of("S", preset.behavior())));
    Duration span = Duration.ofSeconds(60 + (long) (1_000 / preset.behavior().tradesPerSecond()));
    double[] spreads =
        Walker.events(Quote.class, market, NOON, span, "Q.S").stream()
            .mapToDouble(q -> 20_000 * (q.askUsd() - q.bidUsd()) / (q.askUsd() + q.bidUsd()))
            .toArray();

    assertThat(median(spreads)).isBetween(least, most);
  }

  @ParameterizedTest
  @CsvSource({"MID_CAP, 25, 80", "PENNY, 0.1, 4"})
  void thePriceStaysAroundItsBaseForTenYears(Preset preset, double least, double most) {
    Market market = new Market(RecordedDay.market(Map.of("S", preset.behavior())));
    Walk walk = Walker.walk(market, "Q.S");

    for (Instant at = NOON; at.isBefore(NOON.plus(TEN_YEARS)); at = at.plus(Duration.ofDays(30))) {
      walk.step(
          walk.nextStepAfter(Walker.ns(at)),
          event -> assertThat(((Quote) event).askUsd()).isBetween(least, most));
    }
  }

  private List<double[]> returns(int window) {
    return each(day -> day.returns(window));
  }

  private List<double[]> each(Function<RecordedDay, double[]> what) {
    return days.stream().map(what).toList();
  }

  private double mean(ToDoubleFunction<RecordedDay> what) {
    return days.stream().mapToDouble(what).average().orElseThrow();
  }

  /** Shares in an average half hour of these, counted from the open. */
  private double meanOfHalfHours(int from, int to) {
    return mean(day -> Arrays.stream(day.shares(HALF_HOUR), from, to).average().orElseThrow());
  }

  private double meanMoveOfMinutes(int from, int to) {
    return mean(
        day -> Arrays.stream(absolute(day.returns(MINUTE)), from, to).average().orElseThrow());
  }

  private double shareOfSizes(double least, double most) {
    double[] sizes = flat(each(RecordedDay::sizes));
    return (double) Arrays.stream(sizes).filter(s -> s >= least && s <= most).count()
        / sizes.length;
  }

  private static double meanWhere(double[] values, IntPredicate where) {
    return IntStream.range(0, values.length)
        .filter(where)
        .mapToDouble(i -> values[i])
        .average()
        .orElseThrow();
  }

  private static List<Trade> anHourOfTrades() {
    Market market = new Market(RecordedDay.market(Map.of("S", Behavior.DEFAULT)));
    return Walker.events(Trade.class, market, NOON, Walker.HOUR, "T.S");
  }
}
