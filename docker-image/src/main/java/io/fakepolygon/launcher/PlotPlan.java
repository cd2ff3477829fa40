package io.fakepolygon.launcher;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.plot.Size;
import io.fakepolygon.plot.Subject;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be drawn, and where to.
 *
 * @param market the market, on a server that nobody but this process talks to
 * @param subject the symbol and the span
 * @param size how large
 * @param output the file as the operator named it
 */
record PlotPlan(FakePolygonConfig market, Subject subject, Size size, String output) {
  private static final String USUAL_TICKER = "FAKETICKER";
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime DAY_BEGINS = LocalTime.of(4, 0);
  private static final LocalTime DAY_ENDS = LocalTime.of(20, 0);
  private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 2);
  private static final LocalDate LAST_DAY = LocalDate.of(2261, 12, 30);
  private static final Pattern WIDTH_AND_HEIGHT = Pattern.compile("([0-9]{1,9})x([0-9]{1,9})");
  private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("([0-9]{1,30})(ms|s|m|h)");

  /**
   * {@return the plan}
   *
   * @param directory where the names of files begin
   * @throws UnusableException if a value cannot be used
   */
  static PlotPlan of(CommandLineOptions options, Settings settings, Path directory) {
    FakePolygonConfig market = Plan.marketAlone(settings, directory);
    String symbol = symbol(options, market);
    Subject subject =
        options
            .given(PlotOption.DAY)
            .map(day -> day(options, market, symbol, day))
            .orElseGet(() -> span(options, market, symbol));
    return new PlotPlan(market, subject, size(options), output(options));
  }

  /** {@return the file to write, made sure to be one that can be} */
  Path outputIn(Path directory) {
    Path file = directory.resolve(output).toAbsolutePath();
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    if (Files.isDirectory(file) || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw cannotBeWritten();
    }
    return file;
  }

  UnusableException cannotBeWritten() {
    return new UnusableException(
        "%s is '%s'. It cannot be written there; name a file in a directory that is there and yours."
            .formatted(PlotOption.OUTPUT.option(), output));
  }

  private static String symbol(CommandLineOptions options, FakePolygonConfig market) {
    List<String> symbols = market.market().symbols();
    boolean any = market.market().hasAnySymbol();
    Optional<Given> given = options.given(PlotOption.SYMBOL);
    if (given.isEmpty()) {
      return any ? USUAL_TICKER : symbols.get(0);
    }
    String symbol = given.get().value();
    if (any) {
      requireTicker(given.get());
    } else if (!symbols.contains(symbol)) {
      throw unusable(
          given.get(),
          "Write one of %s, or name it in --symbols.".formatted(String.join(", ", symbols)));
    }
    return symbol;
  }

  // The core knows what a ticker is.
  private static void requireTicker(Given given) {
    try {
      Setting.FAKE_DATA_SYMBOLS.read(given.value(), FakePolygonConfig.builder());
    } catch (IllegalArgumentException e) {
      throw unusable(given, e);
    }
  }

  private static Subject span(CommandLineOptions options, FakePolygonConfig market, String symbol) {
    Instant from = from(options, market);
    return new Subject(market.market(), symbol, from, from.plus(length(options)));
  }

  private static Subject day(
      CommandLineOptions options, FakePolygonConfig market, String symbol, Given given) {
    for (PlotOption other : List.of(PlotOption.FROM, PlotOption.LENGTH)) {
      if (options.given(other).isPresent()) {
        throw new UnusableException(
            "%s and %s are both there. A day is a span of its own; leave one of them."
                .formatted(PlotOption.DAY.option(), other.option()));
      }
    }
    try {
      LocalDate date = LocalDate.parse(given.value());
      if (date.isBefore(FIRST_DAY) || date.isAfter(LAST_DAY)) {
        throw notADay(given);
      }
      return new Subject(
          market.market(),
          symbol,
          date.atTime(DAY_BEGINS).atZone(NEW_YORK).toInstant(),
          date.atTime(DAY_ENDS).atZone(NEW_YORK).toInstant());
    } catch (DateTimeParseException e) {
      throw notADay(given);
    }
  }

  private static UnusableException notADay(Given given) {
    return unusable(given, "Write a date from %s to %s.".formatted(FIRST_DAY, LAST_DAY));
  }

  private static Size size(CommandLineOptions options) {
    Optional<Given> given = options.given(PlotOption.SIZE);
    if (given.isEmpty()) {
      return Size.USUAL;
    }
    Matcher matcher = WIDTH_AND_HEIGHT.matcher(given.get().value());
    if (!matcher.matches()) {
      throw unusable(given.get(), "Write width and height in pixels, such as 1200x800.");
    }
    try {
      return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw unusable(given.get(), e.getMessage() + ".");
    }
  }

  private static Instant from(CommandLineOptions options, FakePolygonConfig market) {
    Optional<Given> given = options.given(PlotOption.FROM);
    if (given.isEmpty()) {
      return market.start();
    }
    FakePolygonConfig.Builder config = FakePolygonConfig.builder();
    try {
      Setting.FAKE_DATA_START.read(given.get().value(), config);
    } catch (IllegalArgumentException e) {
      throw unusable(given.get(), e);
    }
    return config.build().start();
  }

  private static Duration length(CommandLineOptions options) {
    Given given =
        options
            .given(PlotOption.LENGTH)
            .orElseGet(
                () -> new Given(PlotOption.LENGTH.option(), PlotOption.LENGTH.defaultValue()));
    return parseLength(given.value())
        .filter(length -> length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0)
        .orElseThrow(
            () -> unusable(given, "Write a whole number, then ms, s, m or h, from 1s to 24h: 1m."));
  }

  private static Optional<Duration> parseLength(String text) {
    Matcher matcher = AMOUNT_AND_UNIT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long msPerUnit =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    BigInteger ms = new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(msPerUnit));
    return Optional.of(ms)
        .filter(all -> all.bitLength() < 63)
        .map(all -> Duration.ofMillis(all.longValue()));
  }

  private static String output(CommandLineOptions options) {
    Optional<Given> given = options.given(PlotOption.OUTPUT);
    if (given.isEmpty()) {
      return PlotOption.OUTPUT.defaultValue();
    }
    if (!given.get().value().toLowerCase(Locale.ROOT).matches(".*[.](png|svg)")) {
      throw unusable(given.get(), "Write the name of a PNG or SVG file, such as fake-polygon.png.");
    }
    return given.get().value();
  }

  private static UnusableException unusable(Given given, IllegalArgumentException allowed) {
    return unusable(given, String.valueOf(allowed.getMessage()));
  }

  private static UnusableException unusable(Given given, String allowed) {
    return new UnusableException("%s is '%s'. %s".formatted(given.name(), given.value(), allowed));
  }
}
