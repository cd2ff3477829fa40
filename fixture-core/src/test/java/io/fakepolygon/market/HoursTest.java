package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {

  @ParameterizedTest
  @CsvSource({
    // In the night, at the start, within, just before the end, at the end, on a weekend.
    "2024-01-03T05:00:00Z, 2024-01-03",
    "2024-01-03T09:00:00Z, 2024-01-03",
    "2024-01-03T18:00:00Z, 2024-01-03",
    "2024-01-04T00:59:59.999Z, 2024-01-03",
    "2024-01-04T01:00:00Z, 2024-01-04",
    "2024-01-06T18:00:00Z, 2024-01-08",
    "2024-12-25T18:00:00Z, 2024-12-26",
    "2025-01-09T18:00:00Z, 2025-01-10",
  })
  void anInstantBelongsToItsTradingDayOrToTheNext(Instant instant, LocalDate date) {
    assertThat(hours(true).from(instant.toEpochMilli()).number()).isEqualTo(date.toEpochDay());
  }

  @Test
  void aHalfDayClosesAtOneAndEndsAtFive() {
    MarketDay day = hours(true).from(ms("2024-11-29T15:00:00Z"));

    assertThat(day.startMs()).isEqualTo(ms("2024-11-29T09:00:00Z"));
    assertThat(day.openMs()).isEqualTo(ms("2024-11-29T14:30:00Z"));
    assertThat(day.closeMs()).isEqualTo(ms("2024-11-29T18:00:00Z"));
    assertThat(day.endMs()).isEqualTo(ms("2024-11-29T22:00:00Z"));
    assertThat(day.hasExtendedHours()).isTrue();
  }

  @Test
  void inSummerAllIsAnHourEarlier() {
    assertThat(hours(true).from(ms("2024-03-08T15:00:00Z")).openMs())
        .isEqualTo(ms("2024-03-08T14:30:00Z"));
    assertThat(hours(true).from(ms("2024-03-11T15:00:00Z")).openMs())
        .isEqualTo(ms("2024-03-11T13:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"2024-01-06T18:00:00Z, 24", "2024-03-09T18:00:00Z, 23", "2024-11-02T18:00:00Z, 25"})
  void roundTheClockADayIsThatOfTheOscillatingMarket(Instant instant, int length) {
    MarketDay day = hours(false).from(instant.toEpochMilli());
    SessionDay session = SessionDay.at(instant.toEpochMilli() * 1_000_000);

    assertThat(day.startMs()).isEqualTo(session.startNs() / 1_000_000).isEqualTo(day.openMs());
    assertThat(day.endMs()).isEqualTo(session.endNs() / 1_000_000).isEqualTo(day.closeMs());
    assertThat(day.endMs() - day.startMs()).isEqualTo(Duration.ofHours(length).toMillis());
    assertThat(day.hasExtendedHours()).isFalse();
    assertThat(day.isRegular(instant.toEpochMilli())).isTrue();
  }

  @Test
  void onlyWithHoursThereAreDaysOff() {
    long christmas = LocalDate.of(2024, 12, 25).toEpochDay();

    assertThat(hours(true).hasDay(christmas)).isFalse();
    assertThat(hours(false).hasDay(christmas)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void allThatIsSpreadOverADayComesWithinIt(boolean respected) {
    MarketDay day = hours(respected).from(ms("2024-01-03T18:00:00Z"));

    for (DayShape shape : List.of(DayShape.ACTIVITY, DayShape.VARIANCE)) {
      assertThat(shape.until(day, day.startMs())).isZero();
      assertThat(shape.until(day, day.endMs())).isEqualTo(shape.whole(day));
      assertThat(shape.until(day, day.endMs() + 1_000)).isEqualTo(shape.whole(day));
      double before = 0;
      for (long ms = day.startMs(); ms < day.endMs(); ms += 1_000) {
        double now = shape.until(day, ms);
        assertThat(now - before).isBetween(0.0, 0.001);
        before = now;
      }
    }
  }

  private static Hours hours(boolean respected) {
    return Hours.of(
        new MarketSpec(
            42,
            List.of("X"),
            Duration.ofMillis(100),
            100,
            5,
            Duration.ofSeconds(10),
            MarketMode.REALISTIC,
            respected,
            Map.of(),
            List.of(),
            Duration.ZERO));
  }

  private static long ms(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
