package io.fakepolygon.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;

/**
 * When the New York Stock Exchange stays closed, and when it closes early: the rules in force since
 * 2013, and what no rule foretold since then.
 *
 * <p>Source: NYSE Rule 7.2, and the lists of holidays and early closings that NYSE Group publishes
 * for three years at a time; Nasdaq keeps the same days. Juneteenth is among them since 2022, by an
 * amendment of that rule in autumn 2021.
 */
final class Closings {
  private static final MonthDay NEW_YEARS_DAY = MonthDay.of(1, 1);
  private static final MonthDay JUNETEENTH = MonthDay.of(6, 19);
  private static final MonthDay INDEPENDENCE_DAY = MonthDay.of(7, 4);
  private static final MonthDay CHRISTMAS = MonthDay.of(12, 25);
  private static final int FIRST_JUNETEENTH = 2022;

  private static final Set<LocalDate> DAYS_OF_MOURNING =
      Set.of(
          LocalDate.of(2018, 12, 5), // George H. W. Bush
          LocalDate.of(2025, 1, 9)); // Jimmy Carter

  private Closings() {}

  /** {@return whether there is no trading all day} */
  static boolean isClosed(LocalDate date) {
    return isWeekend(date) || isHoliday(date) || DAYS_OF_MOURNING.contains(date);
  }

  /**
   * {@return whether regular hours end at 13:00} The day after Thanksgiving; the day before
   * Independence Day and that before Christmas, unless there is no trading on it anyhow.
   */
  static boolean isHalfDay(LocalDate date) {
    return !isClosed(date)
        && (isThanksgiving(date.minusDays(1))
            || INDEPENDENCE_DAY.equals(monthDay(date.plusDays(1)))
            || CHRISTMAS.equals(monthDay(date.plusDays(1))));
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == SATURDAY || date.getDayOfWeek() == SUNDAY;
  }

  private static boolean isHoliday(LocalDate date) {
    return isNewYearsDay(date)
        || isMartinLutherKingDay(date)
        || isWashingtonsBirthday(date)
        || isGoodFriday(date)
        || isMemorialDay(date)
        || (date.getYear() >= FIRST_JUNETEENTH && isObserved(JUNETEENTH, date))
        || isObserved(INDEPENDENCE_DAY, date)
        || isLaborDay(date)
        || isThanksgiving(date)
        || isObserved(CHRISTMAS, date);
  }

  /**
   * On a Saturday it is not observed at all: the Friday before ends an accounting year, which Rule
   * 7.2 excepts. So there was trading on 2021-12-31 and on 2022-01-03.
   */
  private static boolean isNewYearsDay(LocalDate date) {
    return NEW_YEARS_DAY.equals(monthDay(date)) || isMondayAfter(NEW_YEARS_DAY, date);
  }

  private static boolean isMartinLutherKingDay(LocalDate date) {
    return date.getMonth() == Month.JANUARY && date.equals(date.with(dayOfWeekInMonth(3, MONDAY)));
  }

  private static boolean isWashingtonsBirthday(LocalDate date) {
    return date.getMonth() == Month.FEBRUARY && date.equals(date.with(dayOfWeekInMonth(3, MONDAY)));
  }

  private static boolean isGoodFriday(LocalDate date) {
    return date.getDayOfWeek() == FRIDAY && date.equals(easter(date.getYear()).minusDays(2));
  }

  private static boolean isMemorialDay(LocalDate date) {
    return date.getMonth() == Month.MAY && date.equals(date.with(lastInMonth(MONDAY)));
  }

  private static boolean isLaborDay(LocalDate date) {
    return date.getMonth() == Month.SEPTEMBER
        && date.equals(date.with(dayOfWeekInMonth(1, MONDAY)));
  }

  private static boolean isThanksgiving(LocalDate date) {
    return date.getMonth() == Month.NOVEMBER
        && date.equals(date.with(dayOfWeekInMonth(4, THURSDAY)));
  }

  /** On a Saturday it is observed the Friday before, on a Sunday the Monday after. */
  private static boolean isObserved(MonthDay holiday, LocalDate date) {
    return holiday.equals(monthDay(date))
        || isMondayAfter(holiday, date)
        || (date.getDayOfWeek() == FRIDAY && holiday.equals(monthDay(date.plusDays(1))));
  }

  private static boolean isMondayAfter(MonthDay holiday, LocalDate date) {
    return date.getDayOfWeek() == MONDAY && holiday.equals(monthDay(date.minusDays(1)));
  }

  private static MonthDay monthDay(LocalDate date) {
    return MonthDay.from(date);
  }

  /**
   * {@return Easter Sunday in the Gregorian calendar} Source: the anonymous Gregorian computus, J.
   * Meeus, Astronomical Algorithms, chapter 8; the letters are his.
   */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int monthAndDay = h + l - 7 * m + 114;
    return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1);
  }
}
