package io.fakepolygon.junit5;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.upstream.UpstreamOptions;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The proxy's own client is OkHttp as well: this runs it on the releases that guests bring. */
@FakePolygon(symbols = "AAPL")
class ProxiedMarketTest {

  @Test
  void whatTheFeedSendsComesThroughAProxyAndComesBackAfterALoss(FakePolygonServer feed) {
    UpstreamOptions upstream = UpstreamOptions.of(URI.create(feed.url()), feed.apiKey());
    try (FakePolygonServer proxy =
            FakePolygonServer.start(
                FakePolygonConfig.builder().symbols().upstream(upstream).build());
        RecordingClient client = RecordingClient.connectedTo(proxy)) {
      client.subscribe("T.AAPL");
      feed.clock().advance(Duration.ofSeconds(1));
      feed.dropConnections();
      feed.awaitSubscribed("T.AAPL");
      feed.clock().advance(Duration.ofSeconds(1));

      client.awaitReceived("20 trades", received -> received.trades().size() == 20);
      assertThat(client.received()).isExactly(feed.tape().of("T.AAPL").elapsed());
    }
  }
}
