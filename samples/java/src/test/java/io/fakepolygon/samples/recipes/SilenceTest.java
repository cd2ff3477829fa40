package io.fakepolygon.samples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.samples.JdkTradeFeed;
import io.fakepolygon.samples.StaleDataAlarm;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A market with one trade a minute, each at the full minute. */
@FakePolygon(symbols = "FAKETICKER", interval = "1m")
class SilenceTest {
  private final AtomicInteger alarms = new AtomicInteger();
  @AutoClose JdkTradeFeed feed;

  @BeforeEach
  void subscribe(FakePolygonServer polygon, MarketClock clock) {
    var alarm =
        new StaleDataAlarm(Duration.ofSeconds(30), clock.scheduler(), alarms::incrementAndGet);
    feed = new JdkTradeFeed(polygon.url(), polygon.apiKey(), "T.FAKETICKER", alarm);
    polygon.awaitSubscribed("T.FAKETICKER");
  }

  @Test
  void alarmsAfterHalfAMinuteWithoutATrade(MarketClock clock) {
    clock.advance(Duration.ofSeconds(29));
    assertThat(alarms).hasValue(0);

    clock.advance(Duration.ofSeconds(1));
    assertThat(alarms).hasValue(1);
  }

  @Test
  void aTradeGivesItAnotherHalfMinute(Tape tape, MarketClock clock) {
    clock.advance(Duration.ofMinutes(1));
    assertThat(tape.of("T.FAKETICKER").elapsed()).hasSize(1);
    assertThat(alarms).hasValue(1); // Of the half minute before that trade.

    clock.advance(Duration.ofSeconds(29));
    assertThat(alarms).hasValue(1);

    clock.advance(Duration.ofSeconds(1));
    assertThat(alarms).hasValue(2);
  }
}
