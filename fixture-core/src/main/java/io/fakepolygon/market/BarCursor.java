package io.fakepolygon.market;

import io.fakepolygon.market.BarSchedule.Sending;
import io.fakepolygon.protocol.EventSink;

/**
 * The bars of a symbol, one after the other: those that are sent for the first time, or those that
 * are sent again.
 */
final class BarCursor extends EventCursor {
  private final Bars bars;
  private final BarSchedule schedule;
  private final Sending sending;
  private long startMs;
  private boolean certain;

  BarCursor(Bars bars, BarSchedule schedule, Sending sending, int rank) {
    super(rank);
    this.bars = bars;
    this.schedule = schedule;
    this.sending = sending;
  }

  @Override
  void seek(long afterNs) {
    long window = schedule.windowMs();
    long ms = Math.floorDiv(afterNs, MS) - schedule.delayMs(sending);
    settle(Math.floorDiv(ms, window) * window);
  }

  @Override
  void tell(EventSink sink) {
    long endMs = startMs + schedule.windowMs();
    sink.bar(bars.bar(schedule.channel(), startMs, endMs, cutMs(endMs)));
    settle(endMs);
  }

  /** Whether a bar is sent so is looked at no earlier than needed: it may be days to the next. */
  @Override
  boolean passes() {
    if (certain || startMs >= Span.NEVER_MS) {
      return false;
    }
    certain = isSent();
    if (certain) {
      return false;
    }
    settle(startMs + schedule.windowMs());
    return true;
  }

  /** Goes to the first window from an instant on that has a bar. */
  private void settle(long fromMs) {
    startMs = bars.nextPriced(fromMs, schedule.windowMs());
    certain = false;
    standAt(
        startMs < Span.NEVER_MS
            ? (startMs + schedule.windowMs() + schedule.delayMs(sending)) * MS
            : NEVER);
  }

  private boolean isSent() {
    long endMs = startMs + schedule.windowMs();
    long cutMs = firstCutMs();
    if (sending == Sending.FIRST) {
      return cutMs == endMs || bars.hasPrice(startMs, cutMs);
    }
    return schedule.applies(sending, startMs) && bars.hasVolume(cutMs, endMs);
  }

  private long cutMs(long endMs) {
    return sending == Sending.FIRST ? firstCutMs() : endMs;
  }

  /** What has no price cannot be sent too early, and so is right when it is sent. */
  private long firstCutMs() {
    long cutMs = schedule.firstCutMs(startMs);
    long uncorrectedMs = schedule.uncorrectedCutMs(startMs);
    return cutMs == uncorrectedMs || bars.hasPrice(startMs, cutMs) ? cutMs : uncorrectedMs;
  }
}
