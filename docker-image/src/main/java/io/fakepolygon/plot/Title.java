package io.fakepolygon.plot;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands at the head of a picture.
 *
 * @param subject whose market it is
 * @param span when, in New York time, and how much of what happened then
 */
record Title(String subject, String span) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter FINE_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  static Title of(Subject subject, Excerpt excerpt) {
    return new Title(
        "%s, seed %d".formatted(subject.symbol(), subject.seed()),
        "%s, %s to %s in New York: %s"
            .formatted(
                DAY.format(inNewYork(subject.from())),
                time(subject.from()),
                time(subject.to()),
                contents(excerpt)));
  }

  /** {@return the time of day in New York, such as {@code 09:30:00}} */
  static String time(Instant instant) {
    return (instant.toEpochMilli() % 1_000 == 0 ? TIME : FINE_TIME).format(inNewYork(instant));
  }

  private static String contents(Excerpt excerpt) {
    return Stream.of(
            count(excerpt.quotes().size(), "quote"),
            count(excerpt.trades().size(), "trade"),
            count(excerpt.seconds().size(), "second bar"),
            count(excerpt.minutes().size(), "minute bar"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> count(int number, String what) {
    return number == 0
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s"));
  }

  private static ZonedDateTime inNewYork(Instant instant) {
    return instant.atZone(NEW_YORK);
  }
}
