package io.fakepolygon.server;

import io.fakepolygon.protocol.Topic;

/**
 * A topic held for a while: everything of it that falls due after {@code fromNs}, up to and
 * including {@code toNs}, goes to its holder.
 *
 * @param topic the topic
 * @param fromNs market time at which it was asked for, nanoseconds since the Unix epoch
 * @param toNs market time at which it was given up, or {@link #STILL_HELD}
 */
public record Holding(Topic topic, long fromNs, long toNs) {
  /** The end of a holding that has not ended. */
  public static final long STILL_HELD = Long.MAX_VALUE;

  /** {@return whether what falls due at a step goes to its holder} */
  public boolean spans(long stepNs) {
    return fromNs < stepNs && stepNs <= toNs;
  }
}
