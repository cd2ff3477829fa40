package io.fakepolygon.junit5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one has to know to run the world of a failed test again, and the smallest like it. */
final class WorldReport {
  private final ExtensionContext test;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> entries = new LinkedHashMap<>();

  WorldReport(ExtensionContext test) {
    this.test = test;
  }

  /**
   * Tells which world it was.
   *
   * @param declared the servers as they were in it; none if they could not be started
   */
  void failed(World world, List<Declaration> declared) {
    lines.add("The world of the failed test: " + world.displayName());
    tell("", world, declared);
  }

  /** Tells what is left of the world, of servers that were declared so. */
  void shrunk(Shrunk shrunk, List<Declaration> asDeclared) {
    add(shrunk.sentence());
    entries.put("fakepolygon.shrinking", shrunk.sentence());
    shrunk
        .smaller()
        .ifPresent(world -> tell("shrunk.", world, Declarations.over(asDeclared, world)));
  }

  void add(String line) {
    lines.add("  " + line);
  }

  /** {@return what stands below the failure} */
  String text() {
    return String.join(System.lineSeparator(), lines);
  }

  /** {@return what stands in JUnit's report} */
  Map<String, String> entries() {
    return entries;
  }

  private void tell(String prefix, World world, List<Declaration> declared) {
    List<String> annotations = declared.stream().map(Attributes::write).toList();
    add(rerun(world));
    annotations.forEach(this::add);
    entries.put("fakepolygon.%sworld".formatted(prefix), world.text());
    entries.put("fakepolygon.%srerun".formatted(prefix), rerun(world));
    entries.put("fakepolygon.%sworld.annotation".formatted(prefix), String.join(" ", annotations));
  }

  private String rerun(World world) {
    return "mvn test -Dtest=%s -D%s=%s"
        .formatted(
            quoted(
                test.getRequiredTestClass().getName()
                    + "#"
                    + test.getRequiredTestMethod().getName()),
            RunParameters.WORLD,
            quoted(world.text()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
