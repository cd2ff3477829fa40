package io.fakepolygon.junit5;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.junit5.ReportFiles.Story;
import io.fakepolygon.server.ConnectionInfo;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What one has to know to see a failure again: the market, its time, who was connected, and what
 * was said last. In short below the failure and in JUnit's report, at length in files: a page to
 * look at, JSON to serve it again, and plain text.
 */
final class FailureReport {
  private static final int FRAMES_SHOWN = 5;
  private static final int CONNECTIONS_SHOWN = 4;
  private static final int ORDERS_SHOWN = 10;
  private static final int ENTRIES_IN_FILE = 2_000;

  private final TestMarket market;
  private final Declaration declaration;
  private final List<RecordingClient> clients;
  private final List<JournalEntry> journal;
  private final Map<Integer, List<JournalEntry>> byConnection;
  private final Map<Integer, ConnectionInfo> infos;
  private final List<Integer> connections;

  private FailureReport(TestMarket market, List<RecordingClient> clients) {
    this.market = market;
    declaration = market.asItStands();
    this.clients = clients;
    journal = market.server().journal().entries();
    byConnection = journal.stream().collect(groupingBy(JournalEntry::connection));
    infos = infosOf(market.server());
    TreeSet<Integer> known = new TreeSet<>(infos.keySet());
    known.addAll(byConnection.keySet());
    known.remove(JournalEntry.THE_CLOCK);
    connections = List.copyOf(known);
  }

  /** Puts it into JUnit's report, into files, and below the failure's stack trace. */
  static void publish(TestServers servers, Throwable failure) {
    if (failure instanceof TestAbortedException
        || RunParameters.of(servers.context()).isWithinShrinking()) {
      return;
    }
    for (TestMarket market : servers.running()) {
      try {
        new FailureReport(market, servers.clientsOf(market)).publishOne(servers, failure);
      } catch (UncheckedIOException | IllegalStateException e) {
        // Its host has died, perhaps under this very test: what killed it is worth more.
        failure.addSuppressed(new MarketOfTheFailure(obituary(market, e)));
      }
    }
  }

  private void publishOne(TestServers servers, Throwable failure) {
    String flight =
        new Flight(market, declaration, journal, infos).json(servers.context(), failure);
    List<String> files =
        ReportFiles.write(
            servers.context(),
            declaration.name(),
            List.of(Story.page(FlightPage.of(flight)), Story.json(flight), Story.plain(story())));
    servers.context().publishReportEntry(entries(files));
    failure.addSuppressed(new MarketOfTheFailure(text(files)));
  }

  private static String obituary(TestMarket market, RuntimeException why) {
    Lines text = declaration(market, market.declaration());
    text.add(1, "cannot be asked any more: " + why.getMessage());
    List<String> log = logOf(market);
    if (!log.isEmpty()) {
      text.add(1, "its host wrote last");
      log.forEach(line -> text.add(2, line));
    }
    return text.toString();
  }

  private static List<String> logOf(TestMarket market) {
    try {
      return market.log().get();
    } catch (RuntimeException e) {
      return List.of("nothing that can be read: " + e.getMessage());
    }
  }

  private Map<String, String> entries(List<String> files) {
    String name = declaration.name();
    String prefix = name.isEmpty() ? "fakepolygon." : "fakepolygon." + name + ".";
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(prefix + "seed", Long.toString(declaration.config().market().seed()));
    entries.put(prefix + "annotation", Attributes.write(declaration));
    if (!market.where().isEmpty()) {
      entries.put(prefix + "backend", market.where());
    }
    entries.put(prefix + "marketTime", market.server().clock().now().toString());
    entries.put(
        prefix + "connections", orNone(connections.stream().map(this::describe).toList(), "; "));
    for (int connection : lastOf(connections, CONNECTIONS_SHOWN)) {
      String one = prefix + "connection." + connection + ".";
      entries.put(one + "said", orNone(last(said(connection)), "\n"));
      entries.put(one + "told", orNone(last(told(connection)), "\n"));
    }
    entries.put(prefix + "files", String.join("; ", files));
    return entries;
  }

  /** What stands below the failure: a screen at most. */
  private String text(List<String> files) {
    Lines text = head();
    List<Integer> shown = lastOf(connections, CONNECTIONS_SHOWN);
    if (shown.size() < connections.size()) {
      text.add(1, "%d earlier connections".formatted(connections.size() - shown.size()));
    }
    for (int connection : shown) {
      text.add(1, describe(connection));
      frames(text, "said", said(connection));
      frames(text, "was told", told(connection));
    }
    clients(text);
    files.forEach(file -> text.add(1, "the whole story: " + file));
    return text.toString();
  }

  /** What stands in the file. */
  private String story() {
    Lines story = head();
    connections.forEach(connection -> story.add(1, describe(connection)));
    clients(story);
    List<JournalEntry> last = lastOf(journal, ENTRIES_IN_FILE);
    story.add(
        0,
        "Journal, "
            + (last.size() == journal.size() ? "" : "the last ")
            + count(last, "entry", "entries"));
    last.forEach(entry -> story.add(1, entry.toString()));
    return story.toString() + System.lineSeparator();
  }

  private Lines head() {
    Lines head = declaration(market, declaration);
    head.add(1, "market time " + market.server().clock().now());
    // Those that the test itself has ordered are in no annotation.
    lastOf(market.server().faults().orders(), ORDERS_SHOWN)
        .forEach(order -> head.add(1, order.toString()));
    return head;
  }

  private static Lines declaration(TestMarket market, Declaration declared) {
    String name = declared.name();
    Lines lines = new Lines();
    lines.add(0, "The market of the failed test" + (name.isEmpty() ? "" : ", " + name));
    lines.add(1, Attributes.write(declared));
    if (!market.where().isEmpty()) {
      lines.add(1, market.where());
    }
    return lines;
  }

  private void clients(Lines text) {
    for (int i = 0; i < clients.size(); i++) {
      RecordingClient client = clients.get(i);
      text.add(
          1,
          "client %d: %s, received %s"
              .formatted(i + 1, client.describe(), count(client.rawFrames(), "frame", "frames")));
    }
  }

  private static void frames(Lines text, String verb, List<String> frames) {
    List<String> last = last(frames);
    String which = last.size() == frames.size() ? "" : ", the last %d".formatted(last.size());
    text.add(2, "%s %s%s".formatted(verb, count(frames, "frame", "frames"), which));
    last.forEach(frame -> text.add(3, frame));
  }

  private String describe(int connection) {
    ConnectionInfo info = infos.get(connection);
    String who =
        info != null
            ? info.describe()
            : "connection %d%s"
                .formatted(
                    connection, of(connection, Kind.CONNECTED).map(" from "::concat).orElse(""));
    return who + of(connection, Kind.ENDED).map(", ended: "::concat).orElse("");
  }

  private Optional<String> of(int connection, Kind kind) {
    return texts(connection, kind).findFirst();
  }

  private List<String> said(int connection) {
    return texts(connection, Kind.SAID).toList();
  }

  private List<String> told(int connection) {
    return texts(connection, Kind.TOLD).toList();
  }

  private Stream<String> texts(int connection, Kind kind) {
    return byConnection.getOrDefault(connection, List.of()).stream()
        .filter(entry -> entry.kind() == kind)
        .map(JournalEntry::textWithoutKey);
  }

  private static Map<Integer, ConnectionInfo> infosOf(FakePolygonServer server) {
    try {
      return Stream.concat(server.endedConnections().stream(), server.connections().stream())
          .collect(toMap(ConnectionInfo::id, Function.identity(), (earlier, later) -> later));
    } catch (IllegalStateException e) {
      // The test closed its server, or was interrupted: the journal has to do.
      return Map.of();
    }
  }

  private static List<String> last(List<String> frames) {
    return lastOf(frames, FRAMES_SHOWN).stream().map(RecordingClient::shortened).toList();
  }

  private static <T> List<T> lastOf(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private static String orNone(List<String> texts, String separator) {
    return texts.isEmpty() ? "none" : String.join(separator, texts);
  }

  private static String count(List<?> things, String one, String many) {
    return "%d %s".formatted(things.size(), things.size() == 1 ? one : many);
  }

  /** Indented lines. */
  private static final class Lines {
    private final List<String> lines = new ArrayList<>();

    void add(int depth, String line) {
      lines.add("  ".repeat(depth) + line);
    }

    @Override
    public String toString() {
      return String.join(System.lineSeparator(), lines);
    }
  }

  /** Stands among what a failure has suppressed, where every tool prints it; nobody throws it. */
  private static final class MarketOfTheFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    MarketOfTheFailure(String text) {
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
