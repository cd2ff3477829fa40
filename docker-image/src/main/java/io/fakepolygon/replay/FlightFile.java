package io.fakepolygon.replay;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.control.JsonTree;
import io.fakepolygon.control.RecordJson;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a flight recorder wrote: {@code docs/flight-recorder.md} has its members.
 *
 * @param test which test failed
 * @param failure what it failed with
 * @param world what its market was started with, any key being good
 * @param ran whether its clock ran by itself from the start
 * @param end market time at the failure
 * @param isWhole whether no frame is left out
 * @param entries what happened, in order
 */
public record FlightFile(
    String test,
    String failure,
    FakePolygonConfig.Builder world,
    boolean ran,
    Instant end,
    boolean isWhole,
    List<JournalEntry> entries) {
  private static final String FORMAT = "fakepolygon-flight/1";
  private static final String FAMILY = "fakepolygon-flight/";
  private static final String BEGIN = "id=\"flight\">";
  private static final String END = "</script>";

  /** Copies the list. */
  public FlightFile {
    entries = List.copyOf(entries);
  }

  /**
   * {@return what stands in a file, be it the JSON or the page}
   *
   * @throws IllegalArgumentException if it is neither, with what to write instead
   */
  public static FlightFile read(String text) {
    Object tree;
    try {
      tree = JsonTree.parse(jsonIn(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "It is no flight: neither JSON nor the page of a flight recorder. Name the .json or .html"
              + " file that a failed test has left.",
          e);
    }
    if (!(tree instanceof Map<?, ?> members)
        || !(members.get("format") instanceof String format)
        || !format.startsWith(FAMILY)) {
      throw new IllegalArgumentException(
          "It is JSON, but no flight: it lacks \"format\":\"%s\".".formatted(FORMAT));
    }
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "Its format is %s, and this version reads %s. Replay it with the version that wrote it."
              .formatted(format, FORMAT));
    }
    try {
      return of(members);
    } catch (IllegalArgumentException | ClassCastException | java.time.DateTimeException e) {
      throw new IllegalArgumentException("It is damaged: " + e.getMessage() + ".", e);
    }
  }

  private static String jsonIn(String text) {
    int mark = text.indexOf(BEGIN);
    if (!text.stripLeading().startsWith("<") || mark < 0) {
      return text;
    }
    int from = mark + BEGIN.length();
    int to = text.indexOf(END, from);
    return text.substring(from, to < 0 ? text.length() : to);
  }

  private static FlightFile of(Map<?, ?> members) {
    Map<?, ?> specification = member(members, "specification", Map.class);
    Map<?, ?> journal = member(members, "journal", Map.class);
    Map<?, ?> failure = member(members, "failure", Map.class);
    List<JournalEntry> entries =
        ((List<?>) member(journal, "entries", List.class))
            .stream().map(entry -> entry((Map<?, ?>) entry)).toList();
    boolean ran = !member(specification, "clock", String.class).equals("manual");
    FakePolygonConfig.Builder world =
        FakePolygonConfig.fromJson(RecordJson.text(specification)).manualClock();
    if (ran && !entries.isEmpty()) {
      world.start(entries.get(0).at());
    }
    return new FlightFile(
        member(members, "test", String.class),
        member(failure, "message", String.class),
        world,
        ran,
        Instant.parse(member(members, "marketTime", String.class)),
        member(journal, "complete", Boolean.class)
            && member(journal, "leftOut", BigDecimal.class).signum() == 0,
        entries);
  }

  private static JournalEntry entry(Map<?, ?> members) {
    return new JournalEntry(
        member(members, "connection", BigDecimal.class).intValueExact(),
        Instant.parse(member(members, "at", String.class)),
        Kind.valueOf(member(members, "kind", String.class).toUpperCase(Locale.ROOT)),
        member(members, "text", String.class));
  }

  private static <T> T member(Map<?, ?> members, String name, Class<T> type) {
    Object value = members.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "'%s' is missing, or not what it should be".formatted(name));
    }
    return type.cast(value);
  }
}
