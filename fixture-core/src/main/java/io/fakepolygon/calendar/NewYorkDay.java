package io.fakepolygon.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One day of New York's calendar, from midnight to midnight: 23, 24 or 25 hours.
 *
 * @param epochDay its date, in days since 1970-01-01
 * @param endNs when the next day begins, in nanoseconds since the Unix epoch
 * @param date its date
 * @param trading its sessions, if there is trading on it
 */
record NewYorkDay(long epochDay, long endNs, LocalDate date, Optional<TradingDay> trading) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final long NS_PER_SECOND = 1_000_000_000L;

  static NewYorkDay of(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    return new NewYorkDay(
        epochDay,
        ns(date.plusDays(1), LocalTime.MIDNIGHT),
        date,
        Closings.isClosed(date) ? Optional.empty() : Optional.of(sessions(date)));
  }

  private static TradingDay sessions(LocalDate date) {
    boolean half = Closings.isHalfDay(date);
    return new TradingDay(
        date,
        ns(date, LocalTime.of(4, 0)),
        ns(date, LocalTime.of(9, 30)),
        ns(date, LocalTime.of(half ? 13 : 16, 0)),
        ns(date, LocalTime.of(half ? 17 : 20, 0)));
  }

  private static long ns(LocalDate date, LocalTime time) {
    return Math.multiplyExact(date.atTime(time).atZone(NEW_YORK).toEpochSecond(), NS_PER_SECOND);
  }
}
