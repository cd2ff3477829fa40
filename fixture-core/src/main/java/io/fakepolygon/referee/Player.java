package io.fakepolygon.referee;

import org.jspecify.annotations.Nullable;

/** One open connection, as the judge sees it. */
final class Player {
  final int connection;
  final String host;
  final Moment came;
  // Null until one was accepted.
  @Nullable String key;
  boolean saidGoodbye;
  boolean hungUp;
  boolean readSlowly;

  Player(int connection, String host, Moment came) {
    this.connection = connection;
    this.host = host;
    this.came = came;
  }

  /** {@return whether the server made an end of it} */
  boolean wasEndedByServer() {
    return !saidGoodbye && !hungUp;
  }
}
