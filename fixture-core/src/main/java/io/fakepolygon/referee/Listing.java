package io.fakepolygon.referee;

import io.fakepolygon.protocol.Topic;

/** What a server can send. */
public interface Listing {

  /** {@return whether the server answers to a topic of this channel at all} */
  boolean hasChannelOf(Topic topic);

  /** {@return whether there can ever be an event of this topic} */
  boolean hasTickerOf(Topic topic);
}
