package io.fakepolygon.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Times are round ones of New York. */
class TimeAxisTest {
  private static final Instant FOUR = Instant.parse("2024-01-02T09:00:00Z");

  @Test
  void dayHasItsHoursWhereThereIsRoom() {
    assertThat(axis(Duration.ofHours(16), 1_100).labels())
        .startsWith("04:00", "05:00")
        .endsWith("20:00")
        .hasSize(17);
  }

  @Test
  void everySecondHourIsAnEvenOne() {
    assertThat(axis(Duration.ofHours(16), 600).labels()).startsWith("04:00", "06:00", "08:00");
  }

  @Test
  void minuteHasSecondsAndASecondItsHundredths() {
    assertThat(axis(Duration.ofMinutes(1), 700).labels()).startsWith("04:00:00", "04:00:10");
    assertThat(axis(Duration.ofSeconds(1), 300).labels()).startsWith("00.00", "00.20", "00.40");
  }

  @Test
  void firstTickIsTheFirstRoundTimeOfTheSpan() {
    assertThat(new TimeAxis(FOUR.plusSeconds(1), FOUR.plusSeconds(3_601), 1_000).labels())
        .startsWith("04:05")
        .endsWith("05:00");
  }

  private static TimeAxis axis(Duration length, double width) {
    return new TimeAxis(FOUR, FOUR.plus(length), width);
  }
}
