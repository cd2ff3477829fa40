package io.fakepolygon.samples.recipes;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.samples.PriceAlerts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The connection is cut without a word; the market goes on. */
@FakePolygon(symbols = "FAKETICKER")
class ReconnectTest {

  @Test
  void comesBackByItselfAndAsksAgain(FakePolygonServer polygon, MarketClock clock) {
    try (var alerts = new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", 104.00)) {
      polygon.awaitSubscribed("T.FAKETICKER");
      clock.advance(Duration.ofSeconds(30));

      polygon.dropConnections();
      polygon.awaitSubscribed("T.FAKETICKER");
      clock.advance(Duration.ofSeconds(30));

      assertThat(alerts.fired()).isEqualTo(6);
      assertThat(polygon.journal()).hasConnections(2);
      assertThat(polygon.journal().of(2)).subscribedExactlyTo("T.FAKETICKER");
    }
  }

  @Test
  void anAlertIsNotFiredAgainAfterwards(FakePolygonServer polygon, MarketClock clock) {
    try (var alerts = new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", 104.00)) {
      polygon.awaitSubscribed("T.FAKETICKER");
      clock.advance(Duration.ofMillis(2_500)); // In the middle of a rise above 104.

      polygon.dropConnections();
      polygon.awaitSubscribed("T.FAKETICKER");
      clock.advance(Duration.ofMillis(500));

      assertThat(alerts.fired()).isEqualTo(1);
    }
  }
}
