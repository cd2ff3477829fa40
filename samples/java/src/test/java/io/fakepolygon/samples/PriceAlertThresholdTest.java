package io.fakepolygon.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@FakePolygon(seed = 42, symbols = "FAKETICKER")
class PriceAlertThresholdTest {

  @Test
  void firesAgainEachTimeThePriceComesBack(FakePolygonServer polygon, MarketClock clock) {
    try (var alerts = new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", 104.00)) {
      polygon.awaitSubscribed("T.FAKETICKER");

      clock.advance(Duration.ofMinutes(1)); // The price swings once in 10 seconds.

      assertThat(alerts.fired()).isEqualTo(6);
    }
  }

  @Test
  void firesAtTheThresholdItself(FakePolygonServer polygon, MarketClock clock) {
    double highest = highestPriceOfTheNextSwing(polygon);
    try (var alerts = new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", highest)) {
      polygon.awaitSubscribed("T.FAKETICKER");

      clock.advance(Duration.ofSeconds(10));

      assertThat(alerts.fired()).isEqualTo(1);
    }
  }

  @Test
  void staysSilentOneCentAboveTheHighestPrice(FakePolygonServer polygon, MarketClock clock) {
    double outOfReach = highestPriceOfTheNextSwing(polygon) + 0.01;
    try (var alerts =
        new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", outOfReach)) {
      polygon.awaitSubscribed("T.FAKETICKER");

      clock.advance(Duration.ofSeconds(10));

      assertThat(alerts.fired()).isZero();
    }
  }

  /** The tape tells what will be sent, too. */
  private static double highestPriceOfTheNextSwing(FakePolygonServer polygon) {
    Instant now = polygon.clock().now();
    return polygon.tape().of("T.FAKETICKER").between(now, now.plusSeconds(10)).stream(Trade.class)
        .mapToDouble(Trade::priceUsd)
        .max()
        .orElseThrow();
  }
}
