package io.fakepolygon.calendar;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingsTest {

  static Set<Integer> publishedYears() {
    return PublishedCalendar.years();
  }

  @ParameterizedTest
  @MethodSource("publishedYears")
  void closesOnThePublishedWeekdaysAndNoOthers(int year) {
    assertThat(weekdays(year, Closings::isClosed))
        .containsExactlyInAnyOrderElementsOf(PublishedCalendar.closed(year));
  }

  @ParameterizedTest
  @MethodSource("publishedYears")
  void closesEarlyOnThePublishedDaysAndNoOthers(int year) {
    assertThat(weekdays(year, Closings::isHalfDay))
        .containsExactlyInAnyOrderElementsOf(PublishedCalendar.halfDays(year));
  }

  @ParameterizedTest
  @MethodSource("publishedYears")
  void neverTradesOnAWeekend(int year) {
    assertThat(datesOf(year, date -> isWeekend(date)))
        .allMatch(Closings::isClosed)
        .noneMatch(Closings::isHalfDay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2010-12-31", "2011-01-03", "2021-12-31", "2022-01-03", "2027-12-31"})
  void aNewYearsDayOnASaturdayTakesNoTradingDay(LocalDate date) {
    assertThat(Closings.isClosed(date)).isFalse();
    assertThat(Closings.isHalfDay(date)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2018-12-05", "2025-01-09"})
  void closesOnDaysOfMourning(LocalDate date) {
    assertThat(Closings.isClosed(date)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2021-06-18, false", "2020-06-19, false", "2022-06-20, true", "2033-06-20, true"})
  void keepsJuneteenthSince2022(LocalDate date, boolean closed) {
    assertThat(Closings.isClosed(date)).isEqualTo(closed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2015-07-03", "2020-07-03", "2026-07-03", "2021-12-24", "2027-12-24"})
  void aHolidayOnASaturdayClosesTheFridayBeforeAllDay(LocalDate date) {
    assertThat(Closings.isClosed(date)).isTrue();
    assertThat(Closings.isHalfDay(date)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-07-02", "2022-07-01", "2022-12-23", "2023-12-22", "2016-07-01"})
  void aHolidayAfterAWeekendShortensNoDay(LocalDate date) {
    assertThat(Closings.isClosed(date)).isFalse();
    assertThat(Closings.isHalfDay(date)).isFalse();
  }

  // The earliest and latest that Easter can be, and the years of NYSE's lists.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24",
        "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20",
        "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25",
        "2049-04-18", "2076-04-19", "2100-03-28", "2285-03-22"
      })
  void easterIsTheSundayAfterTheFirstFullMoonOfSpring(LocalDate easter) {
    assertThat(Closings.easter(easter.getYear())).isEqualTo(easter);
  }

  private static Set<LocalDate> weekdays(int year, Predicate<LocalDate> which) {
    return datesOf(year, date -> !isWeekend(date) && which.test(date));
  }

  private static Set<LocalDate> datesOf(int year, Predicate<LocalDate> which) {
    LocalDate first = LocalDate.of(year, 1, 1);
    return first.datesUntil(first.plusYears(1)).filter(which).collect(Collectors.toSet());
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == SATURDAY || date.getDayOfWeek() == SUNDAY;
  }
}
