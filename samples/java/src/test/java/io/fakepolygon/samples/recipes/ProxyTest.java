package io.fakepolygon.samples.recipes;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A proxy between a feed and its clients. Another fake market stands in for the vendor's. */
@FakePolygon(symbols = "AAPL")
class ProxyTest {

  @Test
  void clientsOfTheProxyReceiveWhatTheFeedSends(FakePolygonServer vendor) {
    URI feed = URI.create(vendor.url());
    String vendorsKey = vendor.apiKey();

    FakePolygonConfig config =
        FakePolygonConfig.builder()
            .symbols("FAKETICKER")
            .upstream(UpstreamOptions.of(feed, vendorsKey))
            .build();
    try (FakePolygonServer proxy = FakePolygonServer.start(config);
        RecordingClient client = RecordingClient.connectedTo(proxy)) {
      client.subscribe("T.AAPL", "T.FAKETICKER");

      vendor.clock().advance(Duration.ofSeconds(1));
      proxy.clock().advance(Duration.ofSeconds(2));

      client.awaitReceived("30 trades", received -> received.trades().size() == 30);
      assertThat(client.received()).trades("AAPL").hasSize(10).areInOrder();
      assertThat(client.received()).trades("FAKETICKER").hasSize(20).areInOrder();
    }
  }
}
