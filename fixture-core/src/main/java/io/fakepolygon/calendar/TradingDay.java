package io.fakepolygon.calendar;

import java.time.LocalDate;

/**
 * A day on which US equities trade: one session before the regular hours, the regular hours, and
 * one session after them. Each contains the instant at which it begins, and not that at which it
 * ends.
 *
 * <p>All instants are in nanoseconds since the Unix epoch, UTC; the hours below are New York's.
 *
 * @param date the date in New York
 * @param preOpenNs 04:00, when the session before regular hours begins
 * @param openNs 09:30, when regular hours begin
 * @param closeNs 16:00, on a half day 13:00, when regular hours end
 * @param afterCloseNs 20:00, on a half day 17:00, when the session after regular hours ends
 */
public record TradingDay(
    LocalDate date, long preOpenNs, long openNs, long closeNs, long afterCloseNs) {
  private static final long NS_PER_MINUTE = 60_000_000_000L;
  private static final long FULL_REGULAR_HOURS_NS = (6 * 60 + 30) * NS_PER_MINUTE;

  /** Refuses sessions that do not follow one another. */
  public TradingDay {
    if (!(preOpenNs < openNs && openNs < closeNs && closeNs < afterCloseNs)) {
      throw new IllegalArgumentException(
          "The sessions of %s do not follow one another: they are bounded by %d, %d, %d, %d"
              .formatted(date, preOpenNs, openNs, closeNs, afterCloseNs));
    }
  }

  /** {@return whether regular hours are shorter than the usual six and a half} */
  public boolean isHalfDay() {
    return closeNs - openNs < FULL_REGULAR_HOURS_NS;
  }
}
