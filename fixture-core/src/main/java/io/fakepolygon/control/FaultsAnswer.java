package io.fakepolygon.control;

import io.fakepolygon.fault.Absence;
import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.fault.Order;
import io.fakepolygon.fault.Strike;
import java.util.List;

/**
 * What {@code GET /control/v1/faults} answers.
 *
 * @param orders all that was ordered, in order
 * @param strikes what has been done, in the order in which it happened
 * @param absences of topics, in the order in which they began
 * @param complete whether nothing has been forgotten of strikes and absences
 */
public record FaultsAnswer(
    List<OrderInfo> orders, List<Strike> strikes, List<Absence> absences, boolean complete) {

  /** Copies the lists. */
  public FaultsAnswer {
    orders = List.copyOf(orders);
    strikes = List.copyOf(strikes);
    absences = List.copyOf(absences);
  }

  static FaultsAnswer of(List<Order> orders, FaultLedger ledger) {
    return new FaultsAnswer(
        orders.stream().map(OrderInfo::of).toList(),
        ledger.strikes(),
        ledger.absences(),
        ledger.isComplete());
  }

  /** {@return the ledger} */
  public FaultLedger ledger() {
    return new FaultLedger(strikes, absences, complete);
  }
}
