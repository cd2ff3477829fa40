package io.fakepolygon.server;

import java.net.InetSocketAddress;

/** A server's way to its sockets: it listens itself, or has an entrance beside one that does. */
interface Doorway {

  /** {@return where its sockets come in} */
  Entrance entrance();

  /** {@return the address that is listened on} */
  InetSocketAddress address();

  /** Takes no more clients, and closes sockets that are not connections yet. */
  void stopAccepting();

  /** Closes all of its sockets. */
  void close();
}
