package io.fakepolygon.subscription;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import java.util.List;
import java.util.Set;

/**
 * The clients that hold exactly the same topics, so that what is made for one serves all of them.
 *
 * @param index counts the audiences from 0 up; good until the next change of a subscription
 * @param topics what they hold
 * @param members the clients, in the order in which they first subscribed
 * @param <C> a client
 */
public record Audience<C>(int index, Set<Topic> topics, List<C> members) {

  /**
   * {@return whether these clients receive an event of this channel and symbol; holding both {@code
   * T.X} and {@code T.*} makes one delivery, not two}
   */
  boolean receives(Channel channel, String symbol) {
    return topics.contains(Topic.everyTickerOf(channel))
        || topics.contains(new Topic(channel, symbol));
  }
}
