package io.fakepolygon;

import io.fakepolygon.server.ConnectionInfo;

/**
 * A client that knows which of a server's connections is its own, so that {@link
 * Tape#dueTo(ServedClient)} can be asked what it should have received.
 */
public interface ServedClient {

  /** {@return its connection as the server has it now, or as it stood at its end} */
  ConnectionInfo connection();
}
