package io.fakepolygon.protocol;

/**
 * One element of the JSON array that a server's frame is: an event of the market, a status, or, on
 * a client's side, something this version does not know.
 *
 * <p>All members are immutable and may be shared among threads.
 */
public sealed interface Message permits MarketEvent, Status, UnknownMessage {

  /** Writes this message as one JSON object with the wire's key order and number format. */
  void writeTo(JsonBytes json);

  /** {@return this message as the wire writes it, one JSON object on one line} */
  default String toJson() {
    JsonBytes json = new JsonBytes();
    writeTo(json);
    return json.toString();
  }
}
