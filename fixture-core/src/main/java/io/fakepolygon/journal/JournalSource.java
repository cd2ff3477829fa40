package io.fakepolygon.journal;

import io.fakepolygon.journal.JournalEntry.Kind;
import java.util.List;

/** Where a {@link Journal} is read from. Any thread may ask. */
public interface JournalSource {
  /** In place of a connection's number: of all of them. */
  int ALL = 0;

  /** {@return everything that is remembered of a connection, in the order in which it happened} */
  List<JournalEntry> entries(int connection);

  /** {@return what is remembered of one kind, in the order in which it happened} */
  List<JournalEntry> entries(int connection, Kind kind);

  /** {@return whether nothing has been forgotten that belongs to a connection} */
  boolean isComplete(int connection);

  /** {@return the numbers of the connections that are remembered, oldest first} */
  default List<Integer> connections(int connection) {
    return entries(connection).stream()
        .map(JournalEntry::connection)
        .filter(number -> number != JournalEntry.THE_CLOCK)
        .distinct()
        .sorted()
        .toList();
  }
}
