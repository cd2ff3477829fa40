package io.fakepolygon.fault;

import io.fakepolygon.protocol.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A topic that a client did not receive because of an order: its connection was ended, or its
 * request refused, and nobody held the topic until it was asked for again.
 *
 * @param order the order's number
 * @param connection the number of the connection that held it, or asked for it
 * @param topic what it held
 * @param from the last step of which anything came was at or before this, in market time
 * @param until when some connection held the topic again, or a wildcard that covers it; empty if
 *     none has. What falls due later came
 * @param returns of a wildcard: the topics within it that were held again before
 */
public record Absence(
    int order,
    int connection,
    Topic topic,
    Instant from,
    Optional<Instant> until,
    List<Return> returns) {
  /** Copies the list. */
  public Absence {
    returns = List.copyOf(returns);
  }

  /**
   * One topic of a wildcard is held again. What falls due later of it came.
   *
   * @param topic which
   * @param at when some connection held it, in market time
   */
  public record Return(Topic topic, Instant at) {}
}
