package io.fakepolygon.market;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that each market day has, made when it is asked for. Two days that follow each other
 * are remembered.
 */
final class ByDay<T> {
  private final Function<MarketDay, T> maker;
  // Of even and of odd days.
  private final AtomicReferenceArray<@Nullable Made<T>> remembered = new AtomicReferenceArray<>(2);

  ByDay(Function<MarketDay, T> maker) {
    this.maker = maker;
  }

  T of(MarketDay day) {
    int slot = (int) day.number() & 1;
    Made<T> known = remembered.get(slot);
    if (known == null || known.day != day.number()) {
      known = new Made<>(day.number(), maker.apply(day));
      remembered.set(slot, known);
    }
    return known.value;
  }

  private record Made<T>(long day, T value) {}
}
