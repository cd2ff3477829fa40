package io.fakepolygon.plot;

import static java.util.Comparator.comparing;

import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** The names of the scenarios above the prices, each on a bar as long as it lasts. */
final class Strip {
  private static final int LANE = 22;
  private static final int THICKNESS = 17;
  private static final int BASELINE = 13;
  private static final int PADDING = 6;
  private static final int SHORTEST = 3;

  private final Subject subject;
  private final List<Scenario> scenarios;

  Strip(Subject subject) {
    this.subject = subject;
    scenarios =
        subject.market().scenarios().stream()
            .filter(scenario -> scenario.concerns(subject.symbol()))
            .filter(scenario -> startMs(scenario) < subject.toMs())
            .filter(scenario -> endMs(scenario) >= subject.fromMs())
            .sorted(comparing(Scenario::start))
            .toList();
  }

  /** {@return when one begins or ends within the span} */
  List<Long> instantsMs() {
    return scenarios.stream()
        .<Long>mapMulti(
            (scenario, instants) -> {
              instants.accept(startMs(scenario));
              instants.accept(endMs(scenario));
            })
        .filter(subject::contains)
        .distinct()
        .toList();
  }

  List<String> names() {
    return scenarios.stream().map(Strip::name).toList();
  }

  /** {@return the height that it takes, in a page whose letters are as wide as that page's} */
  int height(Graphics2D page, LongToDoubleFunction xOfMs, double right) {
    return LANE * lanes(page, xOfMs, right).stream().mapToInt(lane -> lane + 1).max().orElse(0);
  }

  /** Draws it from {@code y} on. */
  void paintOn(Graphics2D page, LongToDoubleFunction xOfMs, double right, double y) {
    List<Integer> lanes = lanes(page, xOfMs, right);
    for (int i = 0; i < scenarios.size(); i++) {
      Scenario scenario = scenarios.get(i);
      double top = y + (double) LANE * lanes.get(i);
      double start = xOfMs.applyAsDouble(Math.max(startMs(scenario), subject.fromMs()));
      double end = xOfMs.applyAsDouble(Math.min(endMs(scenario), subject.toMs()));
      Rectangle2D bar =
          new Rectangle2D.Double(start, top, Math.max(SHORTEST, end - start), THICKNESS);
      page.setColor(end - start < SHORTEST ? Ink.SCENARIO : Ink.SCENARIO_BODY);
      page.fill(bar);
      page.setColor(Ink.SCENARIO);
      page.fill(new Rectangle2D.Double(start, top, SHORTEST - 1, THICKNESS));
      page.setFont(font());
      page.setColor(Ink.TEXT);
      page.drawString(
          name(scenario), (float) textStart(page, scenario, start, right), (float) top + BASELINE);
    }
  }

  // From left to right, each in the first lane that is free there.
  private List<Integer> lanes(Graphics2D page, LongToDoubleFunction xOfMs, double right) {
    page.setFont(font());
    List<Double> free = new ArrayList<>();
    List<Integer> lanes = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      double start = xOfMs.applyAsDouble(Math.max(startMs(scenario), subject.fromMs()));
      double end = xOfMs.applyAsDouble(Math.min(endMs(scenario), subject.toMs()));
      double text = textStart(page, scenario, start, right);
      int lane = 0;
      while (lane < free.size() && free.get(lane) > Math.min(start, text)) {
        lane++;
      }
      if (lane == free.size()) {
        free.add(0.0);
      }
      free.set(lane, Math.max(end, text + width(page, scenario)) + PADDING);
      lanes.add(lane);
    }
    return lanes;
  }

  // Behind the scenario's beginning, or before it where the page ends.
  private static double textStart(Graphics2D page, Scenario scenario, double start, double right) {
    double width = width(page, scenario);
    return start + PADDING + width > right ? start - PADDING - width : start + PADDING;
  }

  private static double width(Graphics2D page, Scenario scenario) {
    return page.getFontMetrics().stringWidth(name(scenario));
  }

  private static Font font() {
    return Ink.TICK;
  }

  private static String name(Scenario scenario) {
    ScenarioKind kind = scenario.kind();
    return kind.leastStrength() == kind.mostStrength()
        ? kind.name()
        : kind + " " + BigDecimal.valueOf(scenario.strength()).stripTrailingZeros().toPlainString();
  }

  private static long startMs(Scenario scenario) {
    return scenario.start().toEpochMilli();
  }

  // One that lasts for good ends where one of kind NORMAL begins.
  private long endMs(Scenario scenario) {
    Instant end = scenario.start().plus(scenario.length());
    return subject.market().scenarios().stream()
        .filter(other -> other.kind() == ScenarioKind.NORMAL)
        .filter(other -> other.concerns(subject.symbol()))
        .map(Scenario::start)
        .filter(start -> start.isAfter(scenario.start()) && start.isBefore(end))
        .min(comparing(start -> start))
        .orElse(end)
        .toEpochMilli();
  }
}
