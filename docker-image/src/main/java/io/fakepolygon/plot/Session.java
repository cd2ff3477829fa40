package io.fakepolygon.plot;

import io.fakepolygon.calendar.TradingDay;
import io.fakepolygon.calendar.UsEquities;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a trading day.
 *
 * @param name what is written on it
 * @param fromMs when it begins, ms since the Unix epoch
 * @param toMs when it ends
 */
record Session(String name, long fromMs, long toMs) {
  private static final String REGULAR = "regular hours";
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /**
   * {@return the sessions that a subject's span touches, in order; none where the market never
   * closes}
   */
  static List<Session> of(Subject subject) {
    if (!subject.market().respectMarketHours()) {
      return List.of();
    }
    LocalDate first = LocalDate.ofInstant(subject.from(), NEW_YORK);
    LocalDate last = LocalDate.ofInstant(subject.to(), NEW_YORK);
    List<Session> sessions = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      UsEquities.on(date).stream()
          .flatMap(Session::of)
          .filter(session -> session.fromMs < subject.toMs() && subject.fromMs() < session.toMs)
          .forEach(sessions::add);
    }
    return sessions;
  }

  /** {@return the last time before an instant that it was 09:30 in New York} */
  static Instant lastOpen(Instant instant) {
    ZonedDateTime local = instant.atZone(NEW_YORK);
    ZonedDateTime open = local.with(OPEN);
    return (open.isAfter(local) ? open.minusDays(1) : open).toInstant();
  }

  boolean contains(long instantMs) {
    return fromMs <= instantMs && instantMs < toMs;
  }

  boolean isRegular() {
    return name.equals(REGULAR);
  }

  private static Stream<Session> of(TradingDay day) {
    return Stream.of(
        session("pre-market", day.preOpenNs(), day.openNs()),
        session(REGULAR, day.openNs(), day.closeNs()),
        session("after hours", day.closeNs(), day.afterCloseNs()));
  }

  private static Session session(String name, long fromNs, long toNs) {
    return new Session(name, fromNs / 1_000_000, toNs / 1_000_000);
  }
}
