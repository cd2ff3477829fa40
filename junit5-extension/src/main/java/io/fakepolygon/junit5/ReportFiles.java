package io.fakepolygon.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;
import org.junit.platform.commons.JUnitException;

/**
 * Where the story of a failed test goes: into the folder that JUnit has for files of a test, and
 * into the one that the run names, or else the build's.
 */
final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes the stories. {@return where the page stands now, or why it does not} A second failure
   * would hide the first.
   *
   * @param market the market's name, or an empty text
   */
  static List<String> write(ExtensionContext context, String market, List<Story> stories) {
    List<String> places = new ArrayList<>();
    places.add(first(stories, story -> publish(context, fileName("market", market, story), story)));
    RunParameters.of(context)
        .reportFolder()
        .map(
            folder ->
                first(
                    stories,
                    story -> save(folder.resolve(fileName(nameOf(context), market, story)), story)))
        .ifPresent(places::add);
    return places;
  }

  private static String first(List<Story> stories, Function<Story, String> writer) {
    return stories.stream().map(writer).toList().get(0);
  }

  private static String publish(ExtensionContext context, String name, Story story) {
    List<Path> written = new ArrayList<>();
    try {
      context.publishFile(
          name,
          story.type(),
          path -> {
            Files.writeString(path, story.text());
            written.add(path);
          });
      return written.get(0).toString();
    } catch (JUnitException | UncheckedIOException e) {
      return "not published, for " + e.getMessage();
    }
  }

  private static String save(Path file, Story story) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, story.text()).toString();
    } catch (IOException e) {
      return "not written, for " + e;
    }
  }

  private static String fileName(String first, String market, Story story) {
    String name = market.isEmpty() ? first : first + "." + market;
    return name.replaceAll("[^A-Za-z0-9._#-]+", "_") + story.ending();
  }

  /**
   * {@return class, method, and for one of several invocations its number: {@code
   * com.example.PriceTest.fires#2}}
   */
  static String nameOf(ExtensionContext context) {
    String id = context.getUniqueId();
    int invocation = id.lastIndexOf("-invocation:#");
    String number =
        invocation < 0 ? "" : id.substring(id.indexOf('#', invocation), id.length() - 1);
    return context.getRequiredTestClass().getName()
        + context.getTestMethod().map(method -> "." + method.getName()).orElse("")
        + number;
  }

  /**
   * One file's worth.
   *
   * @param ending of the file's name
   * @param type what JUnit is told of it
   * @param text what stands in it
   */
  record Story(String ending, MediaType type, String text) {

    static Story page(String text) {
      return new Story(".html", MediaType.create("text", "html", UTF_8), text);
    }

    static Story json(String text) {
      return new Story(".json", MediaType.create("application", "json"), text);
    }

    static Story plain(String text) {
      return new Story(".txt", MediaType.TEXT_PLAIN_UTF_8, text);
    }
  }
}
