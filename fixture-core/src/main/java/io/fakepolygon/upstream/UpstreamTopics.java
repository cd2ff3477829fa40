package io.fakepolygon.upstream;

import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.upstream.UpstreamRequest.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the feed is asked for: follows what clients want, and forgets nothing across a reconnect.
 *
 * <pre>
 *          wanted             acknowledged             last client left             30 s
 *   (none) ──────▶ ASKED ───────────────▶ CONFIRMED ───────────────────▶ LEAVING ──────▶ (none)
 *                    ▲                        │  ▲                          │
 *                    └──── connection lost ───┘  └───────── wanted ─────────┘
 * </pre>
 *
 * <p>A wildcard makes the single topics of its channel needless, once it is confirmed; they come
 * back before it leaves.
 *
 * <p>The feed answers requests in order, and refuses without naming what. It is done with a request
 * whose every part has an answer; with one before another that it has begun to acknowledge; and
 * with one of which it has said nothing for a while. The parts without an acknowledgement are then
 * refused if it has refused anything of that request: a whole one may be refused by fewer errors
 * than it has parts. If not, the feed was silent about them, as about a prefix that it does not
 * know. An acknowledgement counts however late it comes.
 *
 * <p>It says what to send and sends nothing. Owned by one thread.
 */
final class UpstreamTopics {
  /** Requests of 200 to 500 topics have been seen to work. */
  static final int MOST_IN_ONE_REQUEST = 500;

  /** A feed that has said nothing about a request for so long is done with it. */
  static final long SILENCE_NS = 5_000_000_000L;

  private static final long NOT_LEAVING = Long.MAX_VALUE;
  private static final String ERROR = Status.NOT_AUTHORIZED.status();
  private static final String SUBSCRIBED = Status.subscribedTo("").message();

  private final long lingerNs;
  private final Map<Topic, Entry> entries = new LinkedHashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  /**
   * Nothing is asked for.
   *
   * @param linger how long a topic that nobody wants any more stays subscribed
   */
  UpstreamTopics(Duration linger) {
    lingerNs = linger.toNanos();
  }

  /** A client wants a topic; more clients change nothing. */
  void want(Topic topic) {
    entries.computeIfAbsent(topic, added -> new Entry()).leavesAtNs = NOT_LEAVING;
  }

  /** The last client that wanted a topic has left it. */
  void leave(Topic topic, long nowNs) {
    Entry entry = entries.get(topic);
    if (entry != null && entry.leavesAtNs == NOT_LEAVING) {
      entry.leavesAtNs = nowNs + lingerNs;
    }
  }

  /**
   * {@return what to send now, over a connection that has accepted the key} It counts as sent.
   *
   * @param nowNs {@link System#nanoTime} or any other clock that goes on
   */
  List<UpstreamRequest> due(long nowNs) {
    entries.values().removeIf(entry -> entry.leavesAtNs <= nowNs && !entry.isWithTheFeed());
    List<Topic> toSubscribe =
        topicsOf((topic, entry) -> entry.state == State.NOT_SENT && needs(topic, nowNs));
    toSubscribe.forEach(topic -> entry(topic).state = State.ASKED);
    List<UpstreamRequest> requests = new ArrayList<>(inRequests(Kind.SUBSCRIBE, toSubscribe));
    requests.forEach(request -> pending.add(new Pending(request.topics(), nowNs)));
    List<Topic> toUnsubscribe =
        topicsOf((topic, entry) -> entry.isWithTheFeed() && canBeSpared(topic, nowNs));
    toUnsubscribe.forEach(topic -> unsubscribed(topic, nowNs));
    requests.addAll(inRequests(Kind.UNSUBSCRIBE, toUnsubscribe));
    return requests;
  }

  /**
   * {@return when a topic will have lingered long enough, or the feed been silent; MAX_VALUE if
   * neither is to be expected}
   */
  long nextDueAfter(long nowNs) {
    long patienceEnds = pending.isEmpty() ? Long.MAX_VALUE : pending.element().patienceEndsNs();
    return entries.values().stream()
        .mapToLong(entry -> entry.leavesAtNs)
        .filter(leaves -> leaves > nowNs)
        .reduce(patienceEnds, Math::min);
  }

  /** {@return whether the feed still has something to answer} */
  boolean awaitsAnswers() {
    return !pending.isEmpty();
  }

  /**
   * The feed said something about a request.
   *
   * @return the topics of which it is now known that the feed refuses them, and its words
   */
  Map<Topic, Status> answered(Status status, long nowNs) {
    Map<Topic, Status> refused = new LinkedHashMap<>();
    Optional<Topic> acknowledged = acknowledgedBy(status);
    if (acknowledged.isPresent()) {
      acknowledged(acknowledged.get(), nowNs, refused);
    } else if (status.status().equals(ERROR) && !pending.isEmpty()) {
      pending.element().refuse(status, nowNs);
    }
    if (!pending.isEmpty() && pending.element().hasAllAnswers()) {
      conclude(pending.remove(), refused);
    }
    return refused;
  }

  /** {@return as {@link #answered}, what is known because the feed has been silent for too long} */
  Map<Topic, Status> unanswered(long nowNs) {
    Map<Topic, Status> refused = new LinkedHashMap<>();
    while (!pending.isEmpty() && pending.element().patienceEndsNs() <= nowNs) {
      conclude(pending.remove(), refused);
    }
    return refused;
  }

  /** {@return the topic whose subscription a status acknowledges} */
  static Optional<Topic> acknowledgedBy(Status status) {
    return status.message().startsWith(SUBSCRIBED)
        ? Topic.read(status.message().substring(SUBSCRIBED.length()))
        : Optional.empty();
  }

  /** All that is wanted will be asked for anew; what was leaving has left. */
  void connectionLost() {
    pending.clear();
    entries.values().removeIf(entry -> entry.leavesAtNs != NOT_LEAVING);
    entries.values().forEach(entry -> entry.state = State.NOT_SENT);
  }

  /** {@return whether the feed has acknowledged a topic, or a wildcard that covers it} */
  boolean isConfirmed(Topic topic) {
    return isInState(topic, State.CONFIRMED)
        || isInState(Topic.everyTickerOf(topic.channel()), State.CONFIRMED);
  }

  /** {@return what the feed said when it refused a topic, if it did} */
  Optional<Status> refusalOf(Topic topic) {
    return Optional.ofNullable(entries.get(topic))
        .filter(entry -> entry.state == State.REFUSED)
        .map(entry -> entry.refusal);
  }

  int held() {
    return entries.size();
  }

  int confirmed() {
    return count(State.CONFIRMED);
  }

  int refused() {
    return count(State.REFUSED);
  }

  private int count(State state) {
    return topicsOf((topic, entry) -> entry.state == state).size();
  }

  private void acknowledged(Topic topic, long nowNs, Map<Topic, Status> refused) {
    if (pending.stream().anyMatch(request -> request.unanswered.contains(topic))) {
      while (!pending.element().unanswered.contains(topic)) {
        conclude(pending.remove(), refused);
      }
      pending.element().acknowledge(topic, nowNs);
    }
    Optional.ofNullable(entries.get(topic)).ifPresent(Entry::confirm);
  }

  /** The feed is done with a request. */
  private void conclude(Pending request, Map<Topic, Status> refused) {
    for (Topic topic : request.unanswered) {
      Entry entry = entries.get(topic);
      if (entry != null && request.refusals > 0) {
        entry.refuse(request.refusal);
        refused.put(topic, request.refusal);
      } else if (entry != null) {
        entry.metBySilence();
      }
    }
  }

  private void unsubscribed(Topic topic, long nowNs) {
    if (entry(topic).leavesAtNs <= nowNs) {
      entries.remove(topic);
    } else {
      entry(topic).state = State.NOT_SENT;
    }
  }

  private boolean needs(Topic topic, long nowNs) {
    return entry(topic).leavesAtNs > nowNs
        && (topic.isWildcard() || !isHeld(Topic.everyTickerOf(topic.channel()), nowNs));
  }

  /** Whether the feed can stop to send a topic, and nobody would miss an event. */
  private boolean canBeSpared(Topic topic, long nowNs) {
    if (needs(topic, nowNs)) {
      return false;
    }
    if (entry(topic).leavesAtNs > nowNs) {
      return isInState(Topic.everyTickerOf(topic.channel()), State.CONFIRMED);
    }
    return !topic.isWildcard()
        || topicsOf((single, entry) -> isAwaited(single, topic, nowNs)).isEmpty();
  }

  /** Whether a single topic is still on its way back while the wildcard that covered it leaves. */
  private boolean isAwaited(Topic single, Topic wildcard, long nowNs) {
    Entry entry = entry(single);
    return !single.isWildcard()
        && single.channel() == wildcard.channel()
        && entry.leavesAtNs > nowNs
        && (entry.state == State.ASKED || entry.state == State.NOT_SENT);
  }

  private boolean isHeld(Topic wildcard, long nowNs) {
    Entry entry = entries.get(wildcard);
    return entry != null
        && entry.leavesAtNs > nowNs
        && entry.state != State.REFUSED
        && entry.state != State.UNANSWERED;
  }

  private boolean isInState(Topic topic, State state) {
    Entry entry = entries.get(topic);
    return entry != null && entry.state == state;
  }

  private Entry entry(Topic topic) {
    Entry entry = entries.get(topic);
    if (entry == null) {
      throw new IllegalStateException("Not among the topics: " + topic);
    }
    return entry;
  }

  private List<Topic> topicsOf(EntryTest test) {
    return entries.entrySet().stream()
        .filter(one -> test.test(one.getKey(), one.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<UpstreamRequest> inRequests(Kind kind, List<Topic> topics) {
    List<UpstreamRequest> requests = new ArrayList<>();
    for (int from = 0; from < topics.size(); from += MOST_IN_ONE_REQUEST) {
      int to = Math.min(from + MOST_IN_ONE_REQUEST, topics.size());
      requests.add(new UpstreamRequest(kind, topics.subList(from, to)));
    }
    return requests;
  }

  private interface EntryTest {
    boolean test(Topic topic, Entry entry);
  }

  private enum State {
    NOT_SENT,
    ASKED,
    /** Asked, and met by silence: to be reckoned with neither way. */
    UNANSWERED,
    CONFIRMED,
    REFUSED
  }

  /** What is known of one topic. */
  private static final class Entry {
    private State state = State.NOT_SENT;
    private long leavesAtNs = NOT_LEAVING;

    private Status refusal = Status.NOT_AUTHORIZED;

    void refuse(Status status) {
      state = State.REFUSED;
      refusal = status;
    }

    void confirm() {
      // What had been taken for refused, for the feed was silent about it for so long, is sent too.
      if (isWithTheFeed() || state == State.REFUSED) {
        state = State.CONFIRMED;
      }
    }

    void metBySilence() {
      if (state == State.ASKED) {
        state = State.UNANSWERED;
      }
    }

    boolean isWithTheFeed() {
      return state == State.ASKED || state == State.UNANSWERED || state == State.CONFIRMED;
    }
  }

  /** A subscription that has been sent, and what of it has no acknowledgement. */
  private static final class Pending {
    private final Set<Topic> unanswered;
    private int refusals;
    private Status refusal = Status.NOT_AUTHORIZED;

    private long lastWordNs;

    Pending(Collection<Topic> topics, long nowNs) {
      unanswered = new LinkedHashSet<>(topics);
      lastWordNs = nowNs;
    }

    void acknowledge(Topic topic, long nowNs) {
      unanswered.remove(topic);
      lastWordNs = nowNs;
    }

    void refuse(Status status, long nowNs) {
      refusals++;
      refusal = status;
      lastWordNs = nowNs;
    }

    boolean hasAllAnswers() {
      return unanswered.size() <= refusals;
    }

    long patienceEndsNs() {
      return lastWordNs + SILENCE_NS;
    }
  }
}
