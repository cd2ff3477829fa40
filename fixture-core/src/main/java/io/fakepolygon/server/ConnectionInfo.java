package io.fakepolygon.server;

import io.fakepolygon.protocol.Topic;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A connection as it stood at one moment.
 *
 * @param id counts the connections of a server from 1 up
 * @param remoteAddress the client's address and port, as seen from here: of a server in a
 *     container, those of the network's gateway
 * @param userAgent what the client called itself in the field {@code User-Agent} of its upgrade,
 *     its first 200 characters; empty if it did not
 * @param authenticated whether a key of it was accepted
 * @param topics what it holds; for one that has ended, what it held at its end
 * @param holdings what it has held, as far as it is remembered (the last 4,096), then what it holds
 * @param framesSent text frames handed to its socket so far
 * @param messagesSent events and statuses in those frames
 * @param bytesQueued bytes for it that have not left this process
 * @param quotesConflated quotes it was not sent because a later one of their symbol took their
 *     place
 * @param eventsDropped events it was not sent because they were older than what it had room for
 */
public record ConnectionInfo(
    int id,
    String remoteAddress,
    String userAgent,
    boolean authenticated,
    Set<Topic> topics,
    List<Holding> holdings,
    long framesSent,
    long messagesSent,
    long bytesQueued,
    long quotesConflated,
    long eventsDropped) {

  private static final int MOST_DESCRIBED = 20;

  /** Copies the collections; the topics keep their order. */
  public ConnectionInfo {
    topics = Collections.unmodifiableSet(new LinkedHashSet<>(topics));
    holdings = List.copyOf(holdings);
  }

  /**
   * {@return what a person wants to know of it: {@code connection 1 from 127.0.0.1:5050, holding
   * [T.AAPL]}}
   */
  public String describe() {
    String state = authenticated ? "" : ", not authenticated";
    return "connection %d from %s%s, holding %s".formatted(id, remoteAddress, state, someTopics());
  }

  private String someTopics() {
    if (topics.isEmpty()) {
      return "no topic";
    }
    String first =
        topics.stream()
            .limit(MOST_DESCRIBED)
            .map(Topic::toString)
            .collect(Collectors.joining(", "));
    return topics.size() <= MOST_DESCRIBED
        ? "[" + first + "]"
        : "[%s and %d more]".formatted(first, topics.size() - MOST_DESCRIBED);
  }
}
