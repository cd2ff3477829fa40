package io.fakepolygon.market;

import io.fakepolygon.calendar.TradingDay;
import io.fakepolygon.calendar.UsEquities;
import java.time.LocalDate;
import java.util.function.LongFunction;

/**
 * The days of a market. Threads may share it; the day asked for last is remembered.
 *
 * @see SessionDay
 */
final class Hours {
  private static final long MS = 1_000_000;

  private final boolean closes;
  private final LongFunction<MarketDay> find;
  private volatile MarketDay latest = new MarketDay(0, 0, 0, 0, 0);

  private Hours(boolean closes, LongFunction<MarketDay> find) {
    this.closes = closes;
    this.find = find;
  }

  static Hours of(MarketSpec spec) {
    return spec.respectMarketHours()
        ? new Hours(true, Hours::exchangeDay)
        : new Hours(false, Hours::roundTheClock);
  }

  /** {@return whether there are nights, weekends and holidays} */
  boolean close() {
    return closes;
  }

  /** {@return whether there is a market on a day} */
  boolean hasDay(long number) {
    return !closes || UsEquities.isTradingDay(LocalDate.ofEpochDay(number));
  }

  /** {@return the day that an instant belongs to, or else the one that starts next} */
  MarketDay from(long epochMs) {
    MarketDay day = latest;
    if (!day.contains(epochMs)) {
      day = find.apply(epochMs);
      latest = day;
    }
    return day;
  }

  private static MarketDay roundTheClock(long epochMs) {
    SessionDay day = SessionDay.at(epochMs * MS);
    long start = day.startNs() / MS;
    long end = day.endNs() / MS;
    return new MarketDay(Math.floorDiv(start, 86_400_000L), start, start, end, end);
  }

  private static MarketDay exchangeDay(long epochMs) {
    TradingDay day =
        UsEquities.at(epochMs * MS)
            .filter(today -> epochMs * MS < today.afterCloseNs())
            .orElseGet(() -> UsEquities.firstAfter(lastDateNotAfter(epochMs)));
    return new MarketDay(
        day.date().toEpochDay(),
        day.preOpenNs() / MS,
        day.openNs() / MS,
        day.closeNs() / MS,
        day.afterCloseNs() / MS);
  }

  // A holiday's date, or a trading day's that is over.
  private static LocalDate lastDateNotAfter(long epochMs) {
    return UsEquities.dateOf(epochMs * MS);
  }
}
