package io.fakepolygon.samples.recipes;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import io.fakepolygon.market.Scenario;
import io.fakepolygon.market.ScenarioKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Something happens to the market while the test runs. */
@FakePolygon
class ScenarioTest {
  @Test
  void isOnTheTapeOnceItIsAdded(
      RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    client.subscribe("T.*", "Q.*");
    clock.advance(Duration.ofMinutes(1));

    polygon.addScenario(
        Scenario.of(ScenarioKind.TRADING_HALT, clock.now())
            .lasting(Duration.ofSeconds(30))
            .on("FAKETICKER"));
    clock.advance(Duration.ofMinutes(1));

    assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
  }
}
