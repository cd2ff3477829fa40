package io.fakepolygon.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTimeTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");
  private static final long OPEN_NS = 1_704_205_800_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  // The monotonic clock has no origin: begin shortly before it wraps.
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
  private final MarketTime time = MarketTime.startingAt(OPEN, nanoTime::get);

  @Test
  void beginsAtItsStart() {
    assertThat(time.nowNs()).isEqualTo(OPEN_NS);
    assertThat(time.now()).isEqualTo(OPEN);
  }

  @Test
  void standsStillUntilMoved() {
    realTimePasses(SECOND);

    assertThat(time.isRunning()).isFalse();
    assertThat(time.speed()).isZero();
    assertThat(time.nowNs()).isEqualTo(OPEN_NS);
  }

  @Test
  void standsWhereItWasMovedTo() {
    time.moveTo(OPEN_NS + 7);

    assertThat(time.nowNs()).isEqualTo(OPEN_NS + 7);
  }

  @Test
  void mayBeMovedToWhereItIs() {
    time.moveTo(OPEN_NS);

    assertThat(time.nowNs()).isEqualTo(OPEN_NS);
  }

  @Test
  void refusesToGoBack() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> time.moveTo(OPEN_NS - SECOND))
        .withMessage(
            "Market time cannot go back to 2024-01-02T14:29:59Z: it has reached"
                + " 2024-01-02T14:30:00Z. Give that instant or a later one.");
    assertThat(time.now()).isEqualTo(OPEN);
  }

  @Test
  void refusesToBeMovedBeyondItsEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> time.moveTo(Long.MAX_VALUE))
        .withMessage(
            "2262-04-11T23:47:16.854775807Z is no market time."
                + " Give an instant from 1970-01-01T00:00:00Z to 2262-01-01T00:00:00Z.");
  }

  @Test
  void runsAtItsSpeed() {
    time.run(60);
    realTimePasses(2 * SECOND);

    assertThat(time.isRunning()).isTrue();
    assertThat(time.speed()).isEqualTo(60);
    assertThat(time.nowNs()).isEqualTo(OPEN_NS + 120 * SECOND);
  }

  @Test
  void runsSlowerThanRealTimeToo() {
    time.run(0.25);
    realTimePasses(2 * SECOND);

    assertThat(time.nowNs()).isEqualTo(OPEN_NS + SECOND / 2);
  }

  @Test
  void changesSpeedWithoutAJump() {
    time.run(60);
    realTimePasses(SECOND);
    time.run(2);
    assertThat(time.nowNs()).isEqualTo(OPEN_NS + 60 * SECOND);

    realTimePasses(SECOND);
    assertThat(time.nowNs()).isEqualTo(OPEN_NS + 62 * SECOND);
  }

  @Test
  void standsWhereItWasPaused() {
    time.run(1);
    realTimePasses(3);
    time.pause();
    realTimePasses(SECOND);

    assertThat(time.isRunning()).isFalse();
    assertThat(time.nowNs()).isEqualTo(OPEN_NS + 3);
  }

  @Test
  void runsOnFromWhereItWasPaused() {
    time.run(1);
    realTimePasses(3);
    time.pause();
    realTimePasses(SECOND);
    time.run(1);
    realTimePasses(4);

    assertThat(time.nowNs()).isEqualTo(OPEN_NS + 7);
  }

  @Test
  void pausingWhatStandsIsHarmless() {
    time.pause();

    assertThat(time.now()).isEqualTo(OPEN);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1_000_001, Double.POSITIVE_INFINITY, Double.NaN})
  void refusesASpeedItCannotRunAt(double speed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> time.run(speed))
        .withMessage(
            "Speed "
                + speed
                + " cannot be run at. Write market seconds per second, above 0 and at most 1000000:"
                + " 1.0 is real time.");
  }

  @Test
  void runningTimeIsNeverBehindWhereTheMarketHasGot() {
    time.run(1);
    time.moveTo(OPEN_NS + 5);

    assertThat(time.nowNs()).isEqualTo(OPEN_NS + 5);
  }

  @Test
  void marketMayFollowBehindRunningTime() {
    time.run(1);
    realTimePasses(SECOND);
    time.moveTo(OPEN_NS + 5);

    assertThat(time.nowNs()).isEqualTo(OPEN_NS + SECOND);
  }

  @Test
  void marketMayStillCatchUpAfterAPause() {
    time.run(1);
    realTimePasses(SECOND);
    time.pause();
    time.moveTo(OPEN_NS + 5);

    assertThat(time.nowNs()).isEqualTo(OPEN_NS + SECOND);
  }

  @Test
  void refusesToTakeTheMarketBackWhileRunning() {
    time.run(1);
    time.moveTo(OPEN_NS + SECOND);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> time.moveTo(OPEN_NS))
        .withMessage(
            "Market time cannot go back to 2024-01-02T14:30:00Z: it has reached"
                + " 2024-01-02T14:30:01Z. Give that instant or a later one.");
  }

  @Test
  void runningTimeStopsAtItsEnd() {
    time.run(1_000_000);
    realTimePasses(8_000 * SECOND);

    assertThat(time.now()).isEqualTo(Instant.parse("2262-01-01T00:00:00Z"));
    assertThat(time.nanosUntil(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whileStandingNothingAheadEverComes() {
    assertThat(time.nanosUntil(OPEN_NS + 1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void waitsNoLongerForWhatIsNowOrPast() {
    assertThat(time.nanosUntil(OPEN_NS)).isZero();
    assertThat(time.nanosUntil(OPEN_NS - 1)).isZero();
  }

  @Test
  void waitsForAnInstantAtItsSpeed() {
    time.run(4);

    assertThat(time.nanosUntil(OPEN_NS + SECOND)).isEqualTo(SECOND / 4);
  }

  @Test
  void waitsToTheNextWholeNanosecond() {
    time.run(1_000);

    assertThat(time.nanosUntil(OPEN_NS + 1)).isEqualTo(1);
  }

  @Test
  void waitingTooLongOnceDoesNotDelayTheStepsAfter() {
    time.run(1);
    realTimePasses(SECOND + 3_000_000);

    assertThat(time.nanosUntil(OPEN_NS + 2 * SECOND)).isEqualTo(SECOND - 3_000_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.3, 1, 1.1, 7, 333.3, 1_000_000})
  void afterWaitingTheInstantIsThereOrOneNanosecondAway(double speed) {
    time.run(speed);
    for (long step = OPEN_NS + 1; step < OPEN_NS + 1_000 * SECOND; step += SECOND / 7) {
      realTimePasses(time.nanosUntil(step));

      assertThat(time.nanosUntil(step)).isLessThanOrEqualTo(1);
      realTimePasses(time.nanosUntil(step));
      assertThat(time.nowNs()).isGreaterThanOrEqualTo(step);
    }
  }

  @Test
  void waitIsNotOverBeforeTheInstantEvenWhereFloatingPointIsTooCoarseForIt() {
    long tooFineForADouble = (1L << 53) + 1;
    time.run(1);
    realTimePasses(time.nanosUntil(OPEN_NS + tooFineForADouble));

    assertThat(time.nowNs()).isEqualTo(OPEN_NS + tooFineForADouble - 1);
    assertThat(time.nanosUntil(OPEN_NS + tooFineForADouble)).isEqualTo(1);
  }

  @Test
  void readerWhomAPauseOvertakesDoesNotSeeBeyondIt() {
    AtomicReference<MarketTime> overtaken = new AtomicReference<>();
    AtomicBoolean reading = new AtomicBoolean();
    LongSupplier pausedOnceWhileRead =
        () -> {
          if (reading.compareAndSet(true, false)) {
            overtaken.get().pause();
            realTimePasses(SECOND);
          }
          return nanoTime.get();
        };
    overtaken.set(MarketTime.startingAt(OPEN, pausedOnceWhileRead));
    overtaken.get().run(1);
    reading.set(true);

    assertThat(overtaken.get().nowNs()).isEqualTo(OPEN_NS);
    assertThat(overtaken.get().isRunning()).isFalse();
  }

  @Test
  void convertsExactlyBothWays() {
    Instant instant = Instant.parse("2024-01-02T14:30:00.123456789Z");

    assertThat(MarketTime.toNs(instant)).isEqualTo(OPEN_NS + 123_456_789);
    assertThat(MarketTime.toInstant(OPEN_NS + 123_456_789)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2262-01-01T00:00:00Z"})
  void convertsItsFirstAndLastInstant(String text) {
    Instant edge = Instant.parse(text);

    assertThat(MarketTime.toInstant(MarketTime.toNs(edge))).isEqualTo(edge);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59.999999999Z", "2262-01-01T00:00:00.000000001Z"})
  void refusesAnInstantOutsideItsRange(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MarketTime.toNs(Instant.parse(text)))
        .withMessage(
            text
                + " is no market time."
                + " Give an instant from 1970-01-01T00:00:00Z to 2262-01-01T00:00:00Z.");
  }

  @Test
  void refusesNanosecondsOutsideItsRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MarketTime.toInstant(-1))
        .withMessage(
            "1969-12-31T23:59:59.999999999Z is no market time."
                + " Give an instant from 1970-01-01T00:00:00Z to 2262-01-01T00:00:00Z.");
  }

  @Test
  void refusesToStartOutsideItsRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MarketTime.startingAt(Instant.MAX))
        .withMessage(
            "+1000000000-12-31T23:59:59.999999999Z is no market time."
                + " Give an instant from 1970-01-01T00:00:00Z to 2262-01-01T00:00:00Z.");
  }

  @Test
  void javaClockFollowsIt() {
    Clock clock = time.asJavaClock();
    time.moveTo(OPEN_NS + SECOND);

    assertThat(clock.instant()).isEqualTo(OPEN.plusSeconds(1));
    assertThat(clock.millis()).isEqualTo(OPEN.plusSeconds(1).toEpochMilli());
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void javaClockTakesAnotherZone() {
    ZoneId newYork = ZoneId.of("America/New_York");
    Clock clock = time.asJavaClock().withZone(newYork);

    assertThat(clock.getZone()).isEqualTo(newYork);
    assertThat(clock.instant()).isEqualTo(OPEN);
    assertThat(clock).hasToString("MarketJavaClock[America/New_York]");
  }

  @Test
  void javaClocksOfOneTimeAndZoneAreEqual() {
    assertThat(time.asJavaClock()).isEqualTo(time.asJavaClock());
    assertThat(time.asJavaClock()).hasSameHashCodeAs(time.asJavaClock());
  }

  @Test
  void javaClocksOfAnotherTimeOrZoneDiffer() {
    MarketTime other = MarketTime.startingAt(OPEN);

    assertThat(time.asJavaClock()).isNotEqualTo(other.asJavaClock());
    assertThat(time.asJavaClock())
        .isNotEqualTo(time.asJavaClock().withZone(ZoneId.of("America/New_York")));
  }

  private void realTimePasses(long nanos) {
    nanoTime.addAndGet(nanos);
  }
}
