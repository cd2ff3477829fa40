package io.fakepolygon.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class TradeFeedTest {

  @Test
  @FakePolygon(apiKeys = "right")
  void givesUpWhenItsKeyIsRefused(FakePolygonServer polygon, MarketClock clock) {
    ScheduledExecutorService timers = clock.scheduler();

    new TradeFeed(List.of(polygon.url()), "wrong", "T.FAKETICKER", timers, trade -> {});
    await().until(timers::isShutdown);

    assertThat(polygon.journal().said()).containsExactly(Wire.command("auth", "wrong"));
  }
}
