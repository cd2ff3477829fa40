package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.market.Hash.Purpose;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashTest {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  /** The first numbers of SplitMix64 from seed 0, as its authors' program prints them. */
  @ParameterizedTest
  @CsvSource({"1, e220a8397b1dcdaf", "2, 6e789e6aa1b965f4", "3, 6c45d188009454f"})
  void mixesAsSplitMix64Does(long index, String expected) {
    assertThat(Long.toHexString(Hash.mix64(index * GOLDEN_GAMMA))).isEqualTo(expected);
  }

  /** Computed by a program in another language; part of the market's definition. */
  @ParameterizedTest
  @CsvSource({
    "42, FAKETICKER, TRADE, 0, a39da762852ca35d",
    "42, FAKETICKER, TRADE, 17042058001, c1b86b54c2d21f1",
    "42, BRK.A, PRINT, 1, 44a4e19c317c4573",
    "42, É漢😀, QUOTE, -1, 7c42b80894d77d8e",
    "-1, TESTSTOCK, LISTING, 0, c818c173771ace79",
  })
  void isTheSameInEveryLanguage(
      long seed, String symbol, Purpose purpose, long index, String expected) {
    assertThat(Long.toHexString(Hash.of(seed, symbol, purpose).at(index))).isEqualTo(expected);
  }

  @Test
  void isAFunction() {
    assertThat(Hash.of(42, "FAKETICKER", Purpose.TRADE).at(7))
        .isEqualTo(Hash.of(42, "FAKETICKER", Purpose.TRADE).at(7));
  }

  @Test
  void differsBySeedSymbolPurposeAndIndex() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (String symbol : new String[] {"A", "B", "AB", "BA", "É", "漢", "漣"}) {
        for (Purpose purpose : Purpose.values()) {
          for (long index = -50; index < 50; index++) {
            seen.add(Hash.of(seed, symbol, purpose).at(index));
          }
        }
      }
    }

    assertThat(seen).hasSize(10 * 7 * Purpose.values().length * 100);
  }

  @Test
  void halvesCoverTheirRangeEvenly() {
    Hash hash = Hash.of(1, "A", Purpose.QUOTE);
    int[] low = new int[5];
    int[] high = new int[5];
    for (int i = 0; i < 100_000; i++) {
      low[Hash.lowBelow(5, hash.at(i))]++;
      high[Hash.highBelow(5, hash.at(i))]++;
    }

    assertThat(IntStream.of(low)).allSatisfy(count -> assertThat(count).isBetween(19_500, 20_500));
    assertThat(IntStream.of(high)).allSatisfy(count -> assertThat(count).isBetween(19_500, 20_500));
  }

  @Test
  void halvesReachTheirBoundsAndNoFarther() {
    assertThat(Hash.lowBelow(10, 0xffffffff_00000000L)).isZero();
    assertThat(Hash.lowBelow(10, 0x00000000_ffffffffL)).isEqualTo(9);
    assertThat(Hash.highBelow(10, 0x00000000_ffffffffL)).isZero();
    assertThat(Hash.highBelow(10, 0xffffffff_00000000L)).isEqualTo(9);
  }
}
