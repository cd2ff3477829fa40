package io.fakepolygon;

import io.fakepolygon.control.ControlClient;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.journal.JournalSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The journal of a server elsewhere: asked for each time, or as it was kept at the end. */
final class RemoteJournal implements JournalSource {
  private static final String JOURNAL = "/control/v1/journal?";

  private final ControlClient control;
  private volatile @Nullable Kept kept;

  RemoteJournal(ControlClient control) {
    this.control = control;
  }

  /** Reads all of it, for the time when the server cannot be asked any more. */
  void keep() {
    kept = new Kept(entries(ALL), isComplete(ALL));
  }

  @Override
  public List<JournalEntry> entries(int connection) {
    Kept all = kept;
    return all == null
        ? ask(JOURNAL + of(connection))
        : all.entries.stream()
            .filter(entry -> connection == ALL || entry.connection() == connection)
            .toList();
  }

  @Override
  public List<JournalEntry> entries(int connection, Kind kind) {
    return kept == null
        ? ask(JOURNAL + "kind=" + kind.name().toLowerCase(Locale.ROOT) + "&" + of(connection))
        : entries(connection).stream().filter(entry -> entry.kind() == kind).toList();
  }

  @Override
  public boolean isComplete(int connection) {
    Kept all = kept;
    // Of all that is there, as little as can be asked for.
    return all == null
        ? control.get(JOURNAL + "kind=ended&" + of(connection)) instanceof Map<?, ?> journal
            && Boolean.TRUE.equals(journal.get("complete"))
        : all.complete;
  }

  private List<JournalEntry> ask(String what) {
    return control.list(what, "entries", JournalEntry.class);
  }

  private static String of(int connection) {
    return connection == ALL ? "" : "connection=" + connection;
  }

  private record Kept(List<JournalEntry> entries, boolean complete) {}
}
