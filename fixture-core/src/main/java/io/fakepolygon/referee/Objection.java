package io.fakepolygon.referee;

import java.time.Instant;

/**
 * Something that a client did and should not have done.
 *
 * @param rule what it broke
 * @param connection the number of the connection on which it did so
 * @param at when, market time
 * @param text what it did, and what it should do instead; never holds a key
 */
public record Objection(Rule rule, int connection, Instant at, String text) {

  /** {@return it on one line} */
  @Override
  public String toString() {
    return "%s %s: %s".formatted(at, rule, text);
  }
}
