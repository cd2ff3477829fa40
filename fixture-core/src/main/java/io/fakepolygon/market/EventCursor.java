package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;

/** Where a walk stands among the events of one kind and one symbol. For one thread at a time. */
abstract class EventCursor {
  static final long NEVER = Long.MAX_VALUE;
  static final long MS = 1_000_000;

  // Of the events of one instant: by symbol, then by kind.
  private final int rank;
  private long dueNs = NEVER;

  EventCursor(int rank) {
    this.rank = rank;
  }

  /** {@return when the event that it stands at falls due, ns since the Unix epoch} */
  final long dueNs() {
    return dueNs;
  }

  final boolean comesBefore(EventCursor other) {
    return dueNs < other.dueNs || (dueNs == other.dueNs && rank < other.rank);
  }

  final void standAt(long ns) {
    dueNs = ns;
  }

  /**
   * Looks whether what it stands at is there at all, and if not, goes on to what may be next.
   *
   * @return whether it went on
   */
  boolean passes() {
    return false;
  }

  /** Goes to the first event that falls due after an instant. */
  abstract void seek(long afterNs);

  /** Tells the event that it stands at, and goes on to the next. */
  abstract void tell(EventSink sink);

  /** {@return the first whole millisecond after an instant} */
  static long msAfter(long ns) {
    return Math.floorDiv(ns, MS) + 1;
  }
}
