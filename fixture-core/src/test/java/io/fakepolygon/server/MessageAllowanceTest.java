package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAllowanceTest {
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  // As System.nanoTime may: below zero, and from one sign to the other.
  private long nowNs = -SECOND_NS;

  @Test
  void asManyAsInASecondMayComeAtOnce() {
    MessageAllowance allowance = new MessageAllowance(3, () -> nowNs);

    assertThat(allowance.spend()).isZero();
    assertThat(allowance.spend()).isZero();
    assertThat(allowance.spend()).isZero();
    assertThat(allowance.spend()).isEqualTo(333_333_334);
  }

  @Test
  void whoeverSendsNoFasterNeverWaits() {
    MessageAllowance allowance = new MessageAllowance(4, () -> nowNs);

    for (int i = 0; i < 10_000; i++) {
      assertThat(allowance.spend()).isZero();
      nowNs += SECOND_NS / 4;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 1_000, 999_983})
  void whoeverAlwaysHasSomethingToSayIsHeardAtExactlyTheRate(int perSecond) {
    MessageAllowance allowance = new MessageAllowance(perSecond, () -> nowNs);
    long startNs = nowNs;
    long messages = 3L * perSecond;

    for (long i = 0; i < messages; i++) {
      nowNs += allowance.spend();
    }

    // The first second's worth came at once; then each waits to the nanosecond for its own.
    assertThat(nowNs - startNs).isEqualTo(2 * SECOND_NS);
  }

  @Test
  void waitingLongerThanToldIsNotLost() {
    MessageAllowance allowance = new MessageAllowance(10, () -> nowNs);
    spend(allowance, 11);

    nowNs += SECOND_NS;

    // Ten came in the second, one of them was owed.
    assertThat(spend(allowance, 9)).isZero();
    assertThat(allowance.spend()).isPositive();
  }

  @Test
  void aSilenceOfYearsIsWorthNoMoreThanASecond() {
    MessageAllowance allowance = new MessageAllowance(1_000_000, () -> nowNs);

    nowNs += Duration.ofDays(100 * 365).toNanos();

    assertThat(spend(allowance, 1_000_000)).isZero();
    assertThat(allowance.spend()).isPositive();
  }

  /** Spends so many. {@return the sum of the waits} */
  private static long spend(MessageAllowance allowance, int messages) {
    long waitNs = 0;
    for (int i = 0; i < messages; i++) {
      waitNs += allowance.spend();
    }
    return waitNs;
  }
}
