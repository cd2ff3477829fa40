package io.fakepolygon.calendar;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToLongFunction;

/**
 * The calendar of the US equities markets: which days trade, and from when to when.
 *
 * <p>It goes by the rules that the New York Stock Exchange has followed since 2013, and knows the
 * closings since then that no rule foretold. Years before 2013 are as if the same rules had held.
 * It answers for the dates from 1900-01-01 to 2262-03-31.
 *
 * <p>Sources: NYSE Rule 7.2; NYSE Group's lists of holidays and early closings, 2020 to 2028;
 * sessions from 04:00 to 20:00 and regular hours from 09:30 to 16:00, the vendor's overview of
 * stocks; on a half day 13:00, and 17:00 for the late session, the same lists.
 *
 * <p>Any thread may ask. A day that has been asked for is remembered, and asking again makes
 * nothing new.
 */
public final class UsEquities {
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2262, 3, 31);
  private static final long NS_PER_HOUR = 3_600_000_000_000L;
  private static final long NS_PER_DAY = 24 * NS_PER_HOUR;
  // New York is this far behind UTC, or an hour less in summer.
  private static final long FURTHEST_BEHIND_NS = 5 * NS_PER_HOUR;

  // A power of two: more than five years of days, one slot each; days further apart take turns.
  // Threads may compute a day twice; either is the same.
  private static final int REMEMBERED_DAYS = 2048;
  private static final AtomicReferenceArray<NewYorkDay> REMEMBERED =
      new AtomicReferenceArray<>(REMEMBERED_DAYS);

  private UsEquities() {}

  /**
   * {@return whether there is trading on a date, be it half a day}
   *
   * @throws IllegalArgumentException if the date lies outside 1900-01-01 to 2262-03-31
   */
  public static boolean isTradingDay(LocalDate date) {
    return on(date).isPresent();
  }

  /**
   * {@return the sessions of a date in New York; empty when there is no trading on it}
   *
   * @throws IllegalArgumentException if the date lies outside 1900-01-01 to 2262-03-31
   */
  public static Optional<TradingDay> on(LocalDate date) {
    return day(date.toEpochDay()).trading();
  }

  /**
   * {@return the sessions of the date that it is in New York, whether or not one is under way;
   * empty when there is no trading on that date}
   *
   * @param epochNs nanoseconds since the Unix epoch, UTC
   * @throws IllegalArgumentException if the date lies outside 1900-01-01 to 2262-03-31
   */
  public static Optional<TradingDay> at(long epochNs) {
    return dayAt(epochNs).trading();
  }

  /**
   * {@return the first trading day after a date, not counting that date itself}
   *
   * @throws IllegalArgumentException if either day lies outside 1900-01-01 to 2262-03-31
   */
  public static TradingDay firstAfter(LocalDate date) {
    refuseOutside(date.toEpochDay());
    long epochDay = date.toEpochDay() + 1;
    Optional<TradingDay> trading = day(epochDay).trading();
    while (trading.isEmpty()) {
      epochDay++;
      trading = day(epochDay).trading();
    }
    return trading.get();
  }

  /**
   * {@return when a moment of the trading day comes next, strictly after an instant; nanoseconds
   * since the Unix epoch, UTC}
   *
   * @param epochNs nanoseconds since the Unix epoch, UTC
   * @param moment such as {@code TradingDay::openNs}
   * @throws IllegalArgumentException if a day lies outside 1900-01-01 to 2262-03-31
   */
  public static long nextAfter(long epochNs, ToLongFunction<TradingDay> moment) {
    LocalDate today = dateOf(epochNs);
    TradingDay day =
        on(today)
            .filter(trading -> moment.applyAsLong(trading) > epochNs)
            .orElseGet(() -> firstAfter(today));
    return moment.applyAsLong(day);
  }

  /**
   * {@return the date that it is in New York}
   *
   * @param epochNs nanoseconds since the Unix epoch, UTC
   * @throws IllegalArgumentException if the date lies outside 1900-01-01 to 2262-03-31
   */
  public static LocalDate dateOf(long epochNs) {
    return dayAt(epochNs).date();
  }

  private static NewYorkDay dayAt(long epochNs) {
    long epochDay = Math.floorDiv(epochNs, NS_PER_DAY);
    boolean midnightIsAhead = Math.floorMod(epochNs, NS_PER_DAY) < FURTHEST_BEHIND_NS;
    NewYorkDay day = day(midnightIsAhead ? epochDay - 1 : epochDay);
    return epochNs < day.endNs() ? day : day(day.epochDay() + 1);
  }

  private static NewYorkDay day(long epochDay) {
    int slot = (int) (epochDay & (REMEMBERED_DAYS - 1));
    NewYorkDay remembered = REMEMBERED.get(slot);
    if (remembered != null && remembered.epochDay() == epochDay) {
      return remembered;
    }
    refuseOutside(epochDay);
    NewYorkDay day = NewYorkDay.of(epochDay);
    REMEMBERED.set(slot, day);
    return day;
  }

  private static void refuseOutside(long epochDay) {
    if (epochDay < FIRST.toEpochDay() || epochDay > LAST.toEpochDay()) {
      throw new IllegalArgumentException(
          "The calendar does not know %s. Give a date from %s to %s."
              .formatted(LocalDate.ofEpochDay(epochDay), FIRST, LAST));
    }
  }
}
