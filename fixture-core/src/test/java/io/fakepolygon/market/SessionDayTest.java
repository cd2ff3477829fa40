package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDayTest {

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T14:30:00Z, 2024-01-02T14:30:00Z, 2024-01-03T14:30:00Z",
    "2024-01-02T14:29:59.999999999Z, 2024-01-01T14:30:00Z, 2024-01-02T14:30:00Z",
    "2024-01-03T04:59:00Z, 2024-01-02T14:30:00Z, 2024-01-03T14:30:00Z",
    "2024-01-03T05:01:00Z, 2024-01-02T14:30:00Z, 2024-01-03T14:30:00Z",
    "2024-07-01T13:30:00Z, 2024-07-01T13:30:00Z, 2024-07-02T13:30:00Z",
    "2024-07-01T13:29:00Z, 2024-06-30T13:30:00Z, 2024-07-01T13:30:00Z",
    "1990-01-02T20:00:00Z, 1990-01-02T14:30:00Z, 1990-01-03T14:30:00Z",
    "2150-01-02T20:00:00Z, 2150-01-02T14:30:00Z, 2150-01-03T14:30:00Z",
    "1969-12-31T20:00:00Z, 1969-12-31T14:30:00Z, 1970-01-01T14:30:00Z",
  })
  void beginsAtHalfPastNineInNewYork(Instant instant, Instant start, Instant end) {
    assertThat(SessionDay.at(ns(instant))).isEqualTo(new SessionDay(ns(start), ns(end)));
  }

  @Test
  void hasTwentyThreeHoursWhenTheClocksGoForward() {
    SessionDay day = SessionDay.at(ns(Instant.parse("2024-03-10T07:00:00Z")));

    assertThat(day)
        .isEqualTo(
            new SessionDay(
                ns(Instant.parse("2024-03-09T14:30:00Z")),
                ns(Instant.parse("2024-03-10T13:30:00Z"))));
  }

  @Test
  void hasTwentyFiveHoursWhenTheClocksGoBack() {
    SessionDay day = SessionDay.at(ns(Instant.parse("2024-11-03T06:00:00Z")));

    assertThat(day)
        .isEqualTo(
            new SessionDay(
                ns(Instant.parse("2024-11-02T13:30:00Z")),
                ns(Instant.parse("2024-11-03T14:30:00Z"))));
  }

  @Test
  void holdsItsStartButNotItsEnd() {
    SessionDay day = SessionDay.at(ns(Instant.parse("2024-01-02T20:00:00Z")));

    assertThat(day.contains(day.startNs())).isTrue();
    assertThat(day.contains(day.endNs() - 1)).isTrue();
    assertThat(day.contains(day.startNs() - 1)).isFalse();
    assertThat(day.contains(day.endNs())).isFalse();
  }

  @Test
  void daysFollowEachOtherWithoutGap() {
    SessionDay day = SessionDay.at(ns(Instant.parse("2024-01-01T20:00:00Z")));
    for (int i = 0; i < 366; i++) {
      SessionDay next = SessionDay.at(day.endNs());

      assertThat(next.startNs()).isEqualTo(day.endNs());
      day = next;
    }
  }

  private static long ns(Instant instant) {
    return Walker.ns(instant);
  }
}
