package io.fakepolygon.market;

import org.jspecify.annotations.Nullable;

/** The tape of one symbol, a stretch at a time. Threads may share it. */
interface SymbolTape {

  // Halts do not count.
  long LONGEST_SEARCH_MS = 400L * 24 * 60 * 60 * 1_000;

  String symbol();

  /**
   * {@return the first stretch that ends after an instant and in which there is anything; null if
   * there never is again} What is in it may be before the instant.
   */
  default @Nullable Stretch from(long epochMs) {
    long ms = epochMs;
    long searchedMs = epochMs;
    while (ms - searchedMs < LONGEST_SEARCH_MS) {
      DayPlan plan = planFrom(ms);
      MarketDay day = plan.day();
      long openMs = Math.max(ms, day.startMs());
      ms = plan.endOfSilence(openMs);
      searchedMs = ms > openMs ? ms : searchedMs;
      if (ms >= Span.NEVER_MS) {
        return null;
      }
      if (day.contains(ms)) {
        Stretch found = within(plan, ms);
        if (found != null) {
          return found;
        }
        ms = day.endMs();
      }
    }
    return null;
  }

  /**
   * {@return the same of one day, from an instant of it on; null if there is nothing more on it}
   */
  @Nullable Stretch within(DayPlan plan, long epochMs);

  /**
   * {@return the plan of the day that an instant belongs to, or else of the one that starts next}
   */
  DayPlan planFrom(long epochMs);

  /**
   * {@return before when channel LULD says nothing, from an instant on; never for nothing at all}
   */
  long mayBeSaidFrom(long epochMs);

  /** {@return the official opening price of a day; null if it never has one} */
  @Nullable OfficialOpen openOf(MarketDay day);

  /** {@return what happens to it} */
  Timeline timeline();

  /**
   * What a day opened at.
   *
   * @param ms a bar whose window ends later knows it
   * @param price in ten-thousandths of a dollar
   */
  record OfficialOpen(long ms, long price) {}
}
