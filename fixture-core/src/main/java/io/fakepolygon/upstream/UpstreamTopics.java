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
 * back before it leaves. The feed refuses without naming what: of a request whose every part has an
 * answer, the parts without an acknowledgement are the refused ones.
 *
 * <p>It says what to send and sends nothing. Owned by one thread.
 */
final class UpstreamTopics {
  /** Requests of 200 to 500 topics have been seen to work. */
  static final int MOST_IN_ONE_REQUEST = 500;

  private static final long NOT_LEAVING = Long.MAX_VALUE;
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
    requests.forEach(request -> pending.add(new Pending(request.topics())));
    List<Topic> toUnsubscribe =
        topicsOf((topic, entry) -> entry.isWithTheFeed() && canBeSpared(topic, nowNs));
    toUnsubscribe.forEach(topic -> unsubscribed(topic, nowNs));
    requests.addAll(inRequests(Kind.UNSUBSCRIBE, toUnsubscribe));
    return requests;
  }

  /** {@return when the next topic will have lingered long enough; MAX_VALUE if none lingers} */
  long nextDueAfter(long nowNs) {
    return entries.values().stream()
        .mapToLong(entry -> entry.leavesAtNs)
        .filter(leaves -> leaves > nowNs)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * The feed said something about a request.
   *
   * @return the topics of which it is now known that the feed refuses them
   */
  Set<Topic> answered(Status status) {
    if (status.equals(Status.NOT_AUTHORIZED) || status.equals(Status.SUBSCRIPTION_LIMIT_REACHED)) {
      Optional.ofNullable(pending.peek()).ifPresent(first -> first.refuse(status));
    } else {
      acknowledgedBy(status).ifPresent(this::acknowledged);
    }
    return refusedByNow();
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

  private void acknowledged(Topic topic) {
    // The feed answers in order: requests before the one it has come to will not be answered any
    // more. It is silent about prefixes that it does not know.
    while (!pending.isEmpty() && !pending.element().unanswered.contains(topic)) {
      if (pending.stream().noneMatch(later -> later.unanswered.contains(topic))) {
        return;
      }
      pending.remove();
    }
    if (!pending.isEmpty()) {
      pending.element().unanswered.remove(topic);
      Optional.ofNullable(entries.get(topic))
          .filter(entry -> entry.state == State.ASKED)
          .ifPresent(entry -> entry.state = State.CONFIRMED);
    }
  }

  private Set<Topic> refusedByNow() {
    Pending first = pending.peek();
    if (first == null || first.unanswered.size() > first.refusals) {
      return Set.of();
    }
    pending.remove();
    first.unanswered.forEach(
        topic ->
            Optional.ofNullable(entries.get(topic))
                .ifPresent(entry -> entry.refuse(first.refusal)));
    return first.unanswered;
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
    return entry != null && entry.leavesAtNs > nowNs && entry.state != State.REFUSED;
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

    boolean isWithTheFeed() {
      return state == State.ASKED || state == State.CONFIRMED;
    }
  }

  /** A subscription that has been sent, and what of it has no acknowledgement. */
  private static final class Pending {
    private final Set<Topic> unanswered;
    private int refusals;
    private Status refusal = Status.NOT_AUTHORIZED;

    Pending(Collection<Topic> topics) {
      unanswered = new LinkedHashSet<>(topics);
    }

    void refuse(Status status) {
      refusals++;
      refusal = status;
    }
  }
}
