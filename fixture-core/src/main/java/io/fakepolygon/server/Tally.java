package io.fakepolygon.server;

import java.util.Collection;
import java.util.function.ToLongFunction;

/**
 * What a server counts. Open connections count for themselves, so that nothing is counted twice on
 * the way of an event; here is what must outlive them. Owned by the market thread.
 */
final class Tally {
  private final RefusalCount connectionsRefused = new RefusalCount(System::nanoTime);
  private final RefusalCount socketsRefused = new RefusalCount(System::nanoTime);
  private long accepted;
  private long messagesReceived;
  private long messagesTooLarge;
  private long heldBack;
  private long droppedTooSlow;
  private long quotesConflated;
  private long eventsDropped;
  private long framesSent;
  private long eventsSent;

  void accepted() {
    accepted++;
  }

  /** {@return whether it is worth a line in the log} */
  boolean connectionRefused() {
    return connectionsRefused.add();
  }

  long connectionsRefused() {
    return connectionsRefused.total();
  }

  /** {@return whether it is worth a line in the log} */
  boolean socketRefused() {
    return socketsRefused.add();
  }

  long socketsRefused() {
    return socketsRefused.total();
  }

  void messageReceived() {
    messagesReceived++;
  }

  void messageTooLarge() {
    messagesTooLarge++;
  }

  void heldBack() {
    heldBack++;
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

  ServerCounters with(
      Collection<Connection> open, long subscriptionsRefused, long unexpectedFailures) {
    return new ServerCounters(
        accepted,
        open.size(),
        connectionsRefused.total(),
        socketsRefused.total(),
        subscriptionsRefused,
        messagesTooLarge,
        heldBack,
        droppedTooSlow,
        quotesConflated + sum(open, Connection::quotesConflated),
        eventsDropped + sum(open, Connection::eventsDropped),
        messagesReceived,
        framesSent + sum(open, Connection::framesSent),
        eventsSent + sum(open, Connection::eventsSent),
        sum(open, Connection::bytesQueued),
        unexpectedFailures);
  }

  private static long sum(Collection<Connection> open, ToLongFunction<Connection> count) {
    return open.stream().mapToLong(count).sum();
  }
}
