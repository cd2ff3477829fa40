package io.fakepolygon.fault;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.protocol.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Writes the ledger, in bounded memory: the oldest is forgotten first. Owned by one thread. */
final class LedgerRecorder {
  private static final int MOST_EVENTS = 100_000;

  private final Consumer<Strike> onStrike;
  private final Deque<Strike> strikes = new ArrayDeque<>();
  private final AbsenceRecorder absences = new AbsenceRecorder();
  private int weight;
  private boolean isComplete = true;

  LedgerRecorder(Consumer<Strike> onStrike) {
    this.onStrike = onStrike;
  }

  void strike(Strike strike) {
    strikes.add(strike);
    weight += weight(strike);
    while (weight > MOST_EVENTS) {
      weight -= weight(strikes.remove());
      isComplete = false;
    }
    onStrike.accept(strike);
  }

  void lost(int order, int connection, Topic topic, long nowNs) {
    absences.lost(order, connection, topic, MarketTime.toInstant(nowNs));
    forgetTooManyAbsences();
  }

  void held(Topic topic, long nowNs) {
    absences.held(topic, MarketTime.toInstant(nowNs));
    forgetTooManyAbsences();
  }

  FaultLedger asItStands() {
    return new FaultLedger(List.copyOf(strikes), absences.asTheyStand(), isComplete);
  }

  private void forgetTooManyAbsences() {
    while (absences.weight() > MOST_EVENTS) {
      absences.forgetOldest();
      isComplete = false;
    }
  }

  private static int weight(Strike strike) {
    return 1 + strike.due().size() + strike.sent().size();
  }
}
