package io.fakepolygon.journal;

import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.ClientAction.Authenticate;
import java.time.Instant;

/**
 * Something that happened on a connection, or to the clock that all of them share.
 *
 * @param connection the connection's number, which counts those of a server from 1 up; {@link
 *     #THE_CLOCK} for {@link Kind#MOVED} and {@link Kind#ORDERED}
 * @param at when, in market time; for what was told, the step at which it fell due
 * @param kind what happened
 * @param text for {@link Kind#SAID} and {@link Kind#TOLD} the text frame as it was; for {@link
 *     Kind#CONNECTED} the client's address and port; for {@link Kind#STRUCK} what was ordered; for
 *     {@link Kind#ENDED} how it ended; for {@link Kind#MOVED} how the clock was moved, such as
 *     {@code advanced to 2024-01-02T14:30:10Z, delivered}, {@code running at speed 60.0} or {@code
 *     paused}; for {@link Kind#ORDERED} the order, such as {@code order 1: DROP after 3}
 */
public record JournalEntry(int connection, Instant at, Kind kind, String text) {
  /** In place of a connection's number: what concerns no single one. */
  public static final int THE_CLOCK = 0;

  /** What can happen. */
  public enum Kind {
    /** A client connected. */
    CONNECTED,
    /** The client sent a text frame. */
    SAID,
    /** The client was sent a text frame. */
    TOLD,
    /** A fault that was ordered struck the connection. */
    STRUCK,
    /** The connection ended. */
    ENDED,
    /** The clock begins to move, or moves in another way: what falls due on the way comes next. */
    MOVED,
    /** A fault was ordered or withdrawn. */
    ORDERED
  }

  /**
   * {@return this entry for a person to read, with a client's key left out: {@code
   * 2024-01-02T14:30:00Z connection 1 said {"action":"auth","params":"…"}}}
   */
  @Override
  public String toString() {
    return connection == THE_CLOCK
        ? "%s %s".formatted(at, describe())
        : "%s connection %d %s".formatted(at, connection, describe());
  }

  /** {@return what happened, without when and to whom; a client's key is left out} */
  public String describe() {
    return switch (kind) {
      case CONNECTED -> "connected from " + text;
      case SAID -> "said " + textWithoutKey();
      case TOLD -> "was told " + text;
      case STRUCK -> "was struck by " + text;
      case ENDED -> "ended: " + text;
      case MOVED -> "clock " + text;
      case ORDERED -> text;
    };
  }

  /** {@return the text, with a client's key left out: for logs and reports} */
  public String textWithoutKey() {
    return kind == Kind.SAID && ClientAction.read(text) instanceof Authenticate
        ? "{\"action\":\"auth\",\"params\":\"…\"}"
        : text;
  }
}
