package io.fakepolygon.server;

import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.upstream.UpstreamInfo;
import java.util.Optional;

/**
 * The real feed as the hub sees it: which topics are its, and what it has said of them.
 *
 * <p>Owned by the market thread.
 */
interface Feed {

  /** {@return whether there is one} */
  boolean isReal();

  /** {@return whether a topic can be asked for at all; silence is the answer where not} */
  boolean knows(Topic topic);

  /** {@return whether events of a topic come from the real feed, be it only some of them} */
  boolean has(Topic topic);

  /**
   * A client holds a topic from now on.
   *
   * @return the acknowledgement, if it is known already; otherwise it follows when the feed has
   *     answered
   */
  Optional<Status> hold(Connection connection, Topic topic, String parameter);

  /** {@return what the feed says to whoever asks for a topic which it is known to refuse} */
  Optional<Status> refusalOf(Topic topic);

  /**
   * A client holds a topic no longer.
   *
   * @param last whether nobody else holds it
   */
  void leave(Connection connection, Topic topic, boolean last);

  /** {@return what a client said, as the journal may have it} */
  String forJournal(String frame, ClientAction action);

  /** {@return how it stands with the feed, if there is one} */
  Optional<UpstreamInfo> info();

  /** Does what is due. {@return nanoseconds until something is again, or Long.MAX_VALUE} */
  long beat();

  /** Ends the connection. Once the market thread has ended. */
  void close();
}
