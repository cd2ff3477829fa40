package io.fakepolygon.server;

/**
 * What a server has counted since it started, over all its connections: those that have ended count
 * as well.
 *
 * @param connectionsAccepted connections that were upgraded
 * @param connectionsOpen those that are open now
 * @param connectionsRefused those that were one too many in all
 * @param socketsRefused sockets closed before anything was read, for there were far too many
 * @param subscriptionsRefused requests for more topics than a connection may hold
 * @param messagesTooLarge connections closed for a message larger than it may be
 * @param clientsHeldBack connections that had to wait because they sent too fast
 * @param slowClientsDisconnected those that were dropped because they did not keep up
 * @param quotesConflated quotes that were not sent because a later one of their symbol took their
 *     place
 * @param eventsDropped events that were not sent because older than what a client had room for
 * @param messagesReceived text messages that clients sent: keys, subscriptions, and whatever else
 * @param framesSent text frames handed to sockets
 * @param eventsSent events in those frames
 * @param bytesQueued bytes that wait for clients now
 * @param unexpectedFailures failures that the log has as errors; each is a bug
 */
public record ServerCounters(
    long connectionsAccepted,
    long connectionsOpen,
    long connectionsRefused,
    long socketsRefused,
    long subscriptionsRefused,
    long messagesTooLarge,
    long clientsHeldBack,
    long slowClientsDisconnected,
    long quotesConflated,
    long eventsDropped,
    long messagesReceived,
    long framesSent,
    long eventsSent,
    long bytesQueued,
    long unexpectedFailures) {}
