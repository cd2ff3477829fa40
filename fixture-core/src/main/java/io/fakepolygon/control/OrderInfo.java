package io.fakepolygon.control;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.Order;
import java.time.Instant;

/**
 * An {@link Order} as JSON has it.
 *
 * @param number counts the orders of a server from 1 up
 * @param fault what was ordered, as text
 * @param strikes how often it has struck
 * @param over whether it will not strike any more
 */
public record OrderInfo(int number, String fault, long strikes, boolean over) {

  static OrderInfo of(Order order) {
    return new OrderInfo(order.number(), order.fault().text(), order.strikes(), order.isOver());
  }

  /** {@return the order} */
  public Order order() {
    // The text of what has been ordered names instants: it reads so whenever the market starts.
    return new Order(number, Fault.parse(fault, Instant.EPOCH), strikes, over);
  }
}
