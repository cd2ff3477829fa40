package io.fakepolygon.samples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.OfServer;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.samples.TradeFeed;
import io.fakepolygon.samples.TradeGaps;
import io.fakepolygon.samples.TradeGaps.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@FakePolygon(symbols = "FAKETICKER")
@FakePolygon(name = "timers") // A market for the sake of its clock: it outlives the restart.
class GapTest {
  private final TradeGaps gaps = new TradeGaps();
  @AutoClose TradeFeed feed;

  @BeforeEach
  void subscribe(FakePolygonServer polygon, @OfServer("timers") MarketClock timers) {
    timers.run(1_000); // So that no wait between two attempts to connect is long.
    feed =
        new TradeFeed(
            List.of(polygon.url()), polygon.apiKey(), "T.FAKETICKER", timers.scheduler(), gaps);
    polygon.awaitSubscribed("T.FAKETICKER");
  }

  @Test
  void theGapIsExactlyWhatTheTapeHasForTheOutage(FakePolygonServer polygon) {
    polygon.clock().advance(Duration.ofSeconds(10));
    Instant lost = polygon.clock().now();

    try (var restarted = Restart.of(polygon, Duration.ofSeconds(3))) {
      restarted.awaitSubscribed("T.FAKETICKER");
      Instant back = restarted.clock().now();
      restarted.clock().advance(Duration.ofSeconds(10));

      Tape.Selection trades = restarted.tape().of("T.FAKETICKER");
      assertThat(trades.between(lost.minusSeconds(10), back.plusSeconds(10)).stream(Trade.class))
          .filteredOn(trade -> theGap().contains(trade.sequence()))
          .containsExactlyElementsOf(trades.between(lost, back).stream(Trade.class).toList());
    }
  }

  private Gap theGap() {
    assertThat(gaps.found()).hasSize(1);
    return gaps.found().get(0);
  }
}
