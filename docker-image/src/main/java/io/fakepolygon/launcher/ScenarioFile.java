package io.fakepolygon.launcher;

import static java.util.stream.Collectors.joining;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.Harm;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import io.fakepolygon.market.ScenarioText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text file of scenarios and faults, one on a line, told apart by the first word. What it refuses
 * it names with its line.
 *
 * @param scenarios in the order of the file
 * @param faults in the order of the file
 */
record ScenarioFile(List<Scenario> scenarios, List<Fault> faults) {
  /**
   * {@return what a file holds}
   *
   * @param name the file, as the operator named it
   * @param marketStart from where {@code at 10m} is counted
   * @param check refuses what is for symbols that there are not
   * @throws UnusableException if a line cannot be used
   */
  static ScenarioFile read(String name, String text, Instant marketStart, Check check) {
    ScenarioFile file = new ScenarioFile(new ArrayList<>(), new ArrayList<>());
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("(^|\\s)#.*$", "").strip();
      if (!line.isEmpty()) {
        try {
          file.add(line, marketStart, check);
        } catch (IllegalArgumentException e) {
          throw YamlFile.at(name, i + 1, e.getMessage() + ".");
        }
      }
    }
    return file;
  }

  private void add(String line, Instant marketStart, Check check) {
    String first = line.split("[\\s;]", 2)[0];
    String name = first.toUpperCase(Locale.ROOT).replace('-', '_');
    if (FirstWords.KINDS.contains(name)) {
      List<Scenario> said = ScenarioText.parse(line, marketStart);
      check.scenarios(said);
      scenarios.addAll(said);
    } else if (FirstWords.HARMS.contains(name)) {
      List<Fault> said = Fault.parseAll(line, marketStart);
      check.faults(said);
      faults.addAll(said);
    } else {
      throw new IllegalArgumentException(
          "'%s' is neither a scenario nor a fault, in '%s'. Write first one of the scenarios %s, or of the harms %s"
              .formatted(first, line, names(FirstWords.KINDS), names(FirstWords.HARMS)));
    }
  }

  /** Refuses what is for symbols that there are not. */
  interface Check {
    void scenarios(List<Scenario> scenarios);

    void faults(List<Fault> faults);
  }

  private static String names(Set<String> names) {
    return names.stream().sorted().collect(joining(", "));
  }

  /** What a line begins with. Apart from the file, so that a start without one loads no harms. */
  private static final class FirstWords {
    static final Set<String> KINDS =
        Arrays.stream(ScenarioKind.values())
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());
    static final Set<String> HARMS =
        Harm.all().stream().map(Harm::name).collect(Collectors.toUnmodifiableSet());

    private FirstWords() {}
  }
}
