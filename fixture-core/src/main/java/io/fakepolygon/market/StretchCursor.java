package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;
import org.jspecify.annotations.Nullable;

/** The events of one kind on a symbol's tape, one after the other, stretch by stretch. */
abstract class StretchCursor extends EventCursor {
  private final SymbolTape tape;
  private @Nullable Stretch stretch;
  private int index;

  StretchCursor(SymbolTape tape, int rank) {
    super(rank);
    this.tape = tape;
  }

  /** {@return the index of the first event at or after an instant, or how many there are} */
  abstract int firstFrom(Stretch in, long epochMs);

  abstract int count(Stretch in);

  abstract long ms(Stretch in, int event);

  abstract void tell(Stretch in, int event, EventSink sink);

  @Override
  final void seek(long afterNs) {
    long ms = msAfter(afterNs);
    stretch = tape.from(ms);
    index = stretch == null ? 0 : firstFrom(stretch, ms);
    settle();
  }

  @Override
  final void tell(EventSink sink) {
    Stretch here = stretch;
    if (here != null) {
      tell(here, index++, sink);
      settle();
    }
  }

  private void settle() {
    while (stretch != null && index >= count(stretch)) {
      stretch = tape.from(stretch.endMs());
      index = 0;
    }
    standAt(stretch == null ? NEVER : ms(stretch, index) * MS);
  }
}
