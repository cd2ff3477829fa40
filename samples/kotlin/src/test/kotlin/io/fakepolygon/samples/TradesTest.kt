package io.fakepolygon.samples

import io.fakepolygon.FakePolygonServer
import io.fakepolygon.MarketClock
import io.fakepolygon.assertions.PolygonAssertions.assertThat
import io.fakepolygon.junit5.FakePolygon
import io.fakepolygon.junit5.RecordingClient
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.time.Duration

@FakePolygon(seed = 42, symbols = ["FAKETICKER"])
class TradesTest {

    @Test
    fun `an alert fires when the price crosses`(polygon: FakePolygonServer, clock: MarketClock) {
        PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", 104.00).use { alerts ->
            polygon.awaitSubscribed("T.FAKETICKER")

            clock.advance(Duration.ofSeconds(10))

            assertThat(alerts.fired()).isEqualTo(1)
        }
    }

    @Test
    fun `every trade arrives once`(client: RecordingClient, polygon: FakePolygonServer, clock: MarketClock) {
        client.subscribe("T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER")

        clock.advance(Duration.ofMinutes(1))

        assertThat(client.received()).trades("FAKETICKER").hasSize(600).areInOrder().havePricesBetween(94.0, 106.0)
        assertThat(client.received()).isExactly(polygon.tape().dueTo(client))
        assertThat(client.received()).barsMatchTrades().tradesAreWithinQuotes()
    }
}
