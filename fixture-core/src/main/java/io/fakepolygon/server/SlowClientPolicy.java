package io.fakepolygon.server;

/** What becomes of a client that does not take what it is sent, where no clock waits for it. */
public enum SlowClientPolicy {
  /** It is dropped without a close frame, as the vendor does. */
  DISCONNECT,
  /**
   * Its quotes wait while it lags, of each symbol the latest alone; a trade takes the quote of its
   * symbol along, before it. It is sent everything else.
   */
  CONFLATE_QUOTES,
  /** The oldest events that wait for it are left out; it stays connected. */
  DROP_OLDEST
}
