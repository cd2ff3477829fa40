package io.fakepolygon.assertions;

import io.fakepolygon.assertions.Harms.Harm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an assertion found wrong: the first few are shown, all are counted. */
final class Findings {
  private static final int SHOWN = 5;

  private final List<String> lines = new ArrayList<>();
  private final Harms harms = new Harms();
  private long count;

  /** Adds a finding that is shown on one line, or on several. */
  void add(String... itsLines) {
    if (count < SHOWN) {
      lines.addAll(Arrays.asList(itsLines));
    }
    count++;
  }

  void add(Harm harm, String topic, String... itsLines) {
    add(itsLines);
    harms.add(topic, harm, 1);
  }

  long count() {
    return count;
  }

  /** {@return the lines of the first findings, and how many more there are} */
  String lines() {
    return Text.lines(lines, count - SHOWN);
  }

  String linesByTopic() {
    return lines() + harms.lines();
  }
}
