package io.fakepolygon.control;

import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.upstream.UpstreamInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server knew at one moment, as its metrics tell it.
 *
 * @param version the product's
 * @param marketTime the clock's now
 * @param clockSpeed market seconds per second; 0 for a clock that stands still
 * @param counters what has been counted since the start
 * @param subscriptions how many topics the open connections hold, each connection's counted
 * @param upstream the real feed, if there is one
 */
record Readings(
    String version,
    Instant marketTime,
    double clockSpeed,
    ServerCounters counters,
    int subscriptions,
    Optional<UpstreamInfo> upstream) {

  /** {@return how many topics these connections hold, together} */
  static int subscriptionsOf(List<ConnectionInfo> open) {
    return open.stream().mapToInt(connection -> connection.topics().size()).sum();
  }
}
