package io.fakepolygon.junit5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;
import org.junit.platform.commons.JUnitException;

/**
 * Where the story of a failed test goes: into the folder that JUnit has for files of a test, and
 * into the one that the run names.
 */
final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes the story. {@return where it stands now, or why it does not} A second failure would hide
   * the first.
   *
   * @param market the market's name, or an empty text
   */
  static List<String> write(ExtensionContext context, String market, String story) {
    List<String> places = new ArrayList<>();
    places.add(publish(context, fileName("market", market), story));
    RunParameters.of(context)
        .reportFolder()
        .map(folder -> save(folder.resolve(fileName(nameOf(context), market)), story))
        .ifPresent(places::add);
    return places;
  }

  private static String publish(ExtensionContext context, String name, String story) {
    List<Path> written = new ArrayList<>();
    try {
      context.publishFile(
          name,
          MediaType.TEXT_PLAIN_UTF_8,
          path -> {
            Files.writeString(path, story);
            written.add(path);
          });
      return written.get(0).toString();
    } catch (JUnitException | UncheckedIOException e) {
      return "not published, for " + e.getMessage();
    }
  }

  private static String save(Path file, String story) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, story).toString();
    } catch (IOException e) {
      return "not written, for " + e;
    }
  }

  private static String fileName(String first, String market) {
    String name = market.isEmpty() ? first : first + "." + market;
    return name.replaceAll("[^A-Za-z0-9._#-]+", "_") + ".txt";
  }

  /**
   * {@return class, method, and for one of several invocations its number: {@code
   * com.example.PriceTest.fires#2}}
   */
  private static String nameOf(ExtensionContext context) {
    String id = context.getUniqueId();
    int invocation = id.lastIndexOf("-invocation:#");
    String number =
        invocation < 0 ? "" : id.substring(id.indexOf('#', invocation), id.length() - 1);
    return context.getRequiredTestClass().getName()
        + context.getTestMethod().map(method -> "." + method.getName()).orElse("")
        + number;
  }
}
