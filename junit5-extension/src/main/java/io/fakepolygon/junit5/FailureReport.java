package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.server.ConnectionInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.opentest4j.TestAbortedException;

/**
 * What one has to know to see a failure again: the market, its time, who was connected, and what
 * was said last.
 */
final class FailureReport {
  private static final int FRAMES_SHOWN = 5;
  private static final int ENDED_SHOWN = 10;

  private final TestMarket market;
  private final List<RecordingClient> clients;

  private FailureReport(TestMarket market, List<RecordingClient> clients) {
    this.market = market;
    this.clients = clients;
  }

  /** Puts it into JUnit's report, and below the failure's stack trace. */
  static void publish(TestServers servers, Throwable failure) {
    if (failure instanceof TestAbortedException) {
      return;
    }
    for (TestMarket market : servers.running()) {
      FailureReport report = new FailureReport(market, servers.clientsOf(market));
      servers.context().publishReportEntry(report.entries());
      failure.addSuppressed(new MarketOfTheFailure(report.text()));
    }
  }

  private Map<String, String> entries() {
    String name = market.declaration().name();
    String prefix = name.isEmpty() ? "fakepolygon." : "fakepolygon." + name + ".";
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(prefix + "seed", Long.toString(market.declaration().config().market().seed()));
    entries.put(prefix + "annotation", Attributes.write(market.declaration()));
    entries.put(prefix + "marketTime", market.server().clock().now().toString());
    entries.put(prefix + "connections", String.join("; ", open()));
    entries.put(prefix + "endedConnections", String.join("; ", ended()));
    for (int i = 0; i < clients.size(); i++) {
      String client = prefix + "client." + (i + 1) + ".";
      entries.put(client + "sent", orNone(String.join("\n", last(clients.get(i).sentFrames()))));
      entries.put(client + "received", orNone(String.join("\n", last(clients.get(i).rawFrames()))));
    }
    return entries;
  }

  private String text() {
    String name = market.declaration().name();
    StringBuilder text = new StringBuilder();
    text.append("The market of the failed test%s%n".formatted(name.isEmpty() ? "" : ", " + name));
    line(text, 1, Attributes.write(market.declaration()));
    line(text, 1, "market time " + market.server().clock().now());
    line(text, 1, "connections");
    open().forEach(connection -> line(text, 2, connection));
    line(text, 1, "ended connections");
    ended().forEach(connection -> line(text, 2, connection));
    for (int i = 0; i < clients.size(); i++) {
      RecordingClient client = clients.get(i);
      line(text, 1, "client %d: %s".formatted(i + 1, client.describe()));
      frames(text, "sent", client.sentFrames());
      frames(text, "received", client.rawFrames());
    }
    return text.toString().stripTrailing();
  }

  private static void frames(StringBuilder text, String verb, List<String> frames) {
    List<String> last = last(frames);
    String which = last.size() == frames.size() ? "" : ", the last %d".formatted(last.size());
    line(text, 2, "%s %d frames%s".formatted(verb, frames.size(), which));
    last.forEach(frame -> line(text, 3, frame));
  }

  private static void line(StringBuilder text, int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append(System.lineSeparator());
  }

  private static List<String> last(List<String> frames) {
    return lastOf(frames, FRAMES_SHOWN).stream().map(RecordingClient::shortened).toList();
  }

  private static <T> List<T> lastOf(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "none" : text;
  }

  private List<String> open() {
    return described(FakePolygonServer::connections);
  }

  private List<String> ended() {
    return described(server -> lastOf(server.endedConnections(), ENDED_SHOWN));
  }

  private List<String> described(Function<FakePolygonServer, List<ConnectionInfo>> which) {
    try {
      List<ConnectionInfo> connections = which.apply(market.server());
      return connections.isEmpty()
          ? List.of("none")
          : connections.stream().map(ConnectionInfo::describe).toList();
    } catch (IllegalStateException e) {
      // The test closed its server, or was interrupted: a second failure would hide the first.
      return List.of("unknown: " + e.getMessage());
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
