package io.fakepolygon.server;

/**
 * A client that did not answer the delivery fence in time.
 *
 * @param connection the connection as it stood then
 * @param framesOutstanding text frames of which it has not shown that it received them
 * @param messagesOutstanding events and statuses in those frames
 * @param sinceNs market time of the last fence it answered, or at which it connected, nanoseconds
 *     since the Unix epoch
 */
public record Laggard(
    ConnectionInfo connection, long framesOutstanding, long messagesOutstanding, long sinceNs) {}
