package io.fakepolygon.guests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.FakePolygon;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * What is said of a run holds for tests that say nothing: their servers are in the other process.
 */
class RemoteServersTest {

  @Test
  @FakePolygon
  void theServerOfATestIsAWorldInTheOtherProcess(FakePolygonServer polygon) {
    URI host = URI.create(System.getProperty("fakepolygon.remote.url"));

    assertThat(polygon.url()).startsWith("ws://" + host.getAuthority() + "/worlds/");
  }
}
