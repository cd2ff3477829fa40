package io.fakepolygon.server;

/** What bounds memory whatever a client does. Bytes unless the name says otherwise. */
final class Limits {
  /** Official clients stop reading at 1,000,000. */
  static final int LARGEST_FRAME_SENT = 900_000;

  /**
   * When so much of what a client said waits for the market thread, its socket is read no further.
   */
  static final int MOST_WAITING = 128 * 1024;

  /** What a command counts beside its bytes. */
  static final int WAITING_COMMAND = 1_024;

  /**
   * A client that sends too fast is read again after this time at the earliest: fewer timers, and
   * what it may send meanwhile is not lost to it.
   */
  static final int SHORTEST_PAUSE_MS = 10;

  /**
   * Beside the connections, sockets that are none yet or none any more may be as many again, and at
   * least so many.
   */
  static final int FEWEST_SPARE_SOCKETS = 16;

  /**
   * A client that asks for a topic again and again while the feed is silent is acknowledged no more
   * often than this once the feed has answered: an outage may last a weekend.
   */
  static final int MOST_ANSWERS_OWED = 4;

  /** Topics given up, remembered for the question what was due to a client. */
  static final int MOST_ENDED_HOLDINGS = 4_096;

  /** Connections remembered after their end, for whoever asks what was due to them. */
  static final int MOST_ENDED_CONNECTIONS = 256;

  /** The same by what they held, all together; always room for two that held all they may. */
  static final int MOST_HOLDINGS_OF_ENDED_CONNECTIONS = 200_000;

  /**
   * Finished frames are handed to the sockets when so much has gathered for one audience: few
   * hand-overs, and what is written is still in the processor's cache.
   */
  static final int BATCH = 128 * 1024;

  /** The same for all audiences together: with a thousand of them, each has gathered less. */
  static final int BATCHES = 8 << 20;

  /** While the clock can wait, it waits for a client that has left so many fences unanswered. */
  static final int MOST_UNANSWERED_FENCES = 64;

  /** While the clock can wait, it waits for a client that has so much outstanding. */
  static final int MANUAL_CLOCK_WINDOW = 1 << 20;

  /**
   * What the real feed sent and the market thread has not dealt with; then the feed has to wait.
   */
  static final int MOST_FROM_THE_FEED = 32 << 20;

  /** Real time for which the market catches up with a running clock before it looks around. */
  static final long CATCH_UP_SLICE_NS = 20_000_000;

  /** Twice the delivery of the default, measured: what is sent stays in the processor's cache. */
  static final int SOCKET_SEND_BUFFER = 128 * 1024;

  /**
   * For so long a moving clock waits for clients that were cut off by order; their sockets linger
   * less.
   */
  static final long LONGEST_PARTING_NS = 2_000_000_000L;

  private Limits() {}
}
