package io.fakepolygon.upstream;

/** How it stands with the feed. */
public enum UpstreamState {
  /** Connecting, or waiting for the greeting, or for the verdict on the key. */
  LOGGING_IN,
  /** The key has been accepted: what is asked for comes. */
  READY,
  /** The connection was lost or could not be made; the next attempt is planned. */
  LOST,
  /** The account has as many connections as it may have; the next attempt is planned, for later. */
  TOO_MANY_CONNECTIONS,
  /**
   * The key is wrong, or the plan has no such feed; somebody has to act. Tried again now and then.
   */
  KEY_REFUSED,
  /** Over. */
  CLOSED
}
