package io.fakepolygon.assertions;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A stretch of market time within which sequence numbers and trade ids cannot begin anew. They do
 * so with a session day: at 09:30 in New York on the oscillating market, overnight on the real one.
 * So a stretch is what lies between two of: midnight, 09:30, midnight.
 *
 * @param startMs its first instant, ms since the Unix epoch
 * @param endMs the first instant after it
 */
record Stretch(long startMs, long endMs) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime OPEN = LocalTime.of(9, 30);

  static Stretch at(long epochMs) {
    ZonedDateTime local = inNewYork(epochMs);
    ZonedDateTime midnight = local.toLocalDate().atStartOfDay(NEW_YORK);
    ZonedDateTime open = local.toLocalDate().atTime(OPEN).atZone(NEW_YORK);
    return local.isBefore(open)
        ? new Stretch(toMs(midnight), toMs(open))
        : new Stretch(toMs(open), toMs(local.toLocalDate().plusDays(1).atStartOfDay(NEW_YORK)));
  }

  boolean contains(long epochMs) {
    return startMs <= epochMs && epochMs < endMs;
  }

  private static ZonedDateTime inNewYork(long epochMs) {
    return Instant.ofEpochMilli(epochMs).atZone(NEW_YORK);
  }

  private static long toMs(ZonedDateTime time) {
    return time.toInstant().toEpochMilli();
  }
}
