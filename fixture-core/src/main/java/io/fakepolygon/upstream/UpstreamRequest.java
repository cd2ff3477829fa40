package io.fakepolygon.upstream;

import io.fakepolygon.protocol.Topic;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One message to the feed.
 *
 * @param kind what is asked
 * @param topics for which topics, as many as one message may name
 */
record UpstreamRequest(Kind kind, List<Topic> topics) {

  /** What can be asked. */
  enum Kind {
    /** To be sent the topics. */
    SUBSCRIBE,
    /** To be sent them no longer. */
    UNSUBSCRIBE
  }

  /** Copies the topics. */
  UpstreamRequest {
    topics = List.copyOf(topics);
  }

  /** {@return the message as the wire has it: {@code {"action":"subscribe","params":"T.A,Q.A"}}} */
  String toJson() {
    return "{\"action\":\"%s\",\"params\":\"%s\"}"
        .formatted(
            kind == Kind.SUBSCRIBE ? "subscribe" : "unsubscribe",
            topics.stream().map(Topic::toString).collect(Collectors.joining(",")));
  }
}
