package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Hash.Purpose;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random numbers have the distribution that they are said to have. */
class DistributionsTest {
  private static final int DRAWS = 100_000;
  private static final Hash HASH = Hash.of(42, "X", Purpose.COUNT);

  @ParameterizedTest
  @CsvSource({"1, 0.5", "3, 0.01", "16, 0.3", "16, 0.99", "17, 0.5", "100, 0.3", "1000000, 0.7"})
  void aBinomialHasItsMeanAndVariance(int count, double probability) {
    double mean = count * probability;
    double variance = mean * (1 - probability);

    assertThat(mean(i -> Binomial.of(count, probability, HASH.at(i))))
        .isCloseTo(mean, Offset.offset(5 * Math.sqrt(variance / DRAWS)));
    assertThat(variance(mean, i -> Binomial.of(count, probability, HASH.at(i))))
        .isCloseTo(variance, Offset.offset(0.05 * variance + 0.001));
  }

  @Test
  void aBinomialIsNeverBelowZeroNorAboveItsCount() {
    for (int count : new int[] {0, 1, 16, 17, 40}) {
      for (double probability : new double[] {-0.1, 0, 1e-9, 0.02, 0.98, 1 - 1e-9, 1, 1.1}) {
        assertThat(IntStream.range(0, 1_000).map(i -> Binomial.of(count, probability, HASH.at(i))))
            .allMatch(hits -> hits >= 0 && hits <= count);
      }
    }
    assertThat(Binomial.of(9, 0, 1)).isZero();
    assertThat(Binomial.of(9, 1, 1)).isEqualTo(9);
  }

  @Test
  void normalNumbersHaveMeanZeroAndDeviationOneInBothHalvesOfAHash() {
    assertThat(mean(i -> Quantiles.NORMAL.low(HASH.at(i)))).isCloseTo(0, Offset.offset(0.016));
    assertThat(mean(i -> Quantiles.NORMAL.high(HASH.at(i)))).isCloseTo(0, Offset.offset(0.016));
    assertThat(variance(0, i -> Quantiles.NORMAL.low(HASH.at(i))))
        .isCloseTo(1, Offset.offset(0.03));
    assertThat(mean(i -> Quantiles.NORMAL.low(HASH.at(i)) * Quantiles.NORMAL.high(HASH.at(i))))
        .isCloseTo(0, Offset.offset(0.016));
  }

  @Test
  void normalNumbersRiseWithTheirBitsFromMinusFourToFour() {
    assertThat(Quantiles.NORMAL.low(0)).isEqualTo(-4);
    assertThat(Quantiles.NORMAL.low(0x80000000L)).isCloseTo(0, Offset.offset(1e-9));
    assertThat(Quantiles.NORMAL.low(0xffffffffL)).isCloseTo(4, Offset.offset(1e-5));
    assertThat(LongStream.range(0, 5_000).mapToObj(i -> Quantiles.NORMAL.low(i * 858_993)))
        .isSorted();
    assertThat(share(i -> Quantiles.NORMAL.low(HASH.at(i)), 1.96))
        .isCloseTo(0.975, Offset.offset(0.003));
  }

  @Test
  void logNormalNumbersHaveTheMedianOne() {
    Quantiles storms = Quantiles.logNormal(0.6);

    assertThat(share(i -> storms.high(HASH.at(i)), 1)).isCloseTo(0.5, Offset.offset(0.008));
    assertThat(variance(0, i -> Math.log(storms.high(HASH.at(i)))))
        .isCloseTo(0.36, Offset.offset(0.01));
  }

  @Test
  void timesWithinALeafAreInOrderAndSpreadOverIt() {
    LeafTimes times = new LeafTimes();
    times.draw(HASH, 1, 0, 10_000, 1, 1);

    int[] offsets = IntStream.range(0, 10_000).map(i -> (int) times.offset(i)).toArray();
    assertThat(offsets).isSorted();
    assertThat(offsets[0]).isZero();
    assertThat(offsets[9_999]).isEqualTo(DayTree.LEAF_MS - 1);
    assertThat(IntStream.of(offsets).average().orElse(0)).isCloseTo(124.5, Offset.offset(3.5));
    assertThat(times.offset(10_000)).isEqualTo(Span.NEVER_MS);
  }

  @Test
  void ofThinnedTimesOneInSoManyIsLeftHoweverTheyAreDrawn() {
    LeafTimes together = new LeafTimes();
    together.draw(HASH, 1, 0, 1_000, 1, 10);
    int apart = 0;
    LeafTimes one = new LeafTimes();
    for (int number = 0; number < 1_000; number++) {
      one.draw(HASH, 1, number, 1, 1, 10);
      apart += one.offset(0) < DayTree.LEAF_MS ? 1 : 0;
    }

    assertThat(together.offset(99)).isLessThan(DayTree.LEAF_MS);
    assertThat(together.offset(100)).isEqualTo(Span.NEVER_MS);
    assertThat(apart).isEqualTo(100);
  }

  @Test
  void copiesHaveTimesAndNumbersOfTheirOwn() {
    LeafTimes times = new LeafTimes();
    times.draw(HASH, 1, 0, 20, LeafTimes.COPIES, 1);

    assertThat(IntStream.range(0, 320).mapToLong(times::index)).doesNotHaveDuplicates();
    assertThat(times.offset(319)).isLessThan(DayTree.LEAF_MS);
    assertThat(times.offset(320)).isEqualTo(Span.NEVER_MS);
  }

  private static double mean(LongToDoubleFunction draw) {
    return LongStream.range(0, DRAWS).mapToDouble(draw).sum() / DRAWS;
  }

  private static double variance(double mean, LongToDoubleFunction draw) {
    return mean(i -> Math.pow(draw.applyAsDouble(i) - mean, 2));
  }

  private static double share(LongToDoubleFunction draw, double below) {
    return mean(i -> draw.applyAsDouble(i) < below ? 1 : 0);
  }
}
