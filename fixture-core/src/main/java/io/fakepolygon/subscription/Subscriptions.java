package io.fakepolygon.subscription;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The topics that clients hold, and how often each is held.
 *
 * <p>Owned by one thread; no method may be called from another.
 *
 * @param <C> a client
 */
public final class Subscriptions<C> {
  private final Map<C, Set<Topic>> topicsByClient = new LinkedHashMap<>();
  private final Map<Topic, Integer> holders = new HashMap<>();
  private final Map<String, Integer> namings = new TreeMap<>();
  private long version;

  // Derived from the above, thrown away at every change.
  private List<Audience<C>> audiences = List.of();
  private final Map<Channel, Map<String, List<Audience<C>>>> receivers =
      new EnumMap<>(Channel.class);
  private long derivedFrom;

  /** Nobody holds anything. */
  public Subscriptions() {}

  /** {@return whether the client did not hold the topic before} */
  public boolean subscribe(C client, Topic topic) {
    boolean added = topicsByClient.computeIfAbsent(client, c -> new LinkedHashSet<>()).add(topic);
    if (added) {
      count(topic, 1);
    }
    return added;
  }

  /**
   * {@return whether the client held the topic} Giving up {@code T.*} leaves single tickers as they
   * are.
   */
  public boolean unsubscribe(C client, Topic topic) {
    Set<Topic> topics = topicsByClient.getOrDefault(client, new LinkedHashSet<>());
    boolean removed = topics.remove(topic);
    if (removed) {
      count(topic, -1);
    }
    if (topics.isEmpty()) {
      topicsByClient.remove(client);
    }
    return removed;
  }

  /** Gives up all that a client holds, as when it has gone. */
  public void remove(C client) {
    Set<Topic> topics = topicsByClient.remove(client);
    if (topics != null) {
      topics.forEach(topic -> count(topic, -1));
    }
  }

  /** {@return what a client holds, in the order in which it asked; a view that changes with it} */
  public Set<Topic> topicsOf(C client) {
    return Collections.unmodifiableSet(topicsByClient.getOrDefault(client, Set.of()));
  }

  /**
   * {@return the clients that hold something, in the order in which they first subscribed; a view}
   */
  public Collection<C> clients() {
    return Collections.unmodifiableSet(topicsByClient.keySet());
  }

  /** {@return whether nobody holds anything} */
  public boolean isEmpty() {
    return topicsByClient.isEmpty();
  }

  /** {@return how many clients hold exactly this topic} */
  public int holdersOf(Topic topic) {
    return holders.getOrDefault(topic, 0);
  }

  /** {@return whether anybody wants this channel of this symbol, by name or by wildcard} */
  public boolean wants(Channel channel, String symbol) {
    return holders.containsKey(Topic.everyTickerOf(channel))
        || holders.containsKey(new Topic(channel, symbol));
  }

  /** {@return the tickers that somebody holds by name, in alphabetical order; a view} */
  public Collection<String> tickers() {
    return Collections.unmodifiableSet(namings.keySet());
  }

  /** {@return a number that grows with every change} */
  public long version() {
    return version;
  }

  /** {@return all audiences, where {@code audiences().get(i).index() == i}} */
  public List<Audience<C>> audiences() {
    derive();
    return audiences;
  }

  /** {@return those audiences that receive an event of this channel and symbol, each once} */
  public List<Audience<C>> receivers(Channel channel, String symbol) {
    derive();
    Map<String, List<Audience<C>>> ofChannel = receivers.get(channel);
    List<Audience<C>> known = ofChannel == null ? null : ofChannel.get(symbol);
    return known == null ? findReceivers(channel, symbol) : known;
  }

  private List<Audience<C>> findReceivers(Channel channel, String symbol) {
    List<Audience<C>> found = receiversOf(channel, symbol);
    receivers.computeIfAbsent(channel, c -> new HashMap<>()).put(symbol, found);
    return found;
  }

  private List<Audience<C>> receiversOf(Channel channel, String symbol) {
    return audiences.stream().filter(audience -> audience.receives(channel, symbol)).toList();
  }

  private void count(Topic topic, int difference) {
    holders.merge(topic, difference, Subscriptions::sumOrNothing);
    if (!topic.isWildcard()) {
      namings.merge(topic.ticker(), difference, Subscriptions::sumOrNothing);
    }
    version++;
  }

  private static @Nullable Integer sumOrNothing(Integer count, Integer difference) {
    return count + difference == 0 ? null : Integer.valueOf(count + difference);
  }

  private void derive() {
    if (derivedFrom == version) {
      return;
    }
    Map<Set<Topic>, List<C>> byTopics = new LinkedHashMap<>();
    topicsByClient.forEach(
        (client, topics) ->
            byTopics.computeIfAbsent(Set.copyOf(topics), t -> new ArrayList<>()).add(client));
    List<Audience<C>> derived = new ArrayList<>();
    byTopics.forEach(
        (topics, members) ->
            derived.add(new Audience<>(derived.size(), topics, List.copyOf(members))));
    audiences = List.copyOf(derived);
    receivers.clear();
    derivedFrom = version;
  }
}
