package io.fakepolygon.plot;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;

/**
 * New York time below a panel, at round times of day. XChart counts its ticks from UTC, so that
 * every second hour would be an odd one here.
 */
final class TimeAxis {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final List<Duration> STEPS =
      Stream.of(
              "PT0.01S", "PT0.02S", "PT0.05S", "PT0.1S", "PT0.2S", "PT0.5S", "PT1S", "PT2S", "PT5S",
              "PT10S", "PT15S", "PT30S", "PT1M", "PT2M", "PT5M", "PT10M", "PT15M", "PT30M", "PT1H",
              "PT2H", "PT4H", "PT6H")
          .map(Duration::parse)
          .toList();
  private static final int LETTER = 8;
  private static final int DISTANCE = 20;
  private static final int TICK = 4;
  private static final int BASELINE = 17;

  private final List<Instant> ticks;
  private final DateTimeFormatter format;

  /** An axis of a width in pixels, with as many labels as have room. */
  TimeAxis(Instant from, Instant to, double width) {
    Duration step =
        STEPS.stream()
            .filter(candidate -> hasRoom(candidate, Duration.between(from, to), width))
            .findFirst()
            .orElse(STEPS.get(STEPS.size() - 1));
    ticks = ticks(from, to, step);
    format = DateTimeFormatter.ofPattern(pattern(step));
  }

  List<String> labels() {
    return ticks.stream().map(this::label).toList();
  }

  /**
   * Draws it.
   *
   * @param xOfMs where an instant lies on the page
   * @param y where the panel ends
   */
  void paintOn(Graphics2D page, LongToDoubleFunction xOfMs, double y) {
    page.setFont(Ink.TICK);
    for (Instant tick : ticks) {
      double x = xOfMs.applyAsDouble(tick.toEpochMilli());
      page.setColor(Ink.AXIS);
      page.setStroke(Ink.line(1));
      page.draw(new Line2D.Double(x, y, x, y + TICK));
      page.setColor(Ink.SOFT_TEXT);
      int width = page.getFontMetrics().stringWidth(label(tick));
      page.drawString(label(tick), (float) (x - width / 2.0), (float) y + BASELINE);
    }
  }

  private static boolean hasRoom(Duration step, Duration span, double width) {
    double labels = (double) span.toNanos() / step.toNanos();
    return labels * (LETTER * pattern(step).length() + DISTANCE) <= width;
  }

  private static String pattern(Duration step) {
    return step.toNanosPart() > 0 ? "ss.SS" : step.toSecondsPart() > 0 ? "HH:mm:ss" : "HH:mm";
  }

  private String label(Instant tick) {
    return format.format(tick.atZone(NEW_YORK));
  }

  private static List<Instant> ticks(Instant from, Instant to, Duration step) {
    Instant midnight = from.atZone(NEW_YORK).truncatedTo(ChronoUnit.DAYS).toInstant();
    long passed = Duration.between(midnight, from).toNanos();
    long steps = -Math.floorDiv(-passed, step.toNanos());
    List<Instant> ticks = new ArrayList<>();
    Instant tick = midnight.plus(step.multipliedBy(steps));
    while (!tick.isAfter(to)) {
      ticks.add(tick);
      tick = tick.plus(step);
    }
    return ticks;
  }
}
