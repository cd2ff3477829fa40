package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A walk that looks for what comes next among all that is wanted: cursors, one for each kind of
 * event of each symbol, in a heap with the next to fall due on top.
 *
 * <p>The heap stands where the last step left it. Whoever comes meanwhile, or asks for another
 * step, gets one of his own.
 */
final class MergingWalk implements Walk {
  private final long intervalNs;
  private final Supplier<List<EventCursor>> cursors;
  private final List<Bars> bars;
  private final AtomicReference<@Nullable Merge> resting = new AtomicReference<>();

  /**
   * A walk.
   *
   * @param cursors makes new ones
   * @param bars of the symbols of which bars are wanted
   */
  MergingWalk(long intervalNs, Supplier<List<EventCursor>> cursors, List<Bars> bars) {
    this.intervalNs = intervalNs;
    this.cursors = cursors;
    this.bars = List.copyOf(bars);
  }

  @Override
  public long nextStepAfter(long epochNs) {
    Merge merge = take(Math.floorDiv(epochNs, intervalNs) * intervalNs);
    long dueNs = merge.dueNs();
    resting.set(merge);
    return dueNs == EventCursor.NEVER ? dueNs : -Math.floorDiv(-dueNs, intervalNs) * intervalNs;
  }

  @Override
  public void step(long stepNs, EventSink sink) {
    Merge merge = take(stepNs - intervalNs);
    merge.tellUntil(stepNs, sink);
    resting.set(merge);
  }

  @Override
  public boolean hasBars() {
    return !bars.isEmpty();
  }

  @Override
  public void rememberDayUntil(long epochNs) {
    for (Bars each : bars) {
      if (!Thread.currentThread().isInterrupted()) {
        each.rememberDayUntil(Math.floorDiv(epochNs, EventCursor.MS));
      }
    }
  }

  /** {@return a heap that stands after an instant} */
  private Merge take(long afterNs) {
    Merge merge = resting.getAndSet(null);
    if (merge == null) {
      merge = new Merge(cursors.get().toArray(EventCursor[]::new));
    }
    merge.goTo(afterNs);
    return merge;
  }

  /** The heap. */
  private static final class Merge {
    private final EventCursor[] heap;
    // All up to here is told, and nothing after it.
    private long toldNs;
    private boolean begun;

    private Merge(EventCursor[] cursors) {
      heap = cursors;
    }

    private long dueNs() {
      while (heap.length > 0 && heap[0].passes()) {
        sink(0);
      }
      return heap.length == 0 ? EventCursor.NEVER : heap[0].dueNs();
    }

    /** Where nothing falls due between the two, one instant is as good as the other. */
    private void goTo(long afterNs) {
      if (!begun || afterNs < toldNs || dueNs() <= afterNs) {
        for (EventCursor cursor : heap) {
          cursor.seek(afterNs);
        }
        for (int i = heap.length / 2 - 1; i >= 0; i--) {
          sink(i);
        }
        begun = true;
      }
      toldNs = afterNs;
    }

    private void tellUntil(long ns, EventSink sink) {
      while (dueNs() <= ns) {
        heap[0].tell(sink);
        sink(0);
      }
      toldNs = ns;
    }

    private void sink(int from) {
      int hole = from;
      EventCursor moving = heap[hole];
      while (2 * hole + 1 < heap.length) {
        int child = 2 * hole + 1;
        if (child + 1 < heap.length && heap[child + 1].comesBefore(heap[child])) {
          child++;
        }
        if (!heap[child].comesBefore(moving)) {
          break;
        }
        heap[hole] = heap[child];
        hole = child;
      }
      heap[hole] = moving;
    }
  }
}
