package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;
import io.fakepolygon.protocol.LuldBand;
import java.util.List;

/** What channel LULD says of a symbol, one saying after the other. */
final class BandCursor extends EventCursor {
  // No later than anybody looks, and no longer than a year of days without a word.
  private static final int MOST_SILENT_DAYS = 400;

  private final SymbolTape tape;
  private List<LuldBand> sayings = List.of();
  private long dayEndMs;
  private int next;

  BandCursor(SymbolTape tape, int rank) {
    super(rank);
    this.tape = tape;
  }

  @Override
  void seek(long afterNs) {
    open(tape.planFrom(Math.floorDiv(afterNs, MS)));
    while (next < sayings.size() && sayings.get(next).timestampNs() <= afterNs) {
      next++;
    }
    settle();
  }

  @Override
  void tell(EventSink sink) {
    sink.band(sayings.get(next++));
    settle();
  }

  private void open(DayPlan plan) {
    sayings = plan.sayings();
    dayEndMs = plan.day().endMs();
    next = 0;
  }

  private void settle() {
    long from = tape.mayBeSaidFrom(dayEndMs);
    for (int days = 0;
        next >= sayings.size() && from < Span.NEVER_MS && days < MOST_SILENT_DAYS;
        days++) {
      open(tape.planFrom(from));
      from = tape.mayBeSaidFrom(dayEndMs);
    }
    standAt(next < sayings.size() ? sayings.get(next).timestampNs() : NEVER);
  }
}
