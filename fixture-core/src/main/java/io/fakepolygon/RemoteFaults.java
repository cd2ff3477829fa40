package io.fakepolygon;

import io.fakepolygon.control.ControlClient;
import io.fakepolygon.control.FaultsAnswer;
import io.fakepolygon.control.OrderInfo;
import io.fakepolygon.control.OrdersAnswer;
import io.fakepolygon.control.RecordJson;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.fault.Faults;
import io.fakepolygon.fault.Order;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults of a server elsewhere: asked for each time, or as they were kept at the end. */
final class RemoteFaults implements Faults {
  private static final String FAULTS = "/control/v1/faults";

  private final ControlClient control;
  // Throws once the server is closed here.
  private final Runnable refusal;
  private volatile @Nullable FaultsAnswer kept;

  RemoteFaults(ControlClient control, Runnable refusal) {
    this.control = control;
    this.refusal = refusal;
  }

  /** Reads all of it, for the time when the server cannot be asked any more. */
  void keep() {
    kept = ask();
  }

  @Override
  public Order order(Fault fault) {
    return order(fault.text());
  }

  @Override
  public Order order(String faults) {
    refusal.run();
    List<OrderInfo> ordered =
        control.post(FAULTS, RecordJson.text(Map.of("fault", faults)), OrdersAnswer.class).orders();
    return ordered.get(ordered.size() - 1).order();
  }

  @Override
  public List<Order> orders() {
    return asItStands().orders().stream().map(OrderInfo::order).toList();
  }

  @Override
  public void withdraw(Order order) {
    refusal.run();
    int orders = orders().size();
    if (order.number() > orders) {
      throw new IllegalArgumentException(
          "There is no order %d. There are %d".formatted(order.number(), orders));
    }
    control.delete(FAULTS + "/" + order.number());
  }

  @Override
  public void withdrawAll() {
    refusal.run();
    control.delete(FAULTS);
  }

  @Override
  public FaultLedger ledger() {
    return asItStands().ledger();
  }

  private FaultsAnswer asItStands() {
    FaultsAnswer all = kept;
    return all == null ? ask() : all;
  }

  private FaultsAnswer ask() {
    return control.get(FAULTS, FaultsAnswer.class);
  }
}
