package io.fakepolygon.fault;

import java.time.Instant;
import java.util.List;

/**
 * What an order did once.
 *
 * @param order the order's number
 * @param connection the number of the connection it was done to
 * @param at when, in market time; for an event, the step at which it fell due or came
 * @param due the events that were to come then, as JSON, and were left out or replaced
 * @param sent the events that came in their place, as JSON; without {@code due} they came besides,
 *     before what else fell due at that step. The text of a frame that cannot be read stands as it
 *     was
 * @param note what happened, in a few words
 */
public record Strike(
    int order, int connection, Instant at, List<String> due, List<String> sent, String note) {
  /** Copies the lists. */
  public Strike {
    due = List.copyOf(due);
    sent = List.copyOf(sent);
  }

  /** {@return what happened, with counts in place of events} */
  public String inShort() {
    return due.isEmpty() && sent.isEmpty()
        ? note
        : "%s, %d due, %d sent".formatted(note, due.size(), sent.size());
  }

  /** {@return the strike for a person, on one line} */
  @Override
  public String toString() {
    return "%s order %d on connection %d: %s%s%s"
        .formatted(
            at,
            order,
            connection,
            note,
            due.isEmpty() ? "" : ", due " + String.join(",", due),
            due.isEmpty() && sent.isEmpty() ? "" : ", sent " + String.join(",", sent));
  }
}
