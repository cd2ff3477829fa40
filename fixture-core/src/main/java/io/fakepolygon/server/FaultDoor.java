package io.fakepolygon.server;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.fault.Faults;
import io.fakepolygon.fault.Order;
import io.fakepolygon.market.Market;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Faults for other threads: each call is handed to the market thread and waits for its answer. */
final class FaultDoor implements Faults {
  private final MarketThread thread;
  private final Publisher publisher;
  private final Hub hub;
  private final Supplier<Market> market;
  private final Instant marketStart;

  FaultDoor(
      MarketThread thread,
      Publisher publisher,
      Hub hub,
      Supplier<Market> market,
      Instant marketStart) {
    this.thread = thread;
    this.publisher = publisher;
    this.hub = hub;
    this.market = market;
    this.marketStart = marketStart;
  }

  /** Orders what a server is started with, while nobody else can: its thread does not run yet. */
  void orderBeforeTheStart(List<Fault> faults) {
    for (Fault fault : faults) {
      require(fault);
      hub.faults().order(fault);
    }
  }

  @Override
  public Order order(Fault fault) {
    require(fault);
    return thread.call(() -> orderNow(List.of(fault)).get(0));
  }

  @Override
  public Order order(String faults) {
    List<Order> ordered = orderAll(faults);
    return ordered.get(ordered.size() - 1);
  }

  /** As {@link #order(String)}. {@return all of them} */
  List<Order> orderAll(String faults) {
    List<Fault> all = Fault.parseAll(faults, marketStart);
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "No fault is written. Write one such as DROP on Q.FAKETICKER after 3");
    }
    all.forEach(this::require);
    return thread.call(() -> orderNow(all));
  }

  @Override
  public List<Order> orders() {
    return ask(() -> hub.faults().orders());
  }

  @Override
  public void withdraw(Order order) {
    thread.call(
        () -> {
          hub.faults().withdraw(order.number());
          hub.endDoomed();
          return order;
        });
  }

  @Override
  public FaultLedger ledger() {
    return ask(() -> hub.faults().ledger());
  }

  private List<Order> orderNow(List<Fault> faults) {
    // What was due before comes as it was.
    publisher.flush();
    faults.forEach(hub.faults()::requireToCome);
    List<Integer> numbers = faults.stream().map(hub.faults()::order).toList();
    hub.endDoomed();
    List<Order> orders = hub.faults().orders();
    return numbers.stream().map(number -> orders.get(number - 1)).toList();
  }

  private void require(Fault fault) {
    if (!hub.feed().isReal()) {
      fault.topics().forEach(market.get().spec()::requireSymbolOf);
    }
  }

  /** Of a server that has been closed one may ask too: its thread has ended. */
  private <T> T ask(Callable<T> question) {
    try {
      return thread.call(question);
    } catch (ServerClosedException closed) {
      try {
        return question.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
