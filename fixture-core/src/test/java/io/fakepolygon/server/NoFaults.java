package io.fakepolygon.server;

import io.fakepolygon.journal.JournalRecorder;

/** A desk at which nobody orders a fault, for what is built without a server. */
final class NoFaults {
  private NoFaults() {}

  static FaultDesk desk() {
    MarketThread neverStarted = new MarketThread("market", () -> Long.MAX_VALUE);
    return new FaultDesk(neverStarted, 0, () -> 0, () -> 0, new JournalRecorder(() -> 0, 0));
  }
}
