package io.fakepolygon.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The weekdays on which the New York Stock Exchange was or will be closed, and those on which it
 * closes at 13:00, written out.
 *
 * <p>Sources: NYSE Group's announcements of holidays and early closings of 2019-12-09 (2020 to
 * 2022), 2021-12-27 (2022 to 2024, with Juneteenth), 2024-11-08 (2025 to 2027) and 2025-12-23 (2026
 * to 2028); of 2024-12-30 for 2025-01-09. 2029 and 2030 are not published yet, and worked out by
 * hand, with Easter on 2029-04-01 and 2030-04-21.
 */
final class PublishedCalendar {
  private static final Map<Integer, Set<LocalDate>> CLOSED = new TreeMap<>();
  private static final Map<Integer, Set<LocalDate>> HALF_DAYS = new TreeMap<>();

  static {
    year(
        2020,
        "01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25", // 07-04 was a Saturday
        "11-27 12-24");
    year(
        2021,
        "01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24", // 12-25 was a Saturday
        "11-26");
    year(
        2022, // 01-01 was a Saturday, and not observed
        "01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
        "11-25");
    year(
        2023,
        "01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25", // 01-01 was a Sunday
        "07-03 11-24");
    year(2024, "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25", "07-03 11-29 12-24");
    year(
        2025,
        "01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25", // 01-09 for J. Carter
        "07-03 11-28 12-24");
    year(
        2026,
        "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25", // 07-04 is a Saturday
        "11-27 12-24");
    year(
        2027, // 06-19 and 12-25 are Saturdays, 07-04 is a Sunday
        "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
        "11-26");
    year(
        2028, // 01-01 is a Saturday, and not observed
        "01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25",
        "07-03 11-24");
    year(2029, "01-01 01-15 02-19 03-30 05-28 06-19 07-04 09-03 11-22 12-25", "07-03 11-23 12-24");
    year(2030, "01-01 01-21 02-18 04-19 05-27 06-19 07-04 09-02 11-28 12-25", "07-03 11-29 12-24");
  }

  private PublishedCalendar() {}

  /** {@return the years that are written out} */
  static Set<Integer> years() {
    return CLOSED.keySet();
  }

  /** {@return the weekdays of a year without trading} */
  static Set<LocalDate> closed(int year) {
    return CLOSED.get(year);
  }

  /** {@return the days of a year that close at 13:00} */
  static Set<LocalDate> halfDays(int year) {
    return HALF_DAYS.get(year);
  }

  private static void year(int year, String closed, String halfDays) {
    CLOSED.put(year, dates(year, closed));
    HALF_DAYS.put(year, dates(year, halfDays));
  }

  private static Set<LocalDate> dates(int year, String monthsAndDays) {
    return Stream.of(monthsAndDays.split(" "))
        .map(text -> MonthDay.parse("--" + text).atYear(year))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
