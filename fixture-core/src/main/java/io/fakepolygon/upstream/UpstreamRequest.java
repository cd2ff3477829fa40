package io.fakepolygon.upstream;

import io.fakepolygon.protocol.ClientAction.Subscribe;
import io.fakepolygon.protocol.ClientAction.Unsubscribe;
import io.fakepolygon.protocol.Topic;
import java.util.List;

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
    List<String> parameters = topics.stream().map(Topic::toString).toList();
    return kind == Kind.SUBSCRIBE
        ? new Subscribe(parameters).toJson()
        : new Unsubscribe(parameters).toJson();
  }
}
