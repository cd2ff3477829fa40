package io.fakepolygon.replay;

import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalEntry;
import java.time.Instant;
import java.util.List;

/**
 * Whether clients were told in the replay what was recorded. Frames of events only: statuses answer
 * what the client says, and when it does.
 *
 * @param isSame whether they were
 * @param sentence for a person
 */
record Comparison(boolean isSame, String sentence) {
  private static final int MOST_SHOWN = 300;

  static Comparison of(FlightFile flight, Journal journal) {
    int frames = 0;
    List<Integer> recorded = Score.connectionsOf(flight);
    for (int place = 1; place <= recorded.size(); place++) {
      int number = recorded.get(place - 1);
      List<JournalEntry> entries =
          flight.entries().stream().filter(entry -> entry.connection() == number).toList();
      Instant since = firstHeldIn(entries);
      List<String> then = events(entries, since);
      List<String> now = events(journal.of(place).entries(), since);
      if (!flight.isWhole() && now.size() > then.size()) {
        now = now.subList(now.size() - then.size(), now.size());
      }
      if (!then.equals(now)) {
        return new Comparison(false, difference(number, then, now));
      }
      frames += then.size();
    }
    return new Comparison(
        true,
        "The same: the %d frames of events that %d recorded connections were told%s."
            .formatted(
                frames,
                recorded.size(),
                flight.isWhole() ? "" : ", as far as they are in the file"));
  }

  private static List<String> events(List<JournalEntry> entries, Instant since) {
    return entries.stream()
        .filter(Score::isOfEvents)
        .filter(entry -> entry.at().isAfter(since))
        .map(JournalEntry::text)
        .toList();
  }

  /** Nothing holds a client back that comes again earlier in market time than the recorded one. */
  private static Instant firstHeldIn(List<JournalEntry> entries) {
    return entries.stream()
        .filter(Score::isAcknowledgement)
        .map(JournalEntry::at)
        .findFirst()
        .orElse(Instant.MIN);
  }

  private static String difference(int connection, List<String> then, List<String> now) {
    int at = 0;
    while (at < Math.min(then.size(), now.size()) && then.get(at).equals(now.get(at))) {
      at++;
    }
    return "Not the same: connection %d was told %d frames of events then and %d now, and the first that differs is number %d. Then: %s. Now: %s."
        .formatted(connection, then.size(), now.size(), at + 1, frame(then, at), frame(now, at));
  }

  private static String frame(List<String> frames, int at) {
    if (at >= frames.size()) {
      return "none";
    }
    String frame = frames.get(at);
    return frame.length() <= MOST_SHOWN ? frame : frame.substring(0, MOST_SHOWN) + "…";
  }
}
