package io.fakepolygon.journal;

import io.fakepolygon.protocol.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Follows a journal: each reading begins where the last one ended. Where more was written than is
 * asked for, the newest is read and the rest counted.
 *
 * <p>Owned by one thread; the journal may be written meanwhile.
 */
public final class JournalTail {
  private final RememberedPages pages;
  private final LongSupplier published;
  private final int connection;
  private final Optional<Topic> topic;
  private long lastOrder;

  /**
   * A tail that begins with what is written from now on.
   *
   * @param published the last page up to which all can be read
   * @param connection whose entries, {@link JournalSource#ALL} for all
   * @param topic what frames of events have to hold an event of, if anything; what is no such frame
   *     is read in any case
   */
  JournalTail(
      RememberedPages pages, LongSupplier published, int connection, Optional<Topic> topic) {
    this.pages = pages;
    this.published = published;
    this.connection = connection;
    this.topic = topic;
    lastOrder = published.getAsLong();
  }

  /**
   * {@return what was written since}
   *
   * @param most how many entries at most
   */
  public News read(int most) {
    long from = lastOrder;
    // Asked for before the pages are: some of what is written meanwhile is there already.
    lastOrder = published.getAsLong();
    List<Page> written =
        pages
            .after(from)
            .filter(page -> page.order() <= lastOrder)
            .sorted(Comparator.comparingLong(Page::order).reversed())
            .toList();
    List<JournalEntry> newestFirst = new ArrayList<>();
    long leftOut = 0;
    for (Page page : written) {
      if (newestFirst.size() < most) {
        List<JournalEntry> entries = wanted(page).toList();
        int kept = Math.min(entries.size(), most - newestFirst.size());
        List<JournalEntry> newest =
            new ArrayList<>(entries.subList(entries.size() - kept, entries.size()));
        Collections.reverse(newest);
        newestFirst.addAll(newest);
        leftOut += entries.size() - kept;
      } else {
        leftOut += page.count();
      }
    }
    Collections.reverse(newestFirst);
    return new News(newestFirst, leftOut);
  }

  private Stream<JournalEntry> wanted(Page page) {
    return page.entries(one -> connection == JournalSource.ALL || one == connection)
        .filter(entry -> topic.isEmpty() || TopicsOfFrames.mayHold(entry, topic.get()));
  }

  /**
   * What was written.
   *
   * @param entries the newest of it, in the order in which they happened
   * @param leftOut how many entries there were besides, those that were not asked for included
   *     where nobody looked into them
   */
  public record News(List<JournalEntry> entries, long leftOut) {
    /** Copies the list. */
    public News {
      entries = List.copyOf(entries);
    }
  }
}
