package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fakepolygon.server.RawClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MarketClockTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(
          FakePolygonConfig.builder().deliveryTimeout(Duration.ofSeconds(1)).build());

  private final MarketClock clock = polygon.clock();

  @Test
  void advancesByExactlyWhatIsAsked() {
    clock.advance(Duration.ofNanos(1_234_567));

    assertThat(clock.now()).isEqualTo(OPEN.plusNanos(1_234_567));
  }

  @Test
  void aDayInOneCallIsNormalUse() {
    clock.advance(Duration.ofDays(1));

    assertThat(clock.now()).isEqualTo(OPEN.plus(Duration.ofDays(1)));
  }

  @Test
  void refusesToStandStillOrGoBackBySomeAmount() {
    assertThatThrownBy(() -> clock.advance(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The clock moves forward only: cannot advance by PT0S");
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .hasMessage("The clock moves forward only: cannot advance by PT-1S");
  }

  @Test
  void refusesToGoBeyondTheEndOfTime() {
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot advance by PT2562047788015215H30M7S: no clock goes so far");
  }

  @Test
  void refusesToGoBackToAnInstantAndNamesBoth() {
    assertThatThrownBy(() -> clock.advanceTo(OPEN.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The clock moves forward only: it stands at 2024-01-02T14:30:00Z and cannot go to 2024-01-02T14:29:59Z");
  }

  @Test
  void refusesToBeAdvancedWhileItMovesByItself() {
    clock.run(2);

    assertThatThrownBy(() -> clock.advance(SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The clock moves by itself, at speed 2.0. Call pause() before advancing it");
  }

  @Test
  void refusesASpeedThatIsNotAboveZero() {
    assertThatThrownBy(() -> clock.run(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Speed 0.0 cannot be run at.");
  }

  @Test
  void theJavaClockFollows() {
    Clock java = clock.asJavaClock();
    clock.advance(SECOND);

    assertThat(java.instant()).isEqualTo(OPEN.plusSeconds(1));
  }

  @Test
  void aTimerSeesItsOwnInstantAndHasRunWhenAdvanceReturns() {
    List<Instant> seen = Collections.synchronizedList(new ArrayList<>());
    ScheduledExecutorService scheduler = clock.scheduler();
    scheduler.scheduleAtFixedRate(() -> seen.add(clock.now()), 250, 500, TimeUnit.MILLISECONDS);

    clock.advance(SECOND);

    assertThat(seen).containsExactly(OPEN.plusMillis(250), OPEN.plusMillis(750));
  }

  @Test
  void allThatFellDueBeforeATimerHasBeenReceivedWhenItRuns() {
    List<Integer> framesSeen = Collections.synchronizedList(new ArrayList<>());
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      clock
          .scheduler()
          .scheduleAtFixedRate(
              () -> framesSeen.add(client.frames().size()), 1, 1, TimeUnit.SECONDS);

      clock.advance(Duration.ofSeconds(5));

      assertThat(framesSeen).containsExactly(10, 10, 10, 10, 10);
    }
  }

  @Test
  void aTimerMaySubscribeAndIsFedFromThenOn() {
    try (TestClient client = TestClient.subscribed(polygon, "Q.FAKETICKER")) {
      clock
          .scheduler()
          .schedule(
              () -> {
                client.frames();
                client.subscribe("T.FAKETICKER");
              },
              500,
              TimeUnit.MILLISECONDS);

      clock.advance(SECOND);

      assertThat(client.events())
          .isEqualTo(
              polygon
                  .tape()
                  .of("Q.FAKETICKER", "T.FAKETICKER")
                  .between(OPEN.plusMillis(500), OPEN.plusSeconds(1))
                  .toList());
    }
  }

  @Test
  void aTimerCannotMoveTheClockThatRunsIt() {
    Future<?> timer =
        clock.scheduler().schedule(() -> clock.advance(SECOND), 500, TimeUnit.MILLISECONDS);

    clock.advance(SECOND);

    assertThatThrownBy(timer::get)
        .hasRootCauseMessage(
            "A timer of the market clock's scheduler cannot move the clock that runs it");
  }

  @Test
  void aTimerThatNeverEndsIsSaid() {
    CountDownLatch never = new CountDownLatch(1);
    clock
        .scheduler()
        .schedule(
            () -> {
              never.await();
              return 0;
            },
            500,
            TimeUnit.MILLISECONDS);

    assertThatThrownBy(() -> clock.advance(SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "A task on the market clock's scheduler has not ended within PT1S; the clock stands at"
                + " 2024-01-02T14:30:00.500Z");
    never.countDown();
  }

  @Test
  void aTimerOfARunningClockFiresByItself() throws InterruptedException {
    CountDownLatch fired = new CountDownLatch(3);
    clock.scheduler().scheduleAtFixedRate(fired::countDown, 1, 1, TimeUnit.MINUTES);

    clock.run(10_000);

    assertThat(fired.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void twoThreadsThatAdvanceTakeTurns() throws InterruptedException {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      Thread other = new Thread(() -> clock.advance(Duration.ofMinutes(1)));
      other.start();
      clock.advance(Duration.ofMinutes(1));
      other.join();

      assertThat(clock.now()).isEqualTo(OPEN.plusSeconds(120));
      assertThat(client.events()).isEqualTo(polygon.tape().of("T.FAKETICKER").elapsed().toList());
    }
  }

  @Test
  void anInterruptedCallerIsLetGoAndTheClockStops() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER")) {
      Thread.currentThread().interrupt();

      Throwable thrown = catchThrowable(() -> clock.advance(Duration.ofDays(365)));

      assertThat(thrown).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      Instant stopped = clock.now();
      clock.advance(SECOND);
      assertThat(clock.now())
          .isEqualTo(stopped.plus(SECOND))
          .isBefore(OPEN.plus(Duration.ofDays(365)));
      assertThat(client.events()).isEqualTo(polygon.tape().of("T.FAKETICKER").elapsed().toList());
    }
  }

  @Test
  void anInterruptedMoveThatWaitedForAClientGoesNoFurtherWhenTheClientLeaves()
      throws InterruptedException {
    RawClient silent = RawClient.upgraded(polygon.url());
    silent.authenticate("key");
    silent.subscribe("T.FAKETICKER");
    polygon.awaitSubscribed("T.FAKETICKER");
    Thread mover =
        new Thread(
            () ->
                assertThatThrownBy(() -> clock.advance(Duration.ofHours(1)))
                    .isInstanceOf(CancellationException.class));
    mover.start();
    // Sixty-four fences of 32 frames, and one more that finds no room.
    while (clock.now().isBefore(OPEN.plusMillis(64 * 32 * 100))) {
      Thread.onSpinWait();
    }
    mover.interrupt();
    mover.join();
    Instant stopped = clock.now();
    silent.close();
    while (!polygon.connections().isEmpty()) {
      Thread.onSpinWait();
    }

    // Answered by the market thread after it has seen the client leave.
    assertThat(polygon.connections()).isEmpty();
    assertThat(clock.now()).isEqualTo(stopped);
  }

  @Test
  @Timeout(10)
  void aClockFasterThanTheMarketCanBeComputedIsStillObeyed() {
    FakePolygonConfig config =
        FakePolygonConfig.builder().interval(Duration.ofMillis(1)).scaledClock(1_000_000).build();
    try (FakePolygonServer racing = FakePolygonServer.start(config);
        RawClient client = RawClient.upgraded(racing.url())) {
      client.authenticate("key");
      client.subscribe("T.FAKETICKER");
      client.readAndForget();
      racing.awaitSubscribed("T.FAKETICKER");
      while (racing.clock().now().isBefore(OPEN.plus(Duration.ofDays(20)))) {
        Thread.onSpinWait();
      }

      assertThat(racing.connections()).hasSizeLessThan(2);
    }
  }
}
