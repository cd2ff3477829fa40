package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefusalCountTest {
  private long nowNs = Long.MAX_VALUE;
  private final RefusalCount count = new RefusalCount(() -> nowNs);

  @Test
  void theFirstIsToldAndOfAStormNoMore() {
    assertThat(count.add()).isTrue();
    for (int i = 0; i < 1_000; i++) {
      nowNs++;
      assertThat(count.add()).isFalse();
    }

    assertThat(count.total()).isEqualTo(1_001);
  }

  @Test
  void aMinuteLaterOneIsToldAgain() {
    count.add();

    nowNs += TimeUnit.MINUTES.toNanos(1);

    assertThat(count.add()).isTrue();
    assertThat(count.add()).isFalse();
  }
}
