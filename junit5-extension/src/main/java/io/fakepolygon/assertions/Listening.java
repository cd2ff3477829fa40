package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import java.util.Optional;

/** What statuses say about when a client stopped hearing of a channel. */
final class Listening {
  private static final String GIVEN_UP = Status.unsubscribedTo("").message();

  private Listening() {}

  /**
   * {@return the topic of a channel of which nothing can be known any more after a status} A new
   * connection ends all; an acknowledged unsubscription ends its topic, although another
   * subscription may still cover it.
   */
  static Optional<Topic> endedBy(Status status, Channel channel) {
    if (status.status().equals(Status.CONNECTED.status())) {
      return Optional.of(Topic.everyTickerOf(channel));
    }
    return Optional.of(status.message())
        .filter(message -> message.startsWith(GIVEN_UP))
        .flatMap(message -> Topic.read(message.substring(GIVEN_UP.length())))
        .filter(topic -> topic.channel() == channel);
  }
}
