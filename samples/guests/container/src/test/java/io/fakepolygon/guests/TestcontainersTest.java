package io.fakepolygon.guests;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.RecordingClient;
import io.fakepolygon.testcontainers.FakePolygonContainer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The container with Testcontainers' own annotations, without ours. */
@Testcontainers(disabledWithoutDocker = true)
class TestcontainersTest {

  @Container
  private final FakePolygonContainer market =
      new FakePolygonContainer().withSymbols("FAKETICKER").withSeed(7);

  @Test
  void theMarketInTheContainerIsDrivenFromTheTest() {
    FakePolygonServer polygon = market.polygon();
    try (RecordingClient client = RecordingClient.connectedTo(polygon)) {
      client.subscribe("T.FAKETICKER");

      polygon.clock().advance(Duration.ofSeconds(10));

      assertThat(client.received()).trades("FAKETICKER").hasSize(100);
    }
  }
}
