package io.fakepolygon.server;

import java.net.InetSocketAddress;

/** An entrance beside a server that listens. */
record SideDoor(Acceptor listening, Entrance entrance) implements Doorway {

  @Override
  public InetSocketAddress address() {
    return listening.address();
  }

  @Override
  public void stopAccepting() {
    listening.remove(entrance);
    entrance.stopAccepting();
  }

  @Override
  public void close() {
    listening.remove(entrance);
    entrance.close();
  }
}
