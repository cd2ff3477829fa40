package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimatorsTest {

  @Test
  void findsTheExponentOfAPowerTail() {
    double[] values =
        IntStream.rangeClosed(1, 10_000)
            .mapToDouble(i -> Math.pow(i / 10_000.0, -1 / 3.0))
            .toArray();

    assertThat(Estimators.hillExponent(values, 0.05)).isCloseTo(3, within(0.05));
  }

  @Test
  void findsTheExponentOfADecay() {
    assertThat(Estimators.decayExponent(lag -> 0.4 * Math.pow(lag, -0.3), 1, 300))
        .isCloseTo(0.3, within(1e-9));
  }

  @Test
  void noPairCrossesANight() {
    List<double[]> rows = List.of(new double[] {1, 1}, new double[] {-1, -1});

    assertThat(Estimators.autocorrelation(rows, 1)).isCloseTo(1, within(1e-9));
  }

  @Test
  void theErrorOfAnAutocorrelationFallsWithTheRootOfTheNumber() {
    List<double[]> rows = List.of(IntStream.range(0, 10_001).mapToDouble(i -> 1).toArray());

    assertThat(Estimators.autocorrelationError(rows, 1)).isCloseTo(0.01, within(1e-4));
  }

  @Test
  void correlationIsOneOfWhatRisesTogether() {
    double[] values = {1, 5, 2, 4};
    double[] opposite = {-2, -10, -4, -8};

    assertThat(Estimators.correlation(values, values)).isCloseTo(1, within(1e-9));
    assertThat(Estimators.correlation(values, opposite)).isCloseTo(-1, within(1e-9));
  }

  @Test
  void aMedianLeavesValuesWhereTheyAre() {
    double[] values = {3, 1, 2};

    assertThat(Estimators.median(values)).isEqualTo(2);
    assertThat(values).containsExactly(3, 1, 2);
  }
}
