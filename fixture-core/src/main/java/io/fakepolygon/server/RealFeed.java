package io.fakepolygon.server;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.upstream.Downstream;
import io.fakepolygon.upstream.Upstream;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The real feed beside the fake market. What is fake never goes there, and nothing that comes from
 * there is taken for a fake symbol; a wildcard means both.
 *
 * <pre>
 *   client ── subscribe ──▶ held ──▶ asked of the feed ──▶ acknowledged there ──▶ acknowledged here
 *                            └─ known already: acknowledged at once
 * </pre>
 *
 * <p>Owned by the market thread.
 */
final class RealFeed implements Feed {
  private final UpstreamOptions options;
  private final Set<String> fakeSymbols;
  private final Publisher publisher;
  private final Answers answers;
  private final Runnable published;
  private final Downstream fromTheFeed = new FromTheFeed();
  private final Upstream upstream;
  // How many acknowledgements of a topic each client waits for.
  private final Map<Topic, Map<Connection, Integer>> waiting = new LinkedHashMap<>();
  // Gathered while a frame of the feed's is read.
  private final Map<Connection, List<Status>> ready = new LinkedHashMap<>();

  /** Whom the feed's answers are for. */
  interface Answers {
    /** Sends a client the acknowledgements that it has been waiting for. */
    void confirmed(Connection connection, List<Status> statuses);

    /** Tells all who hold a topic that they do not. */
    void refused(Topic topic, Status status);
  }

  /**
   * A feed that connects with the first {@link #beat}.
   *
   * @param mostWaitingBytes how much of what the feed sent may wait for the market thread
   * @param published looks after clients that do not keep up with what was just published
   */
  RealFeed(
      UpstreamOptions options,
      Set<String> fakeSymbols,
      MarketThread thread,
      LongSupplier nanoTime,
      int mostWaitingBytes,
      Publisher publisher,
      Answers answers,
      Runnable published) {
    this.options = options;
    this.fakeSymbols = Set.copyOf(fakeSymbols);
    this.publisher = publisher;
    this.answers = answers;
    this.published = published;
    upstream = new Upstream(options, thread::execute, nanoTime, mostWaitingBytes, fromTheFeed);
  }

  /** {@return who hears what the feed says} */
  Downstream fromTheFeed() {
    return fromTheFeed;
  }

  @Override
  public boolean isReal() {
    return true;
  }

  @Override
  public boolean knows(Topic topic) {
    return true;
  }

  @Override
  public boolean has(Topic topic) {
    return !fakeSymbols.contains(topic.ticker());
  }

  @Override
  public Optional<Status> hold(Connection connection, Topic topic, String parameter) {
    upstream.want(topic);
    if (upstream.isConfirmed(topic)) {
      return Optional.of(Status.subscribedTo(parameter));
    }
    waiting
        .computeIfAbsent(topic, t -> new LinkedHashMap<>())
        .merge(connection, 1, (owed, one) -> Math.min(owed + one, Limits.MOST_ANSWERS_OWED));
    return Optional.empty();
  }

  @Override
  public Optional<Status> refusalOf(Topic topic) {
    return upstream.refusalOf(topic);
  }

  @Override
  public void leave(Connection connection, Topic topic, boolean last) {
    Map<Connection, Integer> waitingForIt = waiting.get(topic);
    if (waitingForIt != null) {
      waitingForIt.remove(connection);
      if (waitingForIt.isEmpty()) {
        waiting.remove(topic);
      }
    }
    if (last) {
      upstream.leave(topic);
    }
  }

  @Override
  public String forJournal(String frame, ClientAction action) {
    // Many a client brings the vendor's key along from its former life.
    return action instanceof ClientAction.Authenticate
        ? new ClientAction.Authenticate("…").toJson()
        : options.withoutKey(frame);
  }

  @Override
  public Optional<UpstreamInfo> info() {
    return Optional.of(upstream.info());
  }

  @Override
  public long beat() {
    long next = upstream.beat();
    publisher.flush();
    published.run();
    return next;
  }

  @Override
  public void close() {
    upstream.close();
  }

  private void answerWaitingFor(Topic confirmed) {
    for (Topic topic : waitingCoveredBy(confirmed)) {
      Map<Connection, Integer> waitingForIt = waiting.remove(topic);
      if (waitingForIt != null) {
        waitingForIt.forEach((connection, times) -> acknowledge(connection, topic, times));
      }
    }
  }

  // At the start of a day as many topics wait as are acknowledged, one by one: no search for each.
  private List<Topic> waitingCoveredBy(Topic confirmed) {
    return confirmed.isWildcard()
        ? waiting.keySet().stream()
            .filter(topic -> confirmed.covers(topic.channel(), topic.ticker()))
            .toList()
        : List.of(confirmed);
  }

  private void acknowledge(Connection connection, Topic topic, int times) {
    Status status = Status.subscribedTo(topic.toString());
    ready
        .computeIfAbsent(connection, c -> new ArrayList<>())
        .addAll(Collections.nCopies(times, status));
  }

  /** What the feed says, and what becomes of it. */
  private final class FromTheFeed implements Downstream {
    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      if (!fakeSymbols.contains(ticker)) {
        Channel.of(ev)
            .ifPresent(channel -> publisher.passOn(channel, ticker, frame, start, length));
      }
    }

    @Override
    public void frameEnded() {
      publisher.endFrames();
      if (!ready.isEmpty()) {
        Map<Connection, List<Status>> now = new LinkedHashMap<>(ready);
        ready.clear();
        now.forEach(answers::confirmed);
      }
    }

    @Override
    public void confirmed(Topic topic) {
      answerWaitingFor(topic);
    }

    @Override
    public void refused(Topic topic, Status status) {
      waiting.remove(topic);
      answers.refused(topic, status);
    }
  }
}
