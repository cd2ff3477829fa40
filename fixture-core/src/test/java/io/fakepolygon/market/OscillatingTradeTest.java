package io.fakepolygon.market;

import static io.fakepolygon.market.Walker.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fakepolygon.protocol.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OscillatingTradeTest {
  private static final int STEPS = 100_000;
  private static final Duration A_HUNDRED_THOUSAND_STEPS = Duration.ofMillis(100L * STEPS);
  private final List<Trade> sample =
      Walker.events(Trade.class, Walker.market(), OPEN, A_HUNDRED_THOUSAND_STEPS, "T.FAKETICKER");

  @Test
  void happensAtEveryStep() {
    assertThat(sample)
        .extracting(Trade::sipTimestampMs)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, STEPS).mapToObj(i -> OPEN.toEpochMilli() + 100L * i).toList());
  }

  @Test
  void followsTheSineWithinAQuarterAndTheRounding() {
    sample.forEach(trade -> assertThat(noise(trade, 100, 5, 10_000)).isBetween(-0.25506, 0.25506));
  }

  @Test
  void strayEvenlyToBothSidesOfTheSine() {
    double[] noises = sample.stream().mapToDouble(t -> noise(t, 100, 5, 10_000)).sorted().toArray();

    for (int percent = 0; percent <= 100; percent += 5) {
      double quantile = noises[Math.min(STEPS - 1, STEPS / 100 * percent)];
      assertThat(quantile).isCloseTo(-0.25 + 0.5 * percent / 100, within(0.008));
    }
  }

  @Test
  void noiseDoesNotDependOnWhatWentBefore() {
    double sum = 0;
    for (int i = 1; i < STEPS; i++) {
      sum += noise(sample.get(i - 1), 100, 5, 10_000) * noise(sample.get(i), 100, 5, 10_000);
    }

    assertThat(sum / STEPS / (0.25 / 12)).isCloseTo(0, within(0.015));
  }

  @Test
  void pricesAreWholeCents() {
    sample.forEach(
        trade -> assertThat(BigDecimal.valueOf(trade.priceUsd()).scale()).isLessThanOrEqualTo(2));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 5, 7777, 100",
    "100, 5, 9999, 7",
    "20000, 300.5, 86400000, 60000",
    "0.3, 0, 1, 1",
    "1, 0.7, 3600000, 1000",
    "1000000, 999999.7, 10000, 100",
  })
  void followsAnySine(double base, double amplitude, long periodMs, long intervalMs) {
    Market market =
        new Market(
            new MarketSpec(
                7,
                List.of("A"),
                Duration.ofMillis(intervalMs),
                base,
                amplitude,
                Duration.ofMillis(periodMs)));

    List<Trade> trades =
        Walker.events(Trade.class, market, OPEN, Duration.ofMillis(intervalMs * 3_000), "T.A");

    assertThat(trades).hasSize(3_000);
    trades.forEach(
        t -> assertThat(noise(t, base, amplitude, periodMs)).isBetween(-0.25507, 0.25507));
  }

  @ParameterizedTest
  @CsvSource({"80, 100, 500", "15, 501, 2500", "5, 2501, 12500"})
  void sizesComeInThreeBands(int percent, int least, int most) {
    IntPredicate inBand = size -> least <= size && size <= most;
    List<Integer> sizes = sizes().filter(inBand).sorted().boxed().toList();

    assertThat(100.0 * sizes.size() / STEPS).isCloseTo(percent, within(1.0));
    assertThat(sizes.get(0)).isLessThanOrEqualTo(least + (most - least) / 100);
    assertThat(sizes.get(sizes.size() - 1)).isGreaterThanOrEqualTo(most - (most - least) / 100);
    assertThat(sizes().filter(inBand).average().orElseThrow())
        .isCloseTo((least + most) / 2.0, within((most - least) / 50.0));
  }

  @Test
  void sizesAreInRange() {
    sample.forEach(t -> assertThat(t.sizeShares()).isBetween(100L, 12_500L));
  }

  @Test
  void theSmallestAndTheLargestBandReachTheirEnds() {
    assertThat(sizes().min()).hasValue(100);
    assertThat(sizes().filter(size -> size <= 500).max()).hasValue(500);
    assertThat(sizes().max().orElseThrow()).isGreaterThan(12_480);
  }

  @Test
  void exactSizesSayTheSame() {
    sample.forEach(t -> assertThat(t.sizeMillionths()).isEqualTo(t.sizeShares() * 1_000_000));
  }

  @Test
  void conditionsFitSizesFromTheRoundLotUpAndCountForEveryPartOfABar() {
    Set<List<Integer>> seen = sample.stream().map(Trade::conditions).collect(Collectors.toSet());

    assertThat(seen)
        .containsExactlyInAnyOrder(List.of(), List.of(14), List.of(41), List.of(14, 41));
  }

  @Test
  void intermarketSweepsHappenOnExchangesOnly() {
    sample.stream()
        .filter(trade -> trade.exchange() == 4)
        .forEach(trade -> assertThat(trade.conditions()).doesNotContain(14));
  }

  @Test
  void venuesAreThoseThatTrade() {
    Set<Integer> venues = sample.stream().map(Trade::exchange).collect(Collectors.toSet());

    assertThat(venues).containsExactlyInAnyOrder(2, 4, 8, 10, 11, 12, 15, 19, 20, 21);
  }

  @Test
  void aFacilityReportsExactlyWhatTradedOffExchange() {
    for (Trade trade : sample) {
      boolean offExchange = trade.exchange() == 4;
      assertThat(trade.trfId() != 0).isEqualTo(offExchange);
      assertThat(trade.trfTimestampMs() != 0).isEqualTo(offExchange);
    }
    assertThat(sample.stream().map(Trade::trfId).distinct())
        .containsExactlyInAnyOrder(0, 201, 202, 203);
  }

  @Test
  void theVenueStampsItFirstThenTheFacilityThenTheSip() {
    sample.forEach(
        t -> {
          assertThat(t.participantTimestampMs())
              .isBetween(t.sipTimestampMs() - 12, t.sipTimestampMs());
          if (t.trfId() != 0) {
            assertThat(t.trfTimestampMs())
                .isBetween(t.participantTimestampMs(), t.sipTimestampMs());
          }
        });
  }

  @Test
  void theTapeOfASymbolIsConstant() {
    assertThat(sample.stream().map(Trade::tape).distinct()).hasSize(1);
  }

  @Test
  void symbolsAreListedOnAllThreeTapes() {
    List<String> symbols = IntStream.range(0, 60).mapToObj(i -> "S" + i).toList();
    Market market = Walker.market(symbols, Duration.ofMillis(100));

    List<Trade> trades = Walker.events(Trade.class, market, OPEN, Duration.ofMillis(100), "T.*");

    assertThat(trades.stream().map(Trade::tape).distinct()).containsExactlyInAnyOrder(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1990-01-02T14:00:00Z", "2024-01-03T14:00:00Z", "2150-01-02T14:00:00Z"})
  void idsAndSequenceNumbersBeginWithTheSessionDayAndIncrease(Instant halfAnHourBeforeTheOpen) {
    List<Trade> trades =
        Walker.events(
            Trade.class, Walker.market(), halfAnHourBeforeTheOpen, Walker.HOUR, "T.FAKETICKER");

    Trade last = trades.get(17_998);
    Trade first = trades.get(17_999);
    assertThat(first.sipTimestampMs() - halfAnHourBeforeTheOpen.toEpochMilli())
        .isEqualTo(30 * 60_000);
    assertThat(last.id()).isEqualTo("864000");
    assertThat(last.sequence()).isBetween(864_000L * 5 - 4, 864_000L * 5);
    assertThat(first.id()).isEqualTo("1");
    assertThat(first.sequence()).isBetween(1L, 5L);
    assertThat(trades.subList(0, 17_999)).satisfies(OscillatingTradeTest::increase);
    assertThat(trades.subList(17_999, 36_000)).satisfies(OscillatingTradeTest::increase);
  }

  @Test
  void sequenceNumbersHaveGaps() {
    Set<Long> steps =
        IntStream.range(1, 1_000)
            .mapToObj(i -> sample.get(i).sequence() - sample.get(i - 1).sequence())
            .collect(Collectors.toSet());

    assertThat(steps).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  private static void increase(List<? extends Trade> trades) {
    for (int i = 1; i < trades.size(); i++) {
      assertThat(Long.parseLong(trades.get(i).id()))
          .isEqualTo(Long.parseLong(trades.get(i - 1).id()) + 1);
      assertThat(trades.get(i).sequence()).isGreaterThan(trades.get(i - 1).sequence());
    }
  }

  private IntStream sizes() {
    return sample.stream().mapToInt(trade -> (int) trade.sizeShares());
  }

  private static double noise(Trade trade, double base, double amplitude, long periodMs) {
    double turns = (double) (trade.sipTimestampMs() % periodMs) / periodMs;
    return trade.priceUsd() - (base + amplitude * Math.sin(2 * Math.PI * turns));
  }
}
