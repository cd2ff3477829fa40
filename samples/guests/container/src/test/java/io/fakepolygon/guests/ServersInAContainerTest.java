package io.fakepolygon.guests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.Backend;
import io.fakepolygon.junit5.FakePolygon;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** All servers of a run are worlds in one container. */
class ServersInAContainerTest {

  @Test
  @FakePolygon(name = "one")
  @FakePolygon(name = "another", backend = Backend.CONTAINER)
  void areWorldsOfTheirOwnInOneContainer(
      @io.fakepolygon.junit5.OfServer("one") FakePolygonServer one,
      @io.fakepolygon.junit5.OfServer("another") FakePolygonServer another) {
    URI first = URI.create(one.url());
    URI second = URI.create(another.url());

    assertThat(first.getAuthority()).isEqualTo(second.getAuthority());
    assertThat(first.getHost()).isEqualTo(DockerClientFactory.instance().dockerHostIpAddress());
    assertThat(first.getPath()).startsWith("/worlds/").isNotEqualTo(second.getPath());
  }
}
