package io.fakepolygon.referee;

/** What a client of the real feed must not do. Each has its source in {@code docs/referee.md}. */
public enum Rule {
  /** It asked for topics before it had sent a key. Right behind the key is early enough. */
  SUBSCRIBED_BEFORE_AUTHENTICATION,
  /** It sent no JSON object, an unknown action, or {@code params} that are no string. */
  MALFORMED_MESSAGE,
  /** It asked for what can never come: an unknown prefix, no ticker, a ticker that is not there. */
  UNKNOWN_TOPIC,
  /** It came back after a loss and did not ask again for what it had held. */
  NOT_RESUBSCRIBED,
  /** It was turned away again and again, and came back each time without a pause. */
  RECONNECT_STORM,
  /** It took too long to answer a ping, or has not answered it yet. */
  LATE_PONG,
  /** It read so slowly that too much waited for it. */
  SLOW_READING,
  /** It was still connected when all was over. */
  LEFT_OPEN
}
