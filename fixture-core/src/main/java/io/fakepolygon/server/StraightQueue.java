package io.fakepolygon.server;

import java.util.Optional;

/** {@link SlowClientPolicy#DISCONNECT}: nothing waits here, all goes straight to the outlet. */
final class StraightQueue implements SendQueue {
  private final Outlet outlet;
  private final Patience patience;

  StraightQueue(Outlet outlet, Patience patience) {
    this.outlet = outlet;
    this.patience = patience;
  }

  @Override
  public boolean isReadyFor(FrameBatch batch) {
    return batch.isAwaited() || !patience.isOverWith(bytes());
  }

  @Override
  public void takeLate(FrameBatch batch) {
    // It is dropped as soon as somebody looks.
  }

  @Override
  public void takeOwn(FrameBatch own) {
    outlet.write(own);
  }

  @Override
  public void goOn() {}

  @Override
  public Optional<String> relieve() {
    return patience.overBecauseOf(bytes()).or(() -> patience.endedBy(bytes()));
  }

  @Override
  public void finish() {}

  @Override
  public void discard() {}

  @Override
  public long bytes() {
    return outlet.bytes();
  }

  @Override
  public long quotesConflated() {
    return 0;
  }

  @Override
  public long eventsDropped() {
    return 0;
  }
}
