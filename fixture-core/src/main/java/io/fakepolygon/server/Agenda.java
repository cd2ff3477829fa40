package io.fakepolygon.server;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to be done at market times, in their order. Owned by the market thread. */
final class Agenda {
  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::ns).thenComparingLong(Item::number));
  private long lastNumber;

  /** Has something done, whoever is connected then. */
  void add(long ns, Runnable deed) {
    items.add(new Item(ns, ++lastNumber, null, deed));
  }

  /** Has something done to a connection, unless it is {@link #forget forgotten} before. */
  void addFor(Connection connection, long ns, Runnable deed) {
    items.add(new Item(ns, ++lastNumber, connection, deed));
  }

  /** Nothing more is to be done to a connection. */
  void forget(Connection connection) {
    items.removeIf(item -> item.connection == connection);
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** {@return when the next is due, or Long.MAX_VALUE} */
  long nextNs() {
    return items.isEmpty() ? Long.MAX_VALUE : items.element().ns;
  }

  /** Does what is due by now. */
  void catchUp(long nowNs) {
    while (nextNs() <= nowNs) {
      items.remove().deed.run();
    }
  }

  private record Item(long ns, long number, @Nullable Connection connection, Runnable deed) {}
}
