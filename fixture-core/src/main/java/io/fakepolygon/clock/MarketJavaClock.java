package io.fakepolygon.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Market time as a clock of the JDK. Any thread. Two are equal when they show the same market's
 * time in the same zone.
 */
final class MarketJavaClock extends Clock {
  private final MarketTime time;
  private final ZoneId zone;

  MarketJavaClock(MarketTime time, ZoneId zone) {
    this.time = time;
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    return time.now();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId otherZone) {
    return otherZone.equals(zone) ? this : new MarketJavaClock(time, otherZone);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MarketJavaClock clock && clock.time == time && clock.zone.equals(zone);
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(time) + zone.hashCode();
  }

  @Override
  public String toString() {
    return "MarketJavaClock[" + zone + "]";
  }
}
