package io.fakepolygon.junit5;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds which of many things a failure needs, in few attempts: halves first, then what is left
 * without ever smaller parts. Andreas Zeller and Ralf Hildebrandt, Simplifying and Isolating
 * Failure-Inducing Input, IEEE Transactions on Software Engineering 28 (2002), ddmin.
 */
final class DeltaDebugging {
  private DeltaDebugging() {}

  /**
   * {@return some of the things, in their order, with which it fails, and without any one of which
   * it does not}
   *
   * @param all with which it fails
   * @param fails whether it fails with some of them
   */
  static <T> List<T> minimal(List<T> all, Predicate<List<T>> fails) {
    if (all.isEmpty() || fails.test(List.of())) {
      return List.of();
    }
    List<T> current = all;
    int parts = 2;
    while (current.size() >= 2) {
      int size = current.size();
      Optional<List<T>> part = partThatFails(current, parts, fails);
      Optional<List<T>> rest =
          part.isPresent() || parts == 2 ? Optional.empty() : restThatFails(current, parts, fails);
      if (part.isPresent()) {
        current = part.get();
        parts = 2;
      } else if (rest.isPresent()) {
        current = rest.get();
        parts = Math.max(parts - 1, 2);
      } else if (parts == size) {
        return current;
      } else {
        parts = Math.min(parts * 2, size);
      }
    }
    return current;
  }

  private static <T> Optional<List<T>> partThatFails(
      List<T> all, int parts, Predicate<List<T>> fails) {
    return IntStream.range(0, parts)
        .mapToObj(i -> List.copyOf(all.subList(from(all, i, parts), from(all, i + 1, parts))))
        .filter(fails)
        .findFirst();
  }

  private static <T> Optional<List<T>> restThatFails(
      List<T> all, int parts, Predicate<List<T>> fails) {
    return IntStream.range(0, parts)
        .mapToObj(i -> without(all, from(all, i, parts), from(all, i + 1, parts)))
        .filter(fails)
        .findFirst();
  }

  private static <T> List<T> without(List<T> all, int from, int to) {
    return Stream.concat(all.subList(0, from).stream(), all.subList(to, all.size()).stream())
        .toList();
  }

  private static int from(List<?> all, int part, int parts) {
    return all.size() * part / parts;
  }
}
