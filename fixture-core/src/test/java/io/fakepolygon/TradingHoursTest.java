package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock finds its way from one opening to the next, and to the close. */
class TradingHoursTest {
  private static final Instant FRIDAY_OPEN = Instant.parse("2024-01-05T14:30:00Z");

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().start(FRIDAY_OPEN).build());

  private final MarketClock clock = polygon.clock();

  @Test
  void atTheOpeningTheNextOneIsThatAfterTheWeekend() {
    assertThat(clock.nextOpen()).isEqualTo("2024-01-08T14:30:00Z");
  }

  @Test
  void aNanosecondBeforeTheOpeningTheNextOneIsThatOfTheDay() {
    Instant monday = Instant.parse("2024-01-08T14:30:00Z");

    clock.advanceTo(monday.minusNanos(1));

    assertThat(clock.nextOpen()).isEqualTo(monday);
  }

  @Test
  void duringRegularHoursTheNextCloseIsThatOfTheDay() {
    assertThat(clock.nextClose()).isEqualTo("2024-01-05T21:00:00Z");
  }

  @Test
  void atTheCloseTheNextOneIsThatAfterTheWeekend() {
    clock.advanceTo(clock.nextClose());

    assertThat(clock.nextClose()).isEqualTo("2024-01-08T21:00:00Z");
  }

  @Test
  void theSessionBeforeRegularHoursBeginsAtFour() {
    assertThat(clock.nextPreOpen()).isEqualTo("2024-01-08T09:00:00Z");
  }

  @Test
  void goesFromOpeningToOpeningOverAWeekendAndAHoliday() {
    clock.advanceTo(Instant.parse("2024-01-12T14:30:00Z"));

    clock.advanceTo(clock.nextOpen());

    // Monday 2024-01-15 is Martin Luther King, Jr. Day.
    assertThat(clock.now()).isEqualTo("2024-01-16T14:30:00Z");
  }

  @Test
  void theMarketGoesOnAsItDoesWhenTheClockGoesFromOpeningToClose() {
    try (TestClient client = TestClient.subscribed(polygon, "AM.FAKETICKER")) {
      clock.advanceTo(clock.nextClose());

      assertThat(client.events()).hasSize(390);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // A Saturday, a Sunday in New York although Monday in UTC, the Sunday of summer time.
    "2024-01-06T12:00:00Z, 2024-01-08T09:00:00Z, 2024-01-08T14:30:00Z, 2024-01-08T21:00:00Z",
    "2024-01-08T04:59:00Z, 2024-01-08T09:00:00Z, 2024-01-08T14:30:00Z, 2024-01-08T21:00:00Z",
    "2024-03-10T12:00:00Z, 2024-03-11T08:00:00Z, 2024-03-11T13:30:00Z, 2024-03-11T20:00:00Z",
    // Independence Day, after a half day and before a Friday.
    "2024-07-02T20:00:00Z, 2024-07-03T08:00:00Z, 2024-07-03T13:30:00Z, 2024-07-03T17:00:00Z",
    "2024-07-03T17:00:00Z, 2024-07-05T08:00:00Z, 2024-07-05T13:30:00Z, 2024-07-05T20:00:00Z",
    "2024-07-04T15:00:00Z, 2024-07-05T08:00:00Z, 2024-07-05T13:30:00Z, 2024-07-05T20:00:00Z",
    // Thanksgiving, before a half day.
    "2024-11-28T15:00:00Z, 2024-11-29T09:00:00Z, 2024-11-29T14:30:00Z, 2024-11-29T18:00:00Z",
    // A day of mourning.
    "2025-01-09T15:00:00Z, 2025-01-10T09:00:00Z, 2025-01-10T14:30:00Z, 2025-01-10T21:00:00Z",
    // Over the end of a year that no holiday marks.
    "2021-12-31T21:00:00Z, 2022-01-03T09:00:00Z, 2022-01-03T14:30:00Z, 2022-01-03T21:00:00Z",
    // The ends of market time.
    "1970-01-01T00:00:00Z, 1970-01-02T09:00:00Z, 1970-01-02T14:30:00Z, 1970-01-02T21:00:00Z",
    "2262-01-01T00:00:00Z, 2262-01-02T09:00:00Z, 2262-01-02T14:30:00Z, 2262-01-02T21:00:00Z",
  })
  void whatComesNextIsOnATradingDay(Instant now, Instant preOpen, Instant open, Instant close) {
    try (FakePolygonServer other =
        FakePolygonServer.start(FakePolygonConfig.builder().start(now).build())) {
      assertThat(other.clock().nextPreOpen()).isEqualTo(preOpen);
      assertThat(other.clock().nextOpen()).isEqualTo(open);
      assertThat(other.clock().nextClose()).isEqualTo(close);
    }
  }
}
