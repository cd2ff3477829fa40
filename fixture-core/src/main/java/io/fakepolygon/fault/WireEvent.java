package io.fakepolygon.fault;

import io.fakepolygon.protocol.Channel;

/**
 * An event on its way to a connection.
 *
 * @param channel its kind
 * @param symbol whom it is about
 * @param json as it stands in the frame
 */
public record WireEvent(Channel channel, String symbol, String json) {
  WireEvent saying(String other) {
    return new WireEvent(channel, symbol, other);
  }
}
