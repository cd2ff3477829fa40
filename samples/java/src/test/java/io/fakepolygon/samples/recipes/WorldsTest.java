package io.fakepolygon.samples.recipes;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.FakePolygonWorlds;
import io.fakepolygon.junit5.RecordingClient;
import io.fakepolygon.market.MarketMode;
import java.time.Duration;

/** What should hold in every world is tested in fifteen. */
@FakePolygon(
    mode = MarketMode.REALISTIC,
    symbols = {"FAKETICKER", "TESTSTOCK"})
class WorldsTest {

  @FakePolygonWorlds(
      seeds = 5,
      scenarios = {"", "GAP_UP at 10s strength 8", "HIGH_VOLATILITY; TRADING_HALT at 20s for 10s"})
  void everythingDueIsReceivedInEveryWorld(
      RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    client.subscribe("T.*", "Q.*", "A.*");

    clock.advance(Duration.ofMinutes(1));

    assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
  }
}
