package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class WayOfFailingTest {

  @Test
  void oneLineFailsInOneWay() {
    List<WayOfFailing> ways =
        Stream.of("this", "that").map(IllegalStateException::new).map(this::way).toList();

    assertThat(ways.get(0)).isEqualTo(ways.get(1));
  }

  @Test
  void anotherLineIsAnotherWay() {
    WayOfFailing here = way(new IllegalStateException());
    WayOfFailing there = way(new IllegalStateException());

    assertThat(here).isNotEqualTo(there);
  }

  @Test
  void anotherClassIsAnotherWayButForAssertionErrors() {
    List<Supplier<Throwable>> failures =
        List.of(IllegalStateException::new, IllegalArgumentException::new);
    List<Supplier<Throwable>> assertions = List.of(AssertionError::new, AssertionFailedError::new);

    assertThat(waysOf(failures)).hasSize(2);
    assertThat(waysOf(assertions)).hasSize(1);
  }

  @Test
  void aFailureFromNowhereInTheTestHasNoPlace() {
    Throwable failure = new IllegalStateException();
    failure.setStackTrace(new StackTraceElement[0]);

    assertThat(way(failure).place()).isEmpty();
  }

  @Test
  void aLineOfASuperclassIsAPlaceToo() {
    assertThat(WayOfFailing.of(new IllegalStateException(), Sub.class).place())
        .startsWith(WayOfFailingTest.class.getName() + ":");
  }

  private static final class Sub extends WayOfFailingTest {}

  private static List<WayOfFailing> waysOf(List<Supplier<Throwable>> failures) {
    return failures.stream()
        .map(failure -> WayOfFailing.of(failure.get(), WayOfFailingTest.class))
        .distinct()
        .toList();
  }

  private WayOfFailing way(Throwable failure) {
    return WayOfFailing.of(failure, getClass());
  }
}
