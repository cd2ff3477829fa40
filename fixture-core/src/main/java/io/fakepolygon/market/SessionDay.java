package io.fakepolygon.market;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * One day of the oscillating market, which never closes: from 09:30 in New York to the next day's
 * 09:30, in nanoseconds since the Unix epoch. 23, 24 or 25 hours long.
 *
 * @param startNs the opening instant
 * @param endNs the next day's opening instant
 */
record SessionDay(long startNs, long endNs) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime OPEN = LocalTime.of(9, 30);

  static SessionDay at(long epochNs) {
    ZonedDateTime local = Instant.ofEpochSecond(0, epochNs).atZone(NEW_YORK);
    ZonedDateTime open = local.with(OPEN);
    if (open.isAfter(local)) {
      open = open.minusDays(1).with(OPEN);
    }
    return new SessionDay(toNs(open), toNs(open.plusDays(1).with(OPEN)));
  }

  boolean contains(long epochNs) {
    return startNs <= epochNs && epochNs < endNs;
  }

  private static long toNs(ZonedDateTime time) {
    return time.toEpochSecond() * 1_000_000_000;
  }
}
