package io.fakepolygon.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsEquitiesTest {
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
  private static final LocalDate END = LocalDate.of(2031, 1, 1);

  @Test
  void aTradingDayHasItsSessionsInNewYorkTime() {
    assertThat(UsEquities.on(LocalDate.of(2024, 1, 2)))
        .contains(
            new TradingDay(
                LocalDate.of(2024, 1, 2),
                ns("2024-01-02T09:00:00Z"),
                ns("2024-01-02T14:30:00Z"),
                ns("2024-01-02T21:00:00Z"),
                ns("2024-01-03T01:00:00Z")));
  }

  @Test
  void aHalfDayEndsThreeHoursEarlier() {
    assertThat(UsEquities.on(LocalDate.of(2024, 7, 3)))
        .contains(
            new TradingDay(
                LocalDate.of(2024, 7, 3),
                ns("2024-07-03T08:00:00Z"),
                ns("2024-07-03T13:30:00Z"),
                ns("2024-07-03T17:00:00Z"),
                ns("2024-07-03T21:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-01-06", "2024-01-07", "2024-01-15", "2025-01-09"})
  void aDayWithoutTradingHasNoSessions(LocalDate date) {
    assertThat(UsEquities.on(date)).isEmpty();
    assertThat(UsEquities.isTradingDay(date)).isFalse();
  }

  @Test
  void everyTradingDayIsSixteenHoursLongAndEveryHalfDayThirteen() {
    assertThat(tradingDays())
        .allSatisfy(
            day ->
                assertThat(Duration.ofNanos(day.afterCloseNs() - day.preOpenNs()))
                    .isEqualTo(Duration.ofHours(day.isHalfDay() ? 13 : 16)));
  }

  @Test
  void halfDaysAreThoseOfTheExchange() {
    assertThat(tradingDays().filter(TradingDay::isHalfDay).map(TradingDay::date))
        .containsExactlyElementsOf(
            PublishedCalendar.years().stream()
                .flatMap(year -> PublishedCalendar.halfDays(year).stream())
                .toList());
  }

  // The Fridays and Mondays around the second Sunday of March and the first of November.
  @ParameterizedTest
  @CsvSource({
    "2020-03-06, 2020-03-09, 2020-10-30, 2020-11-02",
    "2021-03-12, 2021-03-15, 2021-11-05, 2021-11-08",
    "2022-03-11, 2022-03-14, 2022-11-04, 2022-11-07",
    "2023-03-10, 2023-03-13, 2023-11-03, 2023-11-06",
    "2024-03-08, 2024-03-11, 2024-11-01, 2024-11-04",
    "2025-03-07, 2025-03-10, 2025-10-31, 2025-11-03",
    "2026-03-06, 2026-03-09, 2026-10-30, 2026-11-02",
    "2027-03-12, 2027-03-15, 2027-11-05, 2027-11-08",
    "2028-03-10, 2028-03-13, 2028-11-03, 2028-11-06",
    "2029-03-09, 2029-03-12, 2029-11-02, 2029-11-05",
    "2030-03-08, 2030-03-11, 2030-11-01, 2030-11-04",
  })
  void summerTimeMovesTheSessionsByAnHourInUtc(
      LocalDate lastOfWinter, LocalDate summer, LocalDate lastOfSummer, LocalDate winter) {
    assertThat(inUtc(lastOfWinter)).isEqualTo("09:00 14:30 21:00 25:00");
    assertThat(inUtc(summer)).isEqualTo("08:00 13:30 20:00 24:00");
    assertThat(inUtc(lastOfSummer)).isEqualTo("08:00 13:30 20:00 24:00");
    assertThat(inUtc(winter)).isEqualTo("09:00 14:30 21:00 25:00");
  }

  @ParameterizedTest
  @CsvSource({
    // Winter: midnight in New York is 05:00 UTC.
    "2024-01-02T04:59:59.999999999Z, 2024-01-01",
    "2024-01-02T05:00:00Z, 2024-01-02",
    "2024-01-03T04:59:59.999999999Z, 2024-01-02",
    // Summer: 04:00 UTC.
    "2024-07-02T03:59:59.999999999Z, 2024-07-01",
    "2024-07-02T04:00:00Z, 2024-07-02",
    "2024-07-02T04:59:59.999999999Z, 2024-07-02",
    "2024-07-02T05:00:00Z, 2024-07-02",
    "2024-07-03T00:00:00Z, 2024-07-02",
    // The Sundays on which the clocks change.
    "2024-03-10T05:00:00Z, 2024-03-10",
    "2024-03-11T03:59:59.999999999Z, 2024-03-10",
    "2024-03-11T04:00:00Z, 2024-03-11",
    "2024-11-03T04:00:00Z, 2024-11-03",
    "2024-11-04T04:59:59.999999999Z, 2024-11-03",
    "2024-11-04T05:00:00Z, 2024-11-04",
    // The ends of market time.
    "1970-01-01T00:00:00Z, 1969-12-31",
    "2262-01-01T00:00:00Z, 2261-12-31",
  })
  void theDateIsThatInNewYork(Instant instant, LocalDate date) {
    assertThat(UsEquities.dateOf(ns(instant))).isEqualTo(date);
    assertThat(UsEquities.at(ns(instant))).isEqualTo(UsEquities.on(date));
  }

  @Test
  void theTradingDayOfAnInstantIsGivenOutsideItsSessionsToo() {
    TradingDay tuesday = UsEquities.on(LocalDate.of(2024, 1, 2)).orElseThrow();

    assertThat(UsEquities.at(ns("2024-01-02T06:00:00Z"))).contains(tuesday);
    assertThat(UsEquities.at(ns("2024-01-02T15:00:00Z"))).contains(tuesday);
    assertThat(UsEquities.at(ns("2024-01-03T04:00:00Z"))).contains(tuesday);
  }

  @Test
  void noInstantOfADayWithoutTradingHasATradingDay() {
    assertThat(UsEquities.at(ns("2024-01-06T15:00:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02, 2024-01-03",
    "2024-01-05, 2024-01-08",
    "2024-01-06, 2024-01-08",
    "2024-01-12, 2024-01-16",
    "2024-03-28, 2024-04-01",
    "2024-12-24, 2024-12-26",
    "2025-01-08, 2025-01-10",
    "2021-12-31, 2022-01-03",
    "2027-12-23, 2027-12-27",
    "2261-12-31, 2262-01-02",
  })
  void theFirstTradingDayAfterADateIsStrictlyAfterIt(LocalDate date, LocalDate next) {
    assertThat(UsEquities.firstAfter(date).date()).isEqualTo(next);
  }

  @Test
  void aDayAskedForAgainIsTheSameOne() {
    Optional<TradingDay> asked = UsEquities.on(LocalDate.of(2024, 1, 2));

    assertThat(UsEquities.at(ns("2024-01-02T15:00:00Z"))).isSameAs(asked);
  }

  @Test
  void daysThatTakeTurnsInWhatIsRememberedAreNotMistakenForOneAnother() {
    LocalDate monday = LocalDate.of(2024, 1, 8);

    for (int i = 0; i < 3; i++) {
      for (LocalDate other :
          Stream.of(-4096, -2048, 0, 2048, 4096).map(monday::plusDays).toList()) {
        assertThat(UsEquities.on(other).map(TradingDay::date).orElse(other)).isEqualTo(other);
      }
    }
  }

  @Test
  void threadsSeeTheSameDays() {
    assertThat(
            IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> tradingDays().toList())
                .distinct()
                .toList())
        .hasSize(1);
  }

  static Stream<LocalDate> datesOutside() {
    return Stream.of(
        LocalDate.MIN, LocalDate.of(1899, 12, 31), LocalDate.of(2262, 4, 1), LocalDate.MAX);
  }

  @ParameterizedTest
  @MethodSource("datesOutside")
  void refusesDatesThatItDoesNotKnow(LocalDate date) {
    assertThatThrownBy(() -> UsEquities.on(date))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The calendar does not know %s. Give a date from 1900-01-01 to 2262-03-31.", date);
    assertThatThrownBy(() -> UsEquities.isTradingDay(date))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> UsEquities.firstAfter(date))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
  void refusesInstantsThatItDoesNotKnow(long epochNs) {
    assertThatThrownBy(() -> UsEquities.at(epochNs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The calendar does not know ");
  }

  @Test
  void knowsItsFirstAndLastDate() {
    assertThat(UsEquities.isTradingDay(LocalDate.of(1900, 1, 1))).isFalse();
    assertThat(UsEquities.isTradingDay(LocalDate.of(2262, 3, 31))).isTrue();
  }

  private static Stream<TradingDay> tradingDays() {
    return FIRST.datesUntil(END).map(UsEquities::on).flatMap(Optional::stream);
  }

  /** Hours and minutes of the four instants, counted from the date's midnight in UTC. */
  private static String inUtc(LocalDate date) {
    TradingDay day = UsEquities.on(date).orElseThrow();
    long midnightNs = ns(date + "T00:00:00Z");
    return String.join(
        " ",
        Stream.of(day.preOpenNs(), day.openNs(), day.closeNs(), day.afterCloseNs())
            .map(instantNs -> Duration.ofNanos(instantNs - midnightNs))
            .map(since -> "%02d:%02d".formatted(since.toHours(), since.toMinutesPart()))
            .toList());
  }

  private static long ns(String instant) {
    return ns(Instant.parse(instant));
  }

  private static long ns(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
