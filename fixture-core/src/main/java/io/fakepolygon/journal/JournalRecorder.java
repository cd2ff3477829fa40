package io.fakepolygon.journal;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.protocol.Topic;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Writes the journal. One thread writes, as things happen; any thread may read the journal.
 *
 * <p>What clients were told is remembered apart from the rest, so that a flood of events does not
 * wash away what they said.
 */
public final class JournalRecorder {
  // A test that takes a million small steps is not to wash away what clients said.
  private static final int SHARE_OF_MOVES = 4;

  private final LongSupplier nowNs;
  private final boolean on;
  private final Pages told;
  private final Pages rest;
  private final Pages moves;
  private long lastOrder;
  // Set once all up to it can be read.
  private volatile long published;

  /**
   * A recorder of an empty journal.
   *
   * @param nowNs market time, nanoseconds since the Unix epoch
   * @param mostBytes roughly the memory for what clients are told, as much again for the rest, and
   *     a quarter of it for moves of the clock; 0 for no journal
   */
  public JournalRecorder(LongSupplier nowNs, long mostBytes) {
    this.nowNs = nowNs;
    on = mostBytes > 0;
    told = new Pages(mostBytes);
    rest = new Pages(mostBytes);
    moves = new Pages(mostBytes / SHARE_OF_MOVES);
  }

  /** {@return what has been written; reading it later tells more} */
  public Journal journal() {
    return new Journal(new RememberedPages(told, rest, moves));
  }

  /**
   * {@return a tail of what is written from now on}
   *
   * @param connection whose entries, {@link JournalSource#ALL} for all
   * @param topic what frames of events have to hold an event of, if anything
   */
  public JournalTail tail(int connection, Optional<Topic> topic) {
    return new JournalTail(
        new RememberedPages(told, rest, moves), () -> published, connection, topic);
  }

  /** {@return whether anything is written down; frames need not be gathered otherwise} */
  public boolean isOn() {
    return on;
  }

  /** {@return market time now, nanoseconds since the Unix epoch} */
  public long nowNs() {
    return nowNs.getAsLong();
  }

  /** A client connected. */
  public void connected(int connection, String address) {
    add(connection, Kind.CONNECTED, address);
  }

  /** A client sent a text frame. */
  public void said(int connection, String frame) {
    add(connection, Kind.SAID, frame);
  }

  /** Clients were sent the same frames. Takes the array over. */
  public void told(int[] connections, ToldFrames frames) {
    told.add(new Page.Told(++lastOrder, connections, frames));
    published = lastOrder;
  }

  /**
   * A fault struck a connection.
   *
   * @param what the order and what it did, such as {@code order 1, GAP on T.*: left out 1 event}
   */
  public void struck(int connection, String what) {
    add(connection, Kind.STRUCK, what);
  }

  /** A connection ended. */
  public void ended(int connection, String how) {
    add(connection, Kind.ENDED, how);
  }

  /**
   * The clock begins to move.
   *
   * @param how such as {@code advanced to 2024-01-02T14:30:10Z, delivered}
   */
  public void moved(String how) {
    add(moves, JournalEntry.THE_CLOCK, Kind.MOVED, how);
  }

  /**
   * A fault was ordered or withdrawn.
   *
   * @param what such as {@code order 1: DROP after 3}
   */
  public void ordered(String what) {
    add(JournalEntry.THE_CLOCK, Kind.ORDERED, what);
  }

  private void add(int connection, Kind kind, String text) {
    add(rest, connection, kind, text);
  }

  private void add(Pages pages, int connection, Kind kind, String text) {
    if (on) {
      JournalEntry entry = new JournalEntry(connection, MarketTime.toInstant(nowNs()), kind, text);
      pages.add(new Page.Single(++lastOrder, entry));
      published = lastOrder;
    }
  }
}
