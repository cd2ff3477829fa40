package io.fakepolygon.samples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.MarketClock;
import io.fakepolygon.Tape;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.Symbol;
import io.fakepolygon.market.MarketMode;
import io.fakepolygon.market.Preset;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Two stocks that move together, one of them halted after a minute. */
@FakePolygon(
    mode = MarketMode.REALISTIC,
    market = {
      @Symbol(name = "LEADER", preset = Preset.MEGA_CAP),
      @Symbol(name = "FOLLOWER", tradesPerSecond = 5, follows = "LEADER", correlation = 0.8)
    },
    scenario = "TRADING_HALT at 1m for 5m on FOLLOWER")
class HaltTest {

  @Test
  void aHaltedStockIsSilentAndTheOtherIsNot(Tape tape, MarketClock clock) {
    Instant halt = clock.now().plus(Duration.ofMinutes(1));
    Instant reopening = halt.plus(Duration.ofMinutes(5));

    assertThat(tape.of("T.FOLLOWER").between(halt, reopening.minusMillis(1)).stream()).isEmpty();
    assertThat(tape.of("T.LEADER").between(halt, reopening.minusMillis(1)).stream()).isNotEmpty();
  }
}
