package io.fakepolygon.market;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Sums since the beginning of a day, up to any place in it. Those on the way are remembered, so
 * that a late question costs a walk of the day once, and a small part of it afterwards.
 *
 * <p>Threads may share it: what is remembered is not changed any more, and forgetting it changes no
 * answer.
 *
 * @param <S> a sum; one that was handed out is not changed any more
 */
final class RunningSums<S> {
  private final long stride;
  private final int most;
  private final S nothing;
  private final Adder<S> adder;
  // By end: at multiples of the stride, of one day or of several.
  private final ConcurrentSkipListMap<Long, Sum<S>> remembered = new ConcurrentSkipListMap<>();
  // The latest answer: a walk in order continues from it. Racing walks only lose time.
  private volatile @Nullable Sum<S> latest;

  /**
   * Sums of which none is known.
   *
   * @param stride how far apart those are that are remembered
   * @param most how many are remembered
   * @param nothing the sum at a day's first place
   */
  RunningSums(long stride, int most, S nothing, Adder<S> adder) {
    this.stride = stride;
    this.most = most;
    this.nothing = nothing;
    this.adder = adder;
  }

  /** {@return the sum from the day's first place up to but not including {@code end}} */
  S upTo(long end, long firstOfDay) {
    Sum<S> sum = nearest(end, firstOfDay);
    while (sum.end < end) {
      long next = Math.min(end, (Math.floorDiv(sum.end, stride) + 1) * stride);
      sum = new Sum<>(firstOfDay, next, adder.add(sum.value, sum.end, next));
      if (next % stride == 0) {
        remember(sum);
      }
    }
    latest = sum;
    return sum.value;
  }

  private Sum<S> nearest(long end, long firstOfDay) {
    Sum<S> near = latest;
    if (near != null && near.isWithin(firstOfDay, end) && near.end > end - stride) {
      return near;
    }
    Map.Entry<Long, Sum<S>> below = remembered.floorEntry(end);
    return below != null && below.getValue().isWithin(firstOfDay, end)
        ? below.getValue()
        : new Sum<>(firstOfDay, firstOfDay, nothing);
  }

  private void remember(Sum<S> sum) {
    if (remembered.size() >= most) {
      remembered.clear();
    }
    remembered.put(sum.end, sum);
  }

  /** Makes a sum of another and what comes from one place up to but not including the next. */
  interface Adder<S> {
    S add(S sum, long from, long to);
  }

  /** What is from {@code firstOfDay} up to but not including {@code end}. */
  private record Sum<S>(long firstOfDay, long end, S value) {
    private boolean isWithin(long otherFirstOfDay, long byEnd) {
      return firstOfDay == otherFirstOfDay && end <= byEnd;
    }
  }
}
