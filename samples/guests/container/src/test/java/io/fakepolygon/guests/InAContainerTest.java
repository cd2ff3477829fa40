package io.fakepolygon.guests;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.Backend;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The annotation, with its servers in a container. */
@FakePolygon(symbols = "FAKETICKER", backend = Backend.CONTAINER, disabledWithoutDocker = true)
class InAContainerTest {

  @Test
  void everythingElseIsAsInProcess(
      RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    client.subscribe("T.FAKETICKER");

    clock.advance(Duration.ofMinutes(1));

    assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
  }
}
