package io.fakepolygon.testcontainers;

import io.fakepolygon.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;
import org.testcontainers.lifecycle.TestDescription;

/**
 * What happened in a container: in short below a failure, at length in a file. A container that can
 * no longer be asked is no second failure.
 */
final class ContainerStory {
  private static final int LINES_SHOWN = 20;
  private static final String FOLDER = "fakepolygon.reportFolder";

  private final String head;
  private final List<String> journal;
  private final List<String> log;

  private ContainerStory(String head, List<String> journal, List<String> log) {
    this.head = head;
    this.journal = journal;
    this.log = log;
  }

  static ContainerStory of(FakePolygonContainer container) {
    return new ContainerStory(
        "The container of the failed test, " + container.imageName(),
        ask(
            () ->
                container.polygon().journal().entries().stream()
                    .map(JournalEntry::toString)
                    .toList()),
        ask(() -> container.getLogs().lines().toList()));
  }

  /** Puts it below a failure, unless that is a test given up. */
  void tell(Throwable failure, TestDescription test) {
    if (!(failure instanceof TestAbortedException)) {
      String file = save(test.getFilesystemFriendlyName());
      failure.addSuppressed(
          new BelowTheFailure(
              text(LINES_SHOWN) + System.lineSeparator() + "  the whole story: " + file));
    }
  }

  private String text(int most) {
    List<String> lines = new ArrayList<>(List.of(head));
    add(lines, "journal", journal, most);
    add(lines, "log", log, most);
    return String.join(System.lineSeparator(), lines);
  }

  private static void add(List<String> lines, String what, List<String> all, int most) {
    List<String> last = all.subList(Math.max(0, all.size() - most), all.size());
    String which =
        last.size() == all.size() ? "" : ", the last %d of %d lines".formatted(most, all.size());
    lines.add("  " + what + which);
    last.forEach(line -> lines.add("    " + line));
  }

  private String save(String test) {
    try {
      String named = System.getProperty(FOLDER, "");
      Path folder = named.isBlank() ? Files.createTempDirectory("fake-polygon") : Path.of(named);
      Files.createDirectories(folder);
      Path file = folder.resolve(test.replaceAll("[^A-Za-z0-9._#-]+", "_") + ".container.txt");
      return Files.writeString(file, text(Integer.MAX_VALUE)).toString();
    } catch (IOException e) {
      return "not written, for " + e;
    }
  }

  private static List<String> ask(Supplier<List<String>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      // Of a container that has ended, or that was never driven, there is the other half.
      return List.of("cannot be read: " + e.getMessage());
    }
  }

  /** Stands among what a failure has suppressed, where every tool prints it; nobody throws it. */
  private static final class BelowTheFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BelowTheFailure(String text) {
      super(text, null, false, false);
    }

    // Without the name of a class that nobody needs to know.
    @SuppressWarnings("OverrideThrowableToString")
    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
