package io.fakepolygon.samples.recipes;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import org.junit.jupiter.api.Test;

/** From the opening in New York to the close. */
@FakePolygon(symbols = "FAKETICKER", start = "2024-01-02T14:30:00Z")
class VirtualDayTest {
  @Test
  void hasABarForEveryMinute(RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    client.subscribe("AM.FAKETICKER");

    clock.advanceTo(clock.nextClose());

    assertThat(client.received()).minuteBars("FAKETICKER").hasSize(390);
    assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
  }

  @Test
  void itsTradesMakeItsBars(RecordingClient client, MarketClock clock) {
    client.subscribe("T.FAKETICKER", "AM.FAKETICKER");

    clock.advanceTo(clock.nextClose());

    assertThat(client.received()).trades("FAKETICKER").hasSize(234_000);
    assertThat(client.received()).barsMatchTrades();
  }

  @Test
  @FakePolygon(symbols = "FAKETICKER", start = "2024-07-03T13:30:00Z")
  void endsEarlyBeforeIndependenceDay(RecordingClient client, MarketClock clock) {
    client.subscribe("AM.FAKETICKER");

    clock.advanceTo(clock.nextClose());

    assertThat(client.received()).minuteBars("FAKETICKER").hasSize(210);
  }
}
