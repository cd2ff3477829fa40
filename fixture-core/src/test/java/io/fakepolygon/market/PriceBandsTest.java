package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBandsTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  @ParameterizedTest
  @CsvSource({
    "100, 5, 10, 10, 10",
    "3.01, 0.1505, 0.301, 0.301, 0.301",
    "3, 0.6, 1.2, 0.6, 1.2",
    "0.75, 0.15, 0.3, 0.15, 0.3",
    "0.74, 0.15, 0.3, 0.15, 0.3",
    "0.1, 0.075, 0.075, 0.075, 0.075",
  })
  void widthFollowsFromPriceTierAndTime(
      double usd, double tier1, double tier1AtTheClose, double tier2, double tier2AtTheClose) {
    assertThat(new PriceBands(true).widthUsd(usd, false)).isCloseTo(tier1, CLOSE);
    assertThat(new PriceBands(true).widthUsd(usd, true)).isCloseTo(tier1AtTheClose, CLOSE);
    assertThat(new PriceBands(false).widthUsd(usd, false)).isCloseTo(tier2, CLOSE);
    assertThat(new PriceBands(false).widthUsd(usd, true)).isCloseTo(tier2AtTheClose, CLOSE);
  }
}
