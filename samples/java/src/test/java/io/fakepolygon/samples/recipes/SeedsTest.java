package io.fakepolygon.samples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.samples.PriceAlerts;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What should hold in every market is tested in several. All tests whose markets have no seed of
 * their own run in another one with {@code mvn verify -Dfakepolygon.seed=7}.
 */
class SeedsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void sixSwingsAreSixAlerts(long seed) {
    try (var polygon = FakePolygonServer.start(FakePolygonConfig.builder().seed(seed).build());
        var alerts = new PriceAlerts(polygon.url(), polygon.apiKey(), "T.FAKETICKER", 104.00)) {
      polygon.awaitSubscribed("T.FAKETICKER");

      polygon.clock().advance(Duration.ofMinutes(1));

      assertThat(alerts.fired()).isEqualTo(6);
    }
  }
}
