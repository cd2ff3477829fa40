package io.fakepolygon.fault;

import java.util.List;

/**
 * Where faults are ordered, and where it is told what they have done.
 *
 * <pre>{@code
 * polygon.faults().order(Fault.of(new Drop()).on("Q.FAKETICKER").after(3));
 * polygon.faults().order("DROP on Q.FAKETICKER after 3"); // the same
 * clock.advance(Duration.ofSeconds(1));
 * assertThat(client.received()).isExactly(polygon.tape().dueTo(client)).except(polygon.faults());
 * }</pre>
 *
 * <p>Any thread may call. What is ordered strikes from then on: nothing that has been sent changes.
 */
public interface Faults {

  /**
   * Orders a fault.
   *
   * @throws IllegalArgumentException if its time is over already, or it is for a symbol that there
   *     is not
   */
  Order order(Fault fault);

  /**
   * Orders faults as text, in which {@code at 10m} counts from the market's start.
   *
   * @return the last of them
   * @throws IllegalArgumentException with one sentence that names what cannot be read, and what to
   *     write; nothing is ordered then
   */
  Order order(String faults);

  /** {@return all that was ordered, as it stands, in order} It stays readable after the end. */
  List<Order> orders();

  /**
   * Lets an order strike no more; what it held back comes now, also when it is over.
   *
   * @throws IllegalArgumentException if the server has no such order
   */
  void withdraw(Order order);

  /** Withdraws all orders: those that are over may still hold something back. */
  default void withdrawAll() {
    orders().forEach(this::withdraw);
  }

  /**
   * Closes the gate: from here on nothing that is sent arrives, until it is let go. The clock does
   * not wait for it.
   */
  default Order hold() {
    return order(Fault.of(new LineHarm.Hold()));
  }

  /** Opens the gate: what was held arrives, in order. */
  default void release() {
    orders().stream()
        .filter(order -> order.fault().harm() instanceof LineHarm.Hold)
        .forEach(this::withdraw);
  }

  /** {@return what has been done so far} It stays readable after the end. */
  FaultLedger ledger();
}
