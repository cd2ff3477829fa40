package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveTest {

  @ParameterizedTest
  @CsvSource({
    "100, PT10S",
    "100, PT7.777S",
    "7, PT9.999S",
    "60000, PT1S",
    "86400000, PT24H",
    "1, PT4M22.144S",
    "1, PT4M22.145S",
    "7, PT10.000000001S",
  })
  void isTheSine(long intervalMs, Duration period) {
    Wave wave = wave(intervalMs, period);

    for (long step = -3_000; step < 3_000; step++) {
      double turns = (double) (step * intervalMs * 1_000_000 % period.toNanos()) / period.toNanos();
      double sine = 1_000_000 + 50_000 * Math.sin(2 * Math.PI * turns);
      assertThat((double) wave.at(step)).isCloseTo(sine, within(0.500001));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100, PT10S",
    "7, PT9.999S",
    "60000, PT1S",
    "1, PT4M22.144S",
    "1, PT4M22.145S",
    "7, PT10.000000001S",
  })
  void aRideAlongItMeetsTheSameSine(long intervalMs, Duration period) {
    Wave wave = wave(intervalMs, period);

    for (long start : new long[] {-30_000, 0, 17, 262_100}) {
      Wave.Ride ride = wave.from(start);
      for (long step = start; step < start + 20_000; step++) {
        assertThat(ride.next()).isEqualTo(wave.at(step));
      }
    }
  }

  private static Wave wave(long intervalMs, Duration period) {
    return new Wave(
        new MarketSpec(42, List.of("A"), Duration.ofMillis(intervalMs), 100, 5, period));
  }
}
