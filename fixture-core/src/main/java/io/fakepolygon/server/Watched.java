package io.fakepolygon.server;

/**
 * A connection as whoever looks on wants to see it.
 *
 * @param info as it stood
 * @param maskedKey the beginning and the end of its key, an ellipsis for a short one, empty if none
 *     was accepted
 * @param lagNs for how many real nanoseconds it has owed the answer to a ping, 0 if it owes none
 */
public record Watched(ConnectionInfo info, String maskedKey, long lagNs) {}
