package io.fakepolygon.samples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.OfServer;
import io.fakepolygon.samples.PriceAlerts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@FakePolygon(name = "primary", symbols = "FAKETICKER")
@FakePolygon(name = "backup", symbols = "FAKETICKER")
class FailoverTest {

  @Test
  void goesOverToTheBackupWhenThePrimaryEnds(
      @OfServer("primary") FakePolygonServer primary,
      @OfServer("backup") FakePolygonServer backup) {
    List<String> urls = List.of(primary.url(), backup.url());
    try (var alerts =
        new PriceAlerts(
            urls, primary.apiKey(), "T.FAKETICKER", 104.00, backup.clock().scheduler())) {
      primary.awaitSubscribed("T.FAKETICKER");
      assertThat(backup.connections()).isEmpty();

      primary.close();
      backup.awaitSubscribed("T.FAKETICKER");
      backup.clock().advance(Duration.ofSeconds(10));

      assertThat(alerts.fired()).isEqualTo(1);
    }
  }
}
