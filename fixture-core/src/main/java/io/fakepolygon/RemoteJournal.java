package io.fakepolygon;

import io.fakepolygon.control.ControlClient;
import io.fakepolygon.control.JournalAnswer;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.journal.JournalSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The journal of a server elsewhere: asked for each time, or as it was kept at the end. */
final class RemoteJournal implements JournalSource {
  private static final String JOURNAL = "/control/v1/journal?";

  private final ControlClient control;
  private volatile @Nullable JournalAnswer kept;

  RemoteJournal(ControlClient control) {
    this.control = control;
  }

  /** Reads all of it, for the time when the server cannot be asked any more. */
  void keep() {
    kept = ask(of(ALL));
  }

  @Override
  public List<JournalEntry> entries(int connection) {
    JournalAnswer all = kept;
    return all == null
        ? ask(of(connection)).entries()
        : all.entries().stream()
            .filter(entry -> connection == ALL || entry.connection() == connection)
            .toList();
  }

  @Override
  public List<JournalEntry> entries(int connection, Kind kind) {
    return kept == null
        ? ask("kind=" + kind.name().toLowerCase(Locale.ROOT) + "&" + of(connection)).entries()
        : entries(connection).stream().filter(entry -> entry.kind() == kind).toList();
  }

  @Override
  public boolean isComplete(int connection) {
    JournalAnswer all = kept;
    // Of all that is there, as little as can be asked for.
    return (all == null ? ask("kind=ended&" + of(connection)) : all).complete();
  }

  private JournalAnswer ask(String query) {
    return control.get(JOURNAL + query, JournalAnswer.class);
  }

  private static String of(int connection) {
    return connection == ALL ? "" : "connection=" + connection;
  }
}
