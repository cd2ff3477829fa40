package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * P6: with nobody subscribed nothing is computed and no timer runs. The market thread shows it: it
 * waits without a time-out when nothing will fall due by itself.
 */
@Isolated("looks for the market thread by its name")
class P6QuietWhenAloneTest {

  @Test
  void aServerInRealTimeWithoutClientsWaitsWithoutATimer() {
    try (FakePolygonServer polygon = realTime()) {
      assertThat(polygon.connections()).isEmpty();

      assertThat(marketThreadComesTo(State.WAITING)).isTrue();
    }
  }

  @Test
  void aClientThatHoldsNothingChangesNothing() {
    try (FakePolygonServer polygon = realTime();
        TestClient client = TestClient.connect(polygon.url())) {
      client.authenticate("key");

      assertThat(marketThreadComesTo(State.WAITING)).isTrue();
    }
  }

  @Test
  void aSubscriptionStartsTheTimerAndItsEndStopsIt() {
    try (FakePolygonServer polygon = realTime();
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      client.nextFrame();
      assertThat(marketThreadComesTo(State.TIMED_WAITING)).isTrue();

      client.send("{\"action\":\"unsubscribe\",\"params\":\"T.FAKETICKER\"}");

      assertThat(marketThreadComesTo(State.WAITING)).isTrue();
    }
  }

  @Test
  void aTopicThatNothingEverHappensOnStartsNoTimer() {
    try (FakePolygonServer polygon = realTime();
        TestClient client = TestClient.subscribed(polygon, "T.NOTATICKER")) {
      assertThat(client.frames()).isEmpty();
      assertThat(marketThreadComesTo(State.WAITING)).isTrue();
    }
  }

  @Test
  void anOrderThatWaitsForAnEventStartsNoTimer() {
    try (FakePolygonServer polygon = realTime();
        TestClient client = TestClient.connect(polygon.url())) {
      client.authenticate("key");
      polygon.faults().order("DROP after 1 on T.FAKETICKER; GAP always; MISSING_PONG");

      assertThat(marketThreadComesTo(State.WAITING)).isTrue();
    }
  }

  @Test
  void whatWasPlannedForAConnectionStartsNoTimerOnceItHasGone() {
    try (FakePolygonServer polygon = realTime()) {
      polygon.faults().order("EVICTION delay 1h");
      try (TestClient client = TestClient.connect(polygon.url())) {
        client.authenticate("key");
        assertThat(marketThreadComesTo(State.TIMED_WAITING)).isTrue();
      }

      assertThat(marketThreadComesTo(State.WAITING)).isTrue();
    }
  }

  @Test
  void aManualClockNeedsNoTimerEvenWithSubscribers() {
    try (FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().build());
        TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      polygon.clock().advance(Duration.ofSeconds(1));

      assertThat(client.frames()).hasSize(10);
      assertThat(marketThreadComesTo(State.WAITING)).isTrue();
    }
  }

  private static FakePolygonServer realTime() {
    return FakePolygonServer.start(FakePolygonConfig.builder().realTimeClock().build());
  }

  private static boolean marketThreadComesTo(State state) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadline) {
      if (marketThreadStates().equals(Set.of(state))) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private static Set<State> marketThreadStates() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("fake-polygon-market"))
        .map(Thread::getState)
        .collect(Collectors.toSet());
  }
}
