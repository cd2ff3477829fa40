package io.fakepolygon.journal;

import io.fakepolygon.journal.JournalEntry.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A journal as a {@link JournalRecorder} writes it. */
record RememberedPages(Pages told, Pages rest, Pages moves) implements JournalSource {

  @Override
  public List<JournalEntry> entries(int connection) {
    return inOrder().flatMap(page -> entriesOf(page, connection)).toList();
  }

  @Override
  public List<JournalEntry> entries(int connection, Kind kind) {
    return pagesOf(kind).remembered().stream()
        .flatMap(page -> entriesOf(page, connection))
        .filter(entry -> entry.kind() == kind)
        .toList();
  }

  @Override
  public List<Integer> connections(int connection) {
    return inOrder()
        .flatMapToInt(Page::whose)
        .filter(candidate -> isWanted(candidate, connection))
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  @Override
  public boolean isComplete(int connection) {
    long begin = connection == ALL ? 0 : beginOf(connection);
    return told.hasAllAfter(begin)
        && rest.hasAllAfter(begin)
        && (connection != ALL || moves.hasAllAfter(begin));
  }

  private Pages pagesOf(Kind kind) {
    return switch (kind) {
      case TOLD -> told;
      case MOVED -> moves;
      case CONNECTED, SAID, STRUCK, ENDED, ORDERED -> rest;
    };
  }

  private long beginOf(int connection) {
    return rest.remembered().stream()
        .filter(
            page -> entriesOf(page, connection).anyMatch(entry -> entry.kind() == Kind.CONNECTED))
        .mapToLong(Page::order)
        .findFirst()
        .orElse(0);
  }

  /** {@return pages that were written after another, in no order} */
  Stream<Page> after(long order) {
    return Stream.of(told, rest, moves).flatMap(Pages::stream).filter(page -> page.order() > order);
  }

  private Stream<Page> inOrder() {
    return after(0).sorted(Comparator.comparingLong(Page::order));
  }

  private static Stream<JournalEntry> entriesOf(Page page, int connection) {
    return page.entries(candidate -> isWanted(candidate, connection));
  }

  private static boolean isWanted(int candidate, int connection) {
    return connection == ALL || candidate == connection;
  }
}
