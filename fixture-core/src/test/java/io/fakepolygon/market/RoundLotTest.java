package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundLotTest {

  @ParameterizedTest
  @CsvSource({
    "1, 100",
    "100_00, 100",
    "250_00, 100",
    "250_01, 40",
    "1_000_00, 40",
    "1_000_01, 10",
    "10_000_00, 10",
    "10_000_01, 1",
    "700_000_00, 1",
  })
  void shrinksWithThePrice(String cents, int shares) {
    assertThat(RoundLot.of(Long.parseLong(cents.replace("_", "")))).isEqualTo(shares);
  }
}
