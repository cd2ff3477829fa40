package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;

/** A walk along a market that has an end: after it there is no step at which anything falls due. */
final class EndingWalk implements Walk {
  private final Walk walk;
  private final long endNs;

  EndingWalk(Walk walk, long endNs) {
    this.walk = walk;
    this.endNs = endNs;
  }

  @Override
  public long nextStepAfter(long epochNs) {
    long next = epochNs >= endNs ? Long.MAX_VALUE : walk.nextStepAfter(epochNs);
    return next > endNs ? Long.MAX_VALUE : next;
  }

  @Override
  public void step(long stepNs, EventSink sink) {
    if (stepNs <= endNs) {
      walk.step(stepNs, sink);
    }
  }

  @Override
  public boolean hasBars() {
    return walk.hasBars();
  }

  @Override
  public void rememberDayUntil(long epochNs) {
    walk.rememberDayUntil(epochNs);
  }
}
