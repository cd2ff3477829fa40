package io.fakepolygon.server;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What waits between the market and one client's socket. Each policy for slow clients is a queue of
 * its own; a client that keeps up is sent the shared frames by all of them, at the cost of one
 * question.
 *
 * <p>An <em>awaited</em> batch is one whose clock waits until it has been received: none of it is
 * ever left out. Owned by the market thread.
 */
sealed interface SendQueue permits StraightQueue, ConflatingQueue, DroppingQueue {

  /**
   * A queue in which nothing waits.
   *
   * @param nanoTime real time as of {@link System#nanoTime}
   */
  static SendQueue of(SlowClients limits, Outlet outlet, LongSupplier nanoTime) {
    return switch (limits.policy()) {
      case DISCONNECT -> new StraightQueue(outlet, new Patience(limits, nanoTime));
      case CONFLATE_QUOTES -> new ConflatingQueue(limits, outlet, new Patience(limits, nanoTime));
      case DROP_OLDEST -> new DroppingQueue(limits, outlet, new Patience(limits, nanoTime));
    };
  }

  /**
   * {@return whether a finished batch of events is to be written to the outlet at once and as it
   * is} What has to be there before it is written here.
   */
  boolean isReadyFor(FrameBatch batch);

  /** Takes a batch of events for which it is not ready. The caller keeps the batch. */
  void takeLate(FrameBatch batch);

  /** Takes what is for this client alone and always arrives: statuses, or a fence. */
  void takeOwn(FrameBatch own);

  /** The outlet has fallen to one of its marks. */
  void goOn();

  /**
   * Does what the policy has for a client that is too slow, where no clock waits for it. {@return
   * why the client has to be dropped; empty if it has not}
   */
  Optional<String> relieve();

  /** Writes all that waits: nothing comes after it, and somebody reads it perhaps. */
  void finish();

  /** Forgets all that waits: nobody will read it. */
  void discard();

  /** {@return bytes that have not left this process} */
  long bytes();

  /** {@return quotes left out because a later one of their symbol took their place} */
  long quotesConflated();

  /** {@return events left out because they were the oldest} */
  long eventsDropped();
}
