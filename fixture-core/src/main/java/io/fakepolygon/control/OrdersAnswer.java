package io.fakepolygon.control;

import java.util.List;

/**
 * What {@code POST /control/v1/faults} answers.
 *
 * @param orders those that were given by the request, in order
 */
public record OrdersAnswer(List<OrderInfo> orders) {

  /** Copies the list. */
  public OrdersAnswer {
    orders = List.copyOf(orders);
  }
}
