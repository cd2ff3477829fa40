package io.fakepolygon.journal;

import io.fakepolygon.journal.JournalEntry.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each connection said and was told, and when in market time: the server's side of the story,
 * for any client. It stays readable after the server has closed.
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
  private static final int ALL = 0;

  private final Pages told;
  private final Pages rest;
  private final int connection;

  Journal(Pages told, Pages rest) {
    this(told, rest, ALL);
  }

  private Journal(Pages told, Pages rest, int connection) {
    this.told = told;
    this.rest = rest;
    this.connection = connection;
  }

  /**
   * {@return the part of the journal that belongs to one connection}
   *
   * @param connection its number, {@code ConnectionInfo.id()}
   */
  public Journal of(int connection) {
    return new Journal(told, rest, connection);
  }

  /** {@return everything that is remembered, in the order in which it happened} */
  public List<JournalEntry> entries() {
    return pages().flatMap(this::entries).toList();
  }

  /** {@return what is remembered of one kind, in the order in which it happened} */
  public List<JournalEntry> entries(Kind kind) {
    return (kind == Kind.TOLD ? told : rest)
        .remembered().stream()
            .flatMap(this::entries)
            .filter(entry -> entry.kind() == kind)
            .toList();
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
    return pages()
        .flatMapToInt(Page::whose)
        .filter(this::isMine)
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  /**
   * {@return whether nothing has been forgotten that belongs here} Where the journal is switched
   * off, all is.
   */
  public boolean isComplete() {
    long begin =
        connection == ALL
            ? 0
            : rest.remembered().stream()
                .filter(page -> entries(page).anyMatch(Journal::isBegin))
                .mapToLong(Page::order)
                .findFirst()
                .orElse(0);
    return told.hasAllAfter(begin) && rest.hasAllAfter(begin);
  }

  /** {@return how many entries of which connection, for a person} */
  @Override
  public String toString() {
    String whose = connection == ALL ? "all connections" : "connection " + connection;
    return "journal of %s, %d entries".formatted(whose, entries().size());
  }

  private static boolean isBegin(JournalEntry entry) {
    return entry.kind() == Kind.CONNECTED;
  }

  private List<String> texts(Kind kind) {
    return entries(kind).stream().map(JournalEntry::text).toList();
  }

  private Stream<JournalEntry> entries(Page page) {
    return page.entries(this::isMine);
  }

  private boolean isMine(int candidate) {
    return connection == ALL || candidate == connection;
  }

  private Stream<Page> pages() {
    return Stream.concat(told.remembered().stream(), rest.remembered().stream())
        .sorted(Comparator.comparingLong(Page::order));
  }
}
