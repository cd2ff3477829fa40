package io.fakepolygon.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  @Test
  void retriesAtOnceThenEverLaterUpToHalfAMinute() {
    assertThat(secondsOfNext(8)).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void beginsAnewWhenAllIsWell() {
    assertThat(secondsOfNext(3)).containsExactly(0L, 1L, 2L);

    backoff.reset();

    assertThat(secondsOfNext(3)).containsExactly(0L, 1L, 2L);
  }

  private List<Long> secondsOfNext(int count) {
    return Stream.generate(() -> backoff.next().toSeconds()).limit(count).toList();
  }
}
