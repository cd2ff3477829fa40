package io.fakepolygon.server;

/**
 * What one move of the clock sent.
 *
 * @param frames text frames, counted once for each client that got them
 * @param events events, counted likewise
 */
public record Move(long frames, long events) {}
