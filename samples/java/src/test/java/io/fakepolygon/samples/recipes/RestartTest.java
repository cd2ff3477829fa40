package io.fakepolygon.samples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.OfServer;
import io.fakepolygon.samples.PriceAlerts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The price stands above 104 from 1.5 to 3.5 seconds after the start, and so in every swing. */
@FakePolygon(symbols = "FAKETICKER")
@FakePolygon(name = "timers") // A market for the sake of its clock: it outlives the restart.
class RestartTest {

  @BeforeEach
  void waitsBetweenAttemptsAreShort(@OfServer("timers") MarketClock timers) {
    timers.run(1_000);
  }

  @Test
  void anAlertThatFellIntoTheOutageIsFiredByTheFirstTradeAfterIt(
      FakePolygonServer polygon, @OfServer("timers") MarketClock timers) {
    try (var alerts = alertsOf(polygon, timers)) {
      polygon.awaitSubscribed("T.FAKETICKER");
      polygon.clock().advance(Duration.ofMillis(500));
      assertThat(alerts.fired()).isZero();

      try (var restarted = Restart.of(polygon, Duration.ofSeconds(2))) {
        restarted.awaitSubscribed("T.FAKETICKER");
        restarted.clock().advance(Duration.ofMillis(100));

        assertThat(alerts.fired()).isEqualTo(1);
      }
    }
  }

  private static PriceAlerts alertsOf(FakePolygonServer polygon, MarketClock timers) {
    return new PriceAlerts(
        List.of(polygon.url()), polygon.apiKey(), "T.FAKETICKER", 104.00, timers.scheduler());
  }
}
