package io.fakepolygon.samples;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What arrived is held against what the market did, and what was said against what was meant. */
@FakePolygon(symbols = "FAKETICKER")
class EveryTradeTest {

  @Test
  void everyTradeArrivesOnce(RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    client.subscribe("T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER");

    clock.advance(Duration.ofMinutes(1));

    assertThat(client.received())
        .trades("FAKETICKER")
        .hasSize(600)
        .areInOrder()
        .havePricesBetween(94.0, 106.0);
    assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
    assertThat(client.received()).barsMatchTrades().tradesAreWithinQuotes();
  }

  @Test
  void asksForTradesAlone(FakePolygonServer polygon) {
    try (var alerts = new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", 104.00)) {
      polygon.awaitSubscribed("T.FAKETICKER");

      assertThat(polygon.journal())
          .authenticatedWith(polygon.apiKey())
          .subscribedExactlyTo("T.FAKETICKER")
          .hasOnlySensibleRequests();
      assertThat(alerts.fired()).isZero();
    }
  }
}
