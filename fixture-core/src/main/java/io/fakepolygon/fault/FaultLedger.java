package io.fakepolygon.fault;

import java.util.List;

/**
 * What ordered faults have done: the tape says what would have come, this says what came of it. So
 * a client's own losses can be told from ordered ones.
 *
 * @param strikes in the order in which they happened; of the last 100,000 events at most
 * @param absences of topics, in the order in which they began
 * @param isComplete whether nothing has been forgotten
 */
public record FaultLedger(List<Strike> strikes, List<Absence> absences, boolean isComplete) {
  /** Copies the lists. */
  public FaultLedger {
    strikes = List.copyOf(strikes);
    absences = List.copyOf(absences);
  }

  /**
   * {@return what was done to one connection}
   *
   * @param connection its number
   */
  public FaultLedger of(int connection) {
    return new FaultLedger(
        strikes.stream().filter(strike -> strike.connection() == connection).toList(),
        absences.stream().filter(absence -> absence.connection() == connection).toList(),
        isComplete);
  }
}
