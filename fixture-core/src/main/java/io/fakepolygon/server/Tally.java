package io.fakepolygon.server;

import java.util.Collection;
import java.util.function.ToLongFunction;

/**
 * What a server counts. Open connections count for themselves, so that nothing is counted twice on
 * the way of an event; here is what must outlive them. Owned by the market thread.
 */
final class Tally {
  private long accepted;
  private long droppedTooSlow;
  private long quotesConflated;
  private long eventsDropped;
  private long framesSent;
  private long eventsSent;

  void accepted() {
    accepted++;
  }

  void droppedTooSlow() {
    droppedTooSlow++;
  }

  /** From here on the connection is not among the open ones. */
  void ended(Connection connection) {
    quotesConflated += connection.quotesConflated();
    eventsDropped += connection.eventsDropped();
    framesSent += connection.framesSent();
    eventsSent += connection.eventsSent();
  }

  ServerCounters with(Collection<Connection> open) {
    return new ServerCounters(
        accepted,
        open.size(),
        droppedTooSlow,
        quotesConflated + sum(open, Connection::quotesConflated),
        eventsDropped + sum(open, Connection::eventsDropped),
        framesSent + sum(open, Connection::framesSent),
        eventsSent + sum(open, Connection::eventsSent),
        sum(open, Connection::bytesQueued));
  }

  private static long sum(Collection<Connection> open, ToLongFunction<Connection> count) {
    return open.stream().mapToLong(count).sum();
  }
}
