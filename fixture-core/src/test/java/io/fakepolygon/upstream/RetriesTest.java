package io.fakepolygon.upstream;

import static io.fakepolygon.upstream.Retries.End.KEY_REFUSED;
import static io.fakepolygon.upstream.Retries.End.LOST;
import static io.fakepolygon.upstream.Retries.End.TOO_MANY_CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.upstream.Retries.End;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final long SECOND_NS = 1_000_000_000;

  private double chance;
  private long nowNs = 1_000 * SECOND_NS;
  private final Retries retries = new Retries(Duration.ofSeconds(30), () -> chance);

  @Test
  void theFirstIsMadeAtOnceAndTheOthersEverLater() {
    assertThat(secondsAfter(LOST, LOST, LOST, LOST, LOST, LOST, LOST, LOST))
        .containsExactly(0, 1, 2, 4, 8, 16, 30, 30);
  }

  @Test
  void theLongestWaitIsReachedHoweverLongItIs() {
    Retries patient = new Retries(Duration.ofMinutes(5), () -> 0);
    for (int attempt = 0; attempt < 10; attempt++) {
      patient.afterEnd(LOST, nowNs);
    }

    assertThat(patient.afterEnd(LOST, nowNs)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void chanceMakesAWaitShorterByHalfAtMost() {
    secondsAfter(LOST, LOST, LOST);
    chance = 0.999999999;

    assertThat(retries.afterEnd(LOST, nowNs))
        .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_001));
  }

  @Test
  void anAcceptedKeyAloneIsNoHealth() {
    secondsAfter(LOST, LOST, LOST);
    retries.isWell(nowNs);
    nowNs += 59 * SECOND_NS;

    assertThat(secondsAfter(LOST)).containsExactly(4);
  }

  @Test
  void aMinuteOfHealthBeginsAnew() {
    secondsAfter(LOST, LOST, LOST);
    retries.isWell(nowNs);
    nowNs += 60 * SECOND_NS;

    assertThat(secondsAfter(LOST, LOST)).containsExactly(0, 1);
  }

  @Test
  void aMinuteWithoutAConnectionIsNoHealth() {
    retries.isWell(nowNs);
    secondsAfter(LOST, LOST);
    nowNs += 600 * SECOND_NS;

    assertThat(secondsAfter(LOST)).containsExactly(2);
  }

  @Test
  void whatSomebodyHasToMendIsTriedSlowly() {
    assertThat(secondsAfter(TOO_MANY_CONNECTIONS, KEY_REFUSED, KEY_REFUSED, LOST))
        .containsExactly(60, 300, 300, 4);
  }

  private int[] secondsAfter(End... ends) {
    int[] seconds = new int[ends.length];
    for (int i = 0; i < ends.length; i++) {
      seconds[i] = (int) retries.afterEnd(ends[i], nowNs).toSeconds();
    }
    return seconds;
  }
}
