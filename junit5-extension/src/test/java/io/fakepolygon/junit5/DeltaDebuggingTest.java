package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeltaDebuggingTest {
  private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

  @Test
  void findsTheOneThatItNeedsInFewAttempts() {
    AtomicInteger attempts = new AtomicInteger();

    List<Integer> minimal =
        DeltaDebugging.minimal(
            HUNDRED,
            some -> {
              attempts.incrementAndGet();
              return some.contains(71);
            });

    assertThat(minimal).containsExactly(71);
    assertThat(attempts).hasValueLessThan(20);
  }

  @Test
  void findsThoseThatItNeedsTogether() {
    assertThat(DeltaDebugging.minimal(HUNDRED, some -> some.containsAll(List.of(3, 50, 99))))
        .containsExactly(3, 50, 99);
  }

  @Test
  void findsNothingWhereItNeedsNothing() {
    assertThat(DeltaDebugging.minimal(HUNDRED, some -> true)).isEmpty();
    assertThat(DeltaDebugging.minimal(List.of(), some -> true)).isEmpty();
  }

  @Test
  void keepsAllWhereItNeedsAll() {
    assertThat(DeltaDebugging.minimal(List.of(1, 2, 3), some -> some.size() == 3))
        .containsExactly(1, 2, 3);
    assertThat(DeltaDebugging.minimal(List.of(1), some -> some.size() == 1)).containsExactly(1);
  }

  @Test
  void withoutAnyOneOfThemItDoesNotFail() {
    // With any two that are neighbours.
    List<Integer> minimal =
        DeltaDebugging.minimal(
            HUNDRED, some -> some.stream().anyMatch(one -> some.contains(one + 1)));

    assertThat(minimal).hasSize(2);
    assertThat(minimal.get(1)).isEqualTo(minimal.get(0) + 1);
  }
}
