package io.fakepolygon.control;

import io.fakepolygon.server.MarketServer;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What the door is a door of.
 *
 * @param server the server
 * @param start where its market time began
 * @param specification what it serves and how, as JSON: what it was started with, and the scenarios
 *     that were added since
 * @param annotation the same as an annotation
 * @param environment the same as settings
 */
public record Served(
    MarketServer server,
    Instant start,
    Supplier<String> specification,
    Supplier<String> annotation,
    Supplier<String> environment) {

  ClockState clock() {
    return ClockState.of(server.clock().time(), start);
  }
}
