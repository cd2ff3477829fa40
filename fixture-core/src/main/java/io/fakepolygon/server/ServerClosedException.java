package io.fakepolygon.server;

/** The server was asked for something after, or while, it was closed. */
public final class ServerClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** Says that the server is closed. */
  public ServerClosedException() {
    this("The server is closed");
  }

  /** Says how, in other words. */
  public ServerClosedException(String sentence) {
    super(sentence);
  }
}
