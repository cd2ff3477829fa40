package io.fakepolygon.benchmark;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** Figures as rows of a table, printed as they come. */
final class Report {
  private final PrintStream out;
  private int missed;

  Report(PrintStream out) {
    this.out = out;
  }

  void title(String text) {
    out.printf(
        Locale.ROOT,
        "%n%-62s %14s  %-24s %6s  goal%n",
        text.toUpperCase(Locale.ROOT),
        "ours",
        "yardstick",
        "ratio");
  }

  /** A figure beside a yardstick's of the same run; the goal is the ratio's, ours to theirs. */
  void compare(String what, String unit, double ours, String yardstick, double theirs, Goal goal) {
    double ratio = ours / theirs;
    row(
        what,
        number(ours) + " " + unit,
        yardstick + " " + number(theirs),
        String.format(Locale.ROOT, "%.2f", ratio),
        goal,
        ratio);
  }

  /** A figure that stands for itself. */
  void figure(String what, String unit, double ours, Goal goal) {
    row(what, number(ours) + " " + unit, "", "", goal, ours);
  }

  /** A sentence below the rows. */
  void remark(String text) {
    out.println("  " + text);
  }

  /** {@return how many goals were missed} */
  int missed() {
    return missed;
  }

  private void row(
      String what, String ours, String yardstick, String ratio, Goal goal, double judged) {
    missed += goal.isMetBy(judged) ? 0 : 1;
    out.printf(
        Locale.ROOT,
        "%-62s %14s  %-24s %6s  %s%n",
        what,
        ours,
        yardstick,
        ratio,
        goal.verdictOn(judged));
  }

  /** The value in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Three digits that count, thousands set apart. */
  static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
