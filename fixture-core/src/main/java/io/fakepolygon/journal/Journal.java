package io.fakepolygon.journal;

import io.fakepolygon.journal.JournalEntry.Kind;
import java.util.List;

/**
 * What each connection said and was told, how the clock moved meanwhile, and when in market time:
 * the server's side of the story, for any client. It stays readable after the server has closed.
 *
 * <pre>{@code
 * polygon.journal().said();         // what all clients said
 * polygon.journal().of(1).told();   // every text frame that connection 1 was sent
 * polygon.journal(client).entries() // both, with the beginning, the end, and market time
 * }</pre>
 *
 * <p>Text frames are written down as they were, keys of clients included; pings, pongs and close
 * frames are not. Memory is bounded: the oldest is forgotten first, what clients were told apart
 * from what they said; {@link #isComplete} tells whether something is missing.
 *
 * <p>Each question is answered as things stand then. Any thread may ask.
 */
public final class Journal {
  private final JournalSource source;
  private final int connection;

  /** The whole journal of a source. */
  public Journal(JournalSource source) {
    this(source, JournalSource.ALL);
  }

  private Journal(JournalSource source, int connection) {
    this.source = source;
    this.connection = connection;
  }

  /**
   * {@return the part of the journal that belongs to one connection}
   *
   * @param connection its number, {@code ConnectionInfo.id()}
   */
  public Journal of(int connection) {
    return new Journal(source, connection);
  }

  /** {@return everything that is remembered, in the order in which it happened} */
  public List<JournalEntry> entries() {
    return source.entries(connection);
  }

  /** {@return what is remembered of one kind, in the order in which it happened} */
  public List<JournalEntry> entries(Kind kind) {
    return source.entries(connection, kind);
  }

  /** {@return the text frames that clients sent, in order} */
  public List<String> said() {
    return texts(Kind.SAID);
  }

  /** {@return the text frames that clients were sent, in order} */
  public List<String> told() {
    return texts(Kind.TOLD);
  }

  /** {@return the numbers of the connections that are remembered, oldest first} */
  public List<Integer> connections() {
    return source.connections(connection);
  }

  /**
   * {@return whether nothing has been forgotten that belongs here} Where the journal is switched
   * off, all is.
   */
  public boolean isComplete() {
    return source.isComplete(connection);
  }

  /** {@return how many entries of which connection, for a person} */
  @Override
  public String toString() {
    String whose = connection == JournalSource.ALL ? "all connections" : "connection " + connection;
    return "journal of %s, %d entries".formatted(whose, entries().size());
  }

  private List<String> texts(Kind kind) {
    return entries(kind).stream().map(JournalEntry::text).toList();
  }
}
