package io.fakepolygon.upstream;

/** One connection to the feed, at the level of text frames. Any thread may call. */
interface Line {

  /** Sends a text frame. {@return false if the connection takes nothing any more} */
  boolean send(String frame);

  /** Says good-bye with code 1000, then closes. */
  void close();

  /** Ends the connection at once. */
  void cut();

  /** What happens on a connection. Called on socket threads, one call after the other. */
  interface Listener {

    /** A text frame came, in UTF-8. The call may wait: no more is read meanwhile. */
    void said(byte[] frame);

    /** The feed closes the connection. The last call but for {@link #ended}. */
    void closed(int code, String reason);

    /** The connection has ended, or never came about. The last call. */
    void ended(String how);
  }

  /** Makes connections. */
  interface Dialer extends AutoCloseable {

    /** Begins to connect. */
    Line dial(Listener listener);

    /** Ends the threads. */
    @Override
    void close();
  }
}
