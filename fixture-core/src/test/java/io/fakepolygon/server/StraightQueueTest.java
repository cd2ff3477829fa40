package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StraightQueueTest {
  private static final String EVENT = "{\"ev\":\"T\",\"sym\":\"A\"}";
  private static final Duration SECOND = Duration.ofSeconds(1);
  // A frame of EVENT has 22 bytes.
  private final SlowClient client = new SlowClient(SlowClientPolicy.DISCONNECT, 50, 100);

  @Test
  void aClientBelowTheSoftLimitIsWaitedForForEver() {
    client.send(EVENT);
    client.relieve();

    client.waitAboveSoftLimitFor(Duration.ofDays(1));

    assertThat(client.relieve()).isEmpty();
  }

  @Test
  void aClientAboveTheSoftLimitHasItsTimeAndNoMore() {
    client.send(EVENT, EVENT, EVENT);
    assertThat(client.relieve()).isEmpty();

    client.waitAboveSoftLimitFor(SECOND);
    assertThat(client.relieve()).isEmpty();
    client.waitAboveSoftLimitFor(Duration.ofNanos(1));

    assertThat(client.relieve())
        .contains("66 bytes wait for it, above the soft limit of 50 for more than PT1S");
  }

  @Test
  void aClientThatFallsBelowTheSoftLimitOnTheWayHasAllItsTimeAgain() {
    client.send(EVENT, EVENT, EVENT);
    client.relieve();
    client.waitAboveSoftLimitFor(SECOND);
    client.letAllGo();
    client.relieve();

    client.send(EVENT, EVENT, EVENT);
    client.relieve();
    client.waitAboveSoftLimitFor(SECOND);

    assertThat(client.relieve()).isEmpty();
  }

  @Test
  void aClientAboveTheHardLimitIsTooSlowAtOnce() {
    client.send(EVENT, EVENT, EVENT, EVENT, EVENT);

    assertThat(client.relieve()).contains("108 bytes wait for it, above the hard limit of 100");
  }

  @Test
  void aClientAboveTheHardLimitIsSentNothingMoreAndStaysTooSlow() {
    client.send(EVENT, EVENT, EVENT, EVENT, EVENT);
    client.send(EVENT);
    client.letAllGo();
    client.send(EVENT);

    assertThat(client.events()).hasSize(5);
    assertThat(client.relieve()).isPresent();
    client.assertNothingLeaks();
  }

  @Test
  void aClockThatWaitsMaySendMore() {
    client.sendAwaited("1", EVENT, EVENT, EVENT, EVENT, EVENT);
    client.sendAwaited("2", EVENT);

    assertThat(client.frames()).hasSize(4).contains("ping 1").endsWith("ping 2");
  }
}
