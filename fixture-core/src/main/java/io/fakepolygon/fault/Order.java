package io.fakepolygon.fault;

/**
 * A fault that has been ordered, as it stands.
 *
 * @param number counts the orders of a server from 1 up
 * @param fault what was ordered
 * @param strikes how often it has struck
 * @param isOver whether it will not strike any more: it has struck as often as it may, its time is
 *     over, or it was withdrawn
 */
public record Order(int number, Fault fault, long strikes, boolean isOver) {

  /** {@return the order for a person: {@code order 1: DROP, struck once, over}} */
  @Override
  public String toString() {
    return "order %d: %s, struck %s%s"
        .formatted(
            number,
            fault.text(),
            strikes == 1 ? "once" : strikes + " times",
            isOver ? ", over" : "");
  }
}
