package io.fakepolygon.plot;

import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.market.Preset;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
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
  private static final DateTimeFormatter ROUND_TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter FINE_TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  static Title of(Subject subject, Excerpt excerpt) {
    return new Title(
        "%s, %s, seed %d"
            .formatted(
                subject.symbol(),
                kind(subject.market(), subject.symbol()),
                subject.market().seed()),
        "%s, %s to %s in New York: %s"
            .formatted(
                DAY.format(inNewYork(subject.from())),
                edge(subject, subject.from()),
                edge(subject, subject.to()),
                contents(excerpt)));
  }

  /** {@return the time of day in New York, such as {@code 09:30:00}} */
  static String time(Instant instant) {
    return (instant.toEpochMilli() % 1_000 == 0 ? TIME : FINE_TIME).format(inNewYork(instant));
  }

  /** {@return a length of time in words, such as {@code 5 min 3 s}} */
  static String length(long ms) {
    Duration length = Duration.ofMillis(Math.round(ms / 1_000.0) * 1_000);
    String words =
        Stream.of(
                part(length.toHours(), "h"),
                part(length.toMinutesPart(), "min"),
                part(length.toSecondsPart(), "s"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? ms + " ms" : words;
  }

  private static Optional<String> part(long number, String unit) {
    return number == 0 ? Optional.empty() : Optional.of(number + " " + unit);
  }

  private static String kind(MarketSpec market, String symbol) {
    String mode = market.mode().name().toLowerCase(Locale.ROOT);
    return market.mode() == MarketMode.OSCILLATING
        ? mode
        : Arrays.stream(Preset.values())
            .filter(preset -> preset.behavior().equals(market.behaviorOf(symbol)))
            .findFirst()
            .map(preset -> mode + ", " + preset)
            .orElse(mode);
  }

  private static String edge(Subject subject, Instant instant) {
    boolean isRound = !subject.showsSeconds() && instant.toEpochMilli() % 60_000 == 0;
    return isRound ? ROUND_TIME.format(inNewYork(instant)) : time(instant);
  }

  private static String contents(Excerpt excerpt) {
    return Stream.of(
            count(excerpt.quoteCount(), "quote"),
            count(excerpt.tradeCount(), "trade"),
            count(excerpt.seconds().size(), "second bar"),
            count(excerpt.minutes().size(), "minute bar"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> count(long number, String what) {
    return number == 0
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s"));
  }

  private static ZonedDateTime inNewYork(Instant instant) {
    return instant.atZone(NEW_YORK);
  }
}
