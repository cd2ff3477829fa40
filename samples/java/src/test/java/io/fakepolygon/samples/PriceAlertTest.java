package io.fakepolygon.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@FakePolygon(seed = 42, symbols = "FAKETICKER")
class PriceAlertTest {

  @Test
  void firesWhenThePriceCrosses(FakePolygonServer polygon, MarketClock clock) {
    try (var alerts = new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", 104.00)) {
      polygon.awaitSubscribed("T.FAKETICKER");

      clock.advance(Duration.ofSeconds(10));

      assertThat(alerts.fired()).isEqualTo(1);
    }
  }
}
