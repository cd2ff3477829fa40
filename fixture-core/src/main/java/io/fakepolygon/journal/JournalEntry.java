package io.fakepolygon.journal;

import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.ClientAction.Authenticate;
import java.time.Instant;

/**
 * Something that happened on a connection.
 *
 * @param connection the connection's number, which counts those of a server from 1 up
 * @param at when, in market time; for what was told, the step at which it fell due
 * @param kind what happened
 * @param text for {@link Kind#SAID} and {@link Kind#TOLD} the text frame as it was; for {@link
 *     Kind#CONNECTED} the client's address and port; for {@link Kind#ENDED} how it ended
 */
public record JournalEntry(int connection, Instant at, Kind kind, String text) {

  /** What can happen on a connection. */
  public enum Kind {
    /** A client connected. */
    CONNECTED,
    /** The client sent a text frame. */
    SAID,
    /** The client was sent a text frame. */
    TOLD,
    /** The connection ended. */
    ENDED
  }

  /**
   * {@return this entry for a person to read, with a client's key left out: {@code
   * 2024-01-02T14:30:00Z connection 1 said {"action":"auth","params":"…"}}}
   */
  @Override
  public String toString() {
    return "%s connection %d %s".formatted(at, connection, describe());
  }

  /** {@return what happened, without when and to whom; a client's key is left out} */
  public String describe() {
    return switch (kind) {
      case CONNECTED -> "connected from " + text;
      case SAID -> "said " + textWithoutKey();
      case TOLD -> "was told " + text;
      case ENDED -> "ended: " + text;
    };
  }

  /** {@return the text, with a client's key left out: for logs and reports} */
  public String textWithoutKey() {
    return kind == Kind.SAID && ClientAction.read(text) instanceof Authenticate
        ? "{\"action\":\"auth\",\"params\":\"…\"}"
        : text;
  }
}
