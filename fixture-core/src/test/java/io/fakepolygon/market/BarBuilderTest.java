package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarBuilderTest {
  private final BarBuilder bar = new BarBuilder();

  @Test
  void rollsTradesUp() {
    bar.add(100_10, 100);
    bar.add(99_50, 300);
    bar.add(101_25, 200);
    bar.add(100_00, 1);

    assertThat(bar.openUsd()).isEqualTo(100.10);
    assertThat(bar.highUsd()).isEqualTo(101.25);
    assertThat(bar.lowUsd()).isEqualTo(99.50);
    assertThat(bar.closeUsd()).isEqualTo(100.00);
    assertThat(bar.volume()).isEqualTo(601);
    assertThat(bar.notionalCents()).isEqualTo(1_001_000 + 2_985_000 + 2_025_000 + 10_000);
  }

  @Test
  void aSingleTradeIsAllOfItsPrices() {
    bar.add(12_34, 7);

    assertThat(new double[] {bar.openUsd(), bar.highUsd(), bar.lowUsd(), bar.closeUsd()})
        .containsOnly(12.34);
    assertThat(bar.averageSize()).isEqualTo(7);
  }

  @Test
  void theAverageSizeIsRoundedHalfUp() {
    bar.add(1, 1);
    bar.add(1, 2);
    assertThat(bar.averageSize()).isEqualTo(2);

    bar.add(1, 1);
    assertThat(bar.averageSize()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 1, 100",
    "20001, 2, 100.005",
    "200001, 2000, 1",
    "1, 3, 0.0033",
    "2, 3, 0.0067",
    "1, 200, 0.0001",
    "1, 201, 0",
    "30003, 3, 100.01",
    "999999, 10000, 1",
    "7260000000000000000, 72600000000, 1000000",
  })
  void theVwapIsRoundedHalfUpToFourDecimals(long notionalCents, long volume, double vwap) {
    assertThat(BarBuilder.vwapUsd(notionalCents, volume)).isEqualTo(vwap);
  }
}
