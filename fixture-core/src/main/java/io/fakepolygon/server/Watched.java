package io.fakepolygon.server;

import io.fakepolygon.protocol.Topic;
import java.util.List;

/**
 * A connection as whoever looks on wants to see it.
 *
 * @param id counts the connections of a server from 1 up
 * @param remoteAddress the client's address and port
 * @param userAgent what the client called itself
 * @param authenticated whether a key of it was accepted
 * @param maskedKey the beginning and the end of its key, an ellipsis for a short one, empty if none
 *     was accepted
 * @param topics what it holds, the first hundred
 * @param topicsHeld how many it holds
 * @param framesSent text frames handed to its socket so far
 * @param messagesSent events and statuses in those
 * @param bytesQueued bytes for it that have not left this process
 * @param lagNs for how many real nanoseconds it has owed the answer to a ping, 0 if it owes none
 * @param quotesConflated quotes it was not sent because a later one took their place
 * @param eventsDropped events it was not sent because they were too old
 */
public record Watched(
    int id,
    String remoteAddress,
    String userAgent,
    boolean authenticated,
    String maskedKey,
    List<Topic> topics,
    int topicsHeld,
    long framesSent,
    long messagesSent,
    long bytesQueued,
    long lagNs,
    long quotesConflated,
    long eventsDropped) {
  /** Copies the list. */
  public Watched {
    topics = List.copyOf(topics);
  }
}
