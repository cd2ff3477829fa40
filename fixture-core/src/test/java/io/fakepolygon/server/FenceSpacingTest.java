package io.fakepolygon.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceSpacingTest {
  private final FenceSpacing spacing = new FenceSpacing();

  @Test
  void beginsClose() {
    assertThat(spacing.frames()).isEqualTo(32);
  }

  @Test
  void stretchesStepByStepForAClientThatIsQuick() {
    spacing.answered(32, MILLISECONDS.toNanos(1));
    assertThat(spacing.frames()).isEqualTo(128);

    spacing.answered(128, MILLISECONDS.toNanos(1));
    assertThat(spacing.frames()).isEqualTo(512);
  }

  @Test
  void isWhatTheClientTakesInFiveMilliseconds() {
    spacing.answered(64, MILLISECONDS.toNanos(5));

    assertThat(spacing.frames()).isEqualTo(64);
  }

  @Test
  void neverLeavesAClientUnaskedForLong() {
    for (int i = 0; i < 10; i++) {
      spacing.answered(100_000, 1);
    }

    assertThat(spacing.frames()).isEqualTo(512);
  }

  @Test
  void closesUpAtOnceWhenTheClientBecomesSlow() {
    spacing.answered(1_000, MILLISECONDS.toNanos(1));
    spacing.answered(1_000, MILLISECONDS.toNanos(1));

    spacing.answered(512, SECONDS.toNanos(5));

    assertThat(spacing.frames()).isEqualTo(32);
  }

  @Test
  void anAnswerInNoTimeIsAQuickOne() {
    spacing.answered(1, 0);

    assertThat(spacing.frames()).isEqualTo(128);
  }
}
