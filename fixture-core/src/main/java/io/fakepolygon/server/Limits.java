package io.fakepolygon.server;

/** What bounds memory whatever a client does. Bytes unless the name says otherwise. */
final class Limits {
  /** Official clients stop reading at 1,000,000. */
  static final int LARGEST_FRAME_SENT = 900_000;

  /**
   * A client may ask for the whole market in one message: four channels of 11,000 tickers are
   * 350,000 bytes.
   */
  static final int LARGEST_MESSAGE_RECEIVED = 1 << 20;

  /**
   * When so much of what a client said waits for the market thread, its socket is read no further.
   */
  static final int MOST_WAITING = 128 * 1024;

  /** What a command counts beside its bytes. */
  static final int WAITING_COMMAND = 1_024;

  /** All stock channels of all US tickers are fewer. */
  static final int MOST_TOPICS_HELD = 100_000;

  /** Topics given up, remembered for the question what was due to a client. */
  static final int MOST_ENDED_HOLDINGS = 4_096;

  /** Connections remembered after their end, for whoever asks what was due to them. */
  static final int MOST_ENDED_CONNECTIONS = 256;

  /** The same by what they held, all together: room for one that held all there is. */
  static final int MOST_HOLDINGS_OF_ENDED_CONNECTIONS = 2 * MOST_TOPICS_HELD;

  /** Finished frames are handed to the sockets when so much has gathered. */
  static final int BATCH = 64 * 1024;

  /**
   * The same by count: while the clock waits, a client shows after so many frames that it is alive.
   */
  static final int BATCH_FRAMES = 32;

  /** While the clock can wait, it waits for a client that has left so many batches unanswered. */
  static final int MOST_UNANSWERED_FENCES = 64;

  /** While the clock can wait, it waits for a client that has so much outstanding. */
  static final int MANUAL_CLOCK_WINDOW = 1 << 20;

  /** Real time for which the market catches up with a running clock before it looks around. */
  static final long CATCH_UP_SLICE_NS = 20_000_000;

  /** Twice the delivery of the default, measured: what is sent stays in the processor's cache. */
  static final int SOCKET_SEND_BUFFER = 128 * 1024;

  private Limits() {}
}
