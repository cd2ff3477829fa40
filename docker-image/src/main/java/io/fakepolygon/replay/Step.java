package io.fakepolygon.replay;

import io.fakepolygon.Delivery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is done next in a replay. */
sealed interface Step {

  /**
   * Wait until the clients are where the recorded ones were.
   *
   * @param open what each connection holds that is open, by its place among all that have come,
   *     from 1 up
   * @param come how many have come so far
   */
  record Await(Map<Integer, Set<String>> open, int come) implements Step {
    /** Copies all. */
    public Await {
      Map<Integer, Set<String>> copy = new LinkedHashMap<>();
      open.forEach((connection, topics) -> copy.put(connection, new LinkedHashSet<>(topics)));
      open = copy;
    }

    /** {@return whether they are there} */
    boolean isMetBy(Map<Integer, Set<String>> now, int comeSoFar) {
      return comeSoFar >= come
          && open.entrySet().stream().allMatch(one -> one.getValue().equals(now.get(one.getKey())))
          && now.keySet().stream().allMatch(id -> id > come || open.containsKey(id));
    }

    /** {@return what is waited for, for a person} */
    String describe() {
      return open.isEmpty()
          ? "%d connections that have come and gone".formatted(come)
          : open.entrySet().stream()
              .map(
                  one ->
                      "connection %d to hold %s"
                          .formatted(
                              one.getKey(),
                              one.getValue().isEmpty()
                                  ? "no topic"
                                  : String.join(",", new TreeSet<>(one.getValue()))))
              .collect(Collectors.joining(", "));
    }
  }

  /** Move the clock. */
  record Advance(Instant to, Delivery delivery) implements Step {}

  /** Order a fault. */
  record OrderFault(String fault) implements Step {}

  /** Withdraw the order with this number. */
  record Withdraw(int order) implements Step {}
}
