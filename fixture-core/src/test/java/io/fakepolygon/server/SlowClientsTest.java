package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void byDefaultASlowClientIsDisconnectedAfterTenSecondsAbove4MibOrAbove16() {
    assertThat(SlowClients.DEFAULT)
        .isEqualTo(
            new SlowClients(
                SlowClientPolicy.DISCONNECT, 4_194_304, Duration.ofSeconds(10), 16_777_216));
  }

  @Test
  void limitsMayBeEqualAndTimeMayBeZero() {
    assertThat(limits(1, Duration.ZERO, 1).softLimitFor()).isZero();
  }

  @Test
  void aSoftLimitOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(0, SECOND, 1))
        .withMessage("The soft limit of a slow client, 0 bytes, is below 1");
  }

  @Test
  void aHardLimitBelowTheSoftOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(2, SECOND, 1))
        .withMessage(
            "The hard limit of a slow client, 1 bytes, is below its soft limit of 2 bytes");
  }

  @Test
  void aTimeBelowZeroOrBeyondAYearIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(1, Duration.ofSeconds(-1), 1))
        .withMessage(
            "The time of a slow client above its soft limit, PT-1S, is not from 0 to 365 days");
    assertThatIllegalArgumentException().isThrownBy(() -> limits(1, Duration.ofDays(366), 1));
  }

  private static SlowClients limits(long softBytes, Duration softFor, long hardBytes) {
    return new SlowClients(SlowClientPolicy.DISCONNECT, softBytes, softFor, hardBytes);
  }
}
