package io.fakepolygon.server;

/**
 * Who loses when a key has more connections than its cap. Both have been seen on the live service.
 */
public enum ConnectionCapPolicy {
  /**
   * The connection that came last, late: after its {@code auth_success} and its first
   * acknowledgement.
   */
  REFUSE_NEWEST,
  /** The connection that came first, as soon as the newest is authenticated. */
  EVICT_OLDEST
}
