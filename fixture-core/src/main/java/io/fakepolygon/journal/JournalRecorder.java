package io.fakepolygon.journal;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.journal.JournalEntry.Kind;
import java.util.function.LongSupplier;

/**
 * Writes the journal. One thread writes, as things happen; any thread may read the journal.
 *
 * <p>What clients were told is remembered apart from the rest, so that a flood of events does not
 * wash away what they said.
 */
public final class JournalRecorder {
  private final LongSupplier nowNs;
  private final boolean on;
  private final Pages told;
  private final Pages rest;
  private long lastOrder;

  /**
   * A recorder of an empty journal.
   *
   * @param nowNs market time, nanoseconds since the Unix epoch
   * @param mostBytes roughly the memory for what clients are told, and as much again for the rest;
   *     0 for no journal
   */
  public JournalRecorder(LongSupplier nowNs, long mostBytes) {
    this.nowNs = nowNs;
    on = mostBytes > 0;
    told = new Pages(mostBytes);
    rest = new Pages(mostBytes);
  }

  /** {@return what has been written; reading it later tells more} */
  public Journal journal() {
    return new Journal(new RememberedPages(told, rest));
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
  }

  /** A connection ended. */
  public void ended(int connection, String how) {
    add(connection, Kind.ENDED, how);
  }

  private void add(int connection, Kind kind, String text) {
    if (on) {
      JournalEntry entry = new JournalEntry(connection, MarketTime.toInstant(nowNs()), kind, text);
      rest.add(new Page.Single(++lastOrder, entry));
    }
  }
}
