package io.fakepolygon.junit5;

import static java.util.stream.Collectors.toMap;

import io.fakepolygon.AnnotationText;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.control.JsonTree;
import io.fakepolygon.control.RecordJson;
import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.fault.Order;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.server.ConnectionInfo;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the flight recorder writes of a failed test's market: enough to look at it, and to serve it
 * again. The members are in {@code docs/flight-recorder.md}; clients' keys are left out.
 */
final class Flight {
  private static final String FORMAT = "fakepolygon-flight/1";
  private static final int MOST_FRAMES = 5_000;
  private static final int MOST_OTHERS = 10_000;
  private static final int MOST_CHARACTERS = 8_000_000;
  private static final int LONGEST_MESSAGE = 20_000;
  private static final String STATUSES = "[{\"ev\":\"status\"";

  private final TestMarket market;
  private final Declaration declaration;
  private final List<JournalEntry> journal;
  private final Map<Integer, ConnectionInfo> infos;

  /**
   * A flight.
   *
   * @param declaration what starts the market as it stands
   * @param infos of the connections, by number, as far as they are known
   */
  Flight(
      TestMarket market,
      Declaration declaration,
      List<JournalEntry> journal,
      Map<Integer, ConnectionInfo> infos) {
    this.market = market;
    this.declaration = declaration;
    this.journal = journal;
    this.infos = infos;
  }

  /** {@return the JSON of it} */
  String json(ExtensionContext context, Throwable failure) {
    FakePolygonServer server = market.server();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("format", FORMAT);
    members.put("test", ReportFiles.nameOf(context));
    members.put("displayName", context.getDisplayName());
    members.put("failure", members(failure));
    members.put("market", declaration.name());
    members.put("annotation", annotation());
    members.put("backend", market.where().isEmpty() ? "in process" : market.where());
    // As text: JavaScript would round it.
    members.put("seed", Long.toString(declaration.config().market().seed()));
    members.put("marketTime", server.clock().now().toString());
    members.put("specification", specification());
    members.put("connections", connections());
    members.put(
        "faults",
        asked(() -> server.faults().orders(), List.<Order>of()).stream()
            .map(Flight::members)
            .toList());
    members.put(
        "strikes",
        asked(() -> server.faults().ledger(), new FaultLedger(List.of(), List.of(), false))
            .strikes());
    members.put("journal", journal(server));
    return RecordJson.text(members);
  }

  private Map<String, @Nullable Object> specification() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (JsonTree.parse(declaration.config().toJson()) instanceof Map<?, ?> all) {
      all.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    members.remove("apiKeys");
    return members;
  }

  private String annotation() {
    String annotation = Attributes.write(declaration);
    for (String key : declaration.config().server().apiKeys()) {
      annotation = annotation.replace(AnnotationText.literal(key), "\"…\"");
    }
    return annotation;
  }

  private List<Map<String, @Nullable Object>> connections() {
    Map<Integer, String> ends = texts(Kind.ENDED);
    Map<Integer, String> addresses = texts(Kind.CONNECTED);
    Collection<Integer> numbers = new TreeSet<>(infos.keySet());
    numbers.addAll(addresses.keySet());
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (int number : numbers) {
      ConnectionInfo info = infos.get(number);
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("number", number);
      one.put("remoteAddress", addresses.getOrDefault(number, ""));
      one.put("userAgent", info == null ? "" : info.userAgent());
      one.put("authenticated", info != null && info.authenticated());
      one.put("holdings", info == null ? List.of() : info.holdings());
      one.put("ended", ends.get(number));
      all.add(one);
    }
    return all;
  }

  private Map<Integer, String> texts(Kind kind) {
    return journal.stream()
        .filter(entry -> entry.kind() == kind)
        .collect(toMap(JournalEntry::connection, JournalEntry::text, (first, second) -> second));
  }

  private Map<String, Object> journal(FakePolygonServer server) {
    List<JournalEntry> kept = lastOf(journal);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("complete", asked(() -> server.journal().isComplete(), false));
    members.put("leftOut", journal.size() - kept.size());
    members.put(
        "entries",
        kept.stream()
            .map(
                entry ->
                    new JournalEntry(
                        entry.connection(), entry.at(), entry.kind(), entry.textWithoutKey()))
            .toList());
    return members;
  }

  /** All but the oldest frames of events: who connected and what was asked for explain the rest. */
  private static List<JournalEntry> lastOf(List<JournalEntry> all) {
    List<JournalEntry> kept = new ArrayList<>();
    int frames = 0;
    int others = 0;
    long characters = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      JournalEntry entry = all.get(i);
      characters += entry.text().length();
      boolean isFrame = entry.kind() == Kind.TOLD && !entry.text().startsWith(STATUSES);
      boolean stays =
          isFrame
              ? ++frames <= MOST_FRAMES && characters <= MOST_CHARACTERS
              : ++others <= MOST_OTHERS;
      if (stays) {
        kept.add(entry);
      }
    }
    Collections.reverse(kept);
    return kept;
  }

  private static Map<String, Object> members(Order order) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("order", order.number());
    members.put("fault", order.fault().text());
    members.put("strikes", order.strikes());
    members.put("over", order.isOver());
    return members;
  }

  private static Map<String, Object> members(Throwable failure) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", failure.getClass().getName());
    members.put("message", shortened(failure.getMessage()));
    return members;
  }

  /** Of a server elsewhere that the test has closed, not everything can be asked. */
  private static <T> T asked(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (IllegalStateException | UncheckedIOException e) {
      return otherwise;
    }
  }

  private static String shortened(@Nullable String message) {
    String text = message == null ? "(no message)" : message;
    return text.length() <= LONGEST_MESSAGE
        ? text
        : text.substring(0, LONGEST_MESSAGE)
            + "… and %d characters more".formatted(text.length() - LONGEST_MESSAGE);
  }
}
