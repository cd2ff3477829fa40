package io.fakepolygon.control;

import io.fakepolygon.market.Market;
import io.fakepolygon.server.MarketServer;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What the door is a door of.
 *
 * @param server the server
 * @param market what it serves
 * @param start where its market time began
 * @param specification what it was started with, as JSON
 */
public record Served(
    MarketServer server, Market market, Instant start, Supplier<String> specification) {

  ClockState clock() {
    return ClockState.of(server.clock().time(), start);
  }
}
