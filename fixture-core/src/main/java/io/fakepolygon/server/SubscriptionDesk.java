package io.fakepolygon.server;

import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.referee.Listing;
import io.fakepolygon.subscription.Subscriptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Takes subscriptions and gives them up, of what is fake and of what is real, and answers as the
 * vendor's server does.
 *
 * <p>Owned by the market thread.
 */
final class SubscriptionDesk implements RealFeed.Answers, Listing {
  private final ServerOptions options;
  private final Publisher publisher;
  private final Subscriptions<Connection> subscriptions;
  private final LongSupplier reachedNs;
  private final FaultDesk faults;
  private final BiConsumer<Connection, List<Status>> clerk;
  private final Feed feed;
  private final List<Expectation> expectations = new ArrayList<>();
  private long refusedBeyondLimit;

  /**
   * A desk at which nobody has asked for anything.
   *
   * @param reachedNs catches up with the clock, and tells the market time up to which everything
   *     has been published
   * @param clerk sends a client its answers
   * @param feedFor makes the real feed, whose answers come here
   */
  SubscriptionDesk(
      ServerOptions options,
      Publisher publisher,
      Subscriptions<Connection> subscriptions,
      LongSupplier reachedNs,
      FaultDesk faults,
      BiConsumer<Connection, List<Status>> clerk,
      Function<RealFeed.Answers, Feed> feedFor) {
    this.options = options;
    this.publisher = publisher;
    this.subscriptions = subscriptions;
    this.reachedNs = reachedNs;
    this.faults = faults;
    this.clerk = clerk;
    feed = feedFor.apply(this);
  }

  Feed feed() {
    return feed;
  }

  /** {@return what a client holds, in the order in which it asked; a view that changes with it} */
  Set<Topic> topicsOf(Connection connection) {
    return subscriptions.topicsOf(connection);
  }

  /** {@return whether somebody holds a topic, by name or by wildcard} */
  boolean isHeld(Topic topic) {
    return subscriptions.wants(topic.channel(), topic.ticker());
  }

  @Override
  public boolean hasChannelOf(Topic topic) {
    return feed.knows(topic);
  }

  @Override
  public boolean hasTickerOf(Topic topic) {
    return feed.has(topic) || topic.isWildcard() || publisher.hasSymbol(topic.ticker());
  }

  /** {@return how many requests were for more topics than a connection may hold} */
  long refusedBeyondLimit() {
    return refusedBeyondLimit;
  }

  /** {@return a future that completes once each of the topics is held, by name or by wildcard} */
  CompletableFuture<Void> whenHeld(Set<Topic> topics) {
    Expectation expectation = new Expectation(topics, new CompletableFuture<>());
    expectations.add(expectation);
    fulfil();
    return expectation.fulfilled;
  }

  /** Nobody will subscribe any more. */
  void serverClosed() {
    expectations.forEach(
        expectation -> expectation.fulfilled.completeExceptionally(new ServerClosedException()));
  }

  /** {@return whether anything was answered at once} */
  boolean subscribe(Connection connection, List<String> parameters) {
    long now = reachedNs.getAsLong();
    publisher.flush();
    List<Status> answers = new ArrayList<>();
    boolean full = exceedsLimit(connection, parameters);
    refusedBeyondLimit += full ? 1 : 0;
    OrderedAnswer ordered =
        OrderedAnswer.of(
            faults, connection, full ? List.of() : takenOf(parameters), topicsOf(connection));
    for (String parameter : parameters) {
      Topic.read(parameter)
          .filter(feed::knows)
          .flatMap(
              topic ->
                  full
                      ? Optional.of(Status.SUBSCRIPTION_LIMIT_REACHED)
                      : ordered.isTaken(topic)
                          ? subscribe(connection, topic, parameter, now)
                          : ordered.refusal(topic))
          .ifPresent(answers::add);
    }
    ordered.give(answers, some -> clerk.accept(connection, some));
    fulfil();
    return !answers.isEmpty();
  }

  /** {@return the topics of a request that nothing stands against, unless an order does} */
  private List<Topic> takenOf(Collection<String> parameters) {
    return parameters.stream()
        .flatMap(parameter -> Topic.read(parameter).stream())
        .filter(topic -> feed.knows(topic) && refusalOf(topic).isEmpty())
        .toList();
  }

  void unsubscribe(Connection connection, List<String> parameters) {
    long now = reachedNs.getAsLong();
    publisher.flush();
    List<Status> answers = new ArrayList<>();
    for (String parameter : parameters) {
      Topic.read(parameter)
          .filter(feed::knows)
          .ifPresent(
              topic -> {
                giveUp(connection, topic, now);
                answers.add(Status.unsubscribedTo(parameter));
              });
    }
    clerk.accept(connection, answers);
  }

  /** Gives up all that a client holds, for it has gone. {@return what it held} */
  Set<Topic> leave(Connection connection) {
    publisher.flush();
    Set<Topic> held = new LinkedHashSet<>(subscriptions.topicsOf(connection));
    subscriptions.remove(connection);
    held.forEach(topic -> leaveFeed(connection, topic));
    return held;
  }

  @Override
  public void confirmed(Connection connection, List<Status> statuses) {
    publisher.flush();
    clerk.accept(connection, statuses);
  }

  @Override
  public void refused(Topic topic, Status status) {
    long now = reachedNs.getAsLong();
    publisher.flush();
    for (Connection connection : List.copyOf(subscriptions.clients())) {
      if (subscriptions.topicsOf(connection).contains(topic)) {
        giveUp(connection, topic, now);
        clerk.accept(connection, List.of(status));
      }
    }
  }

  private Optional<Status> subscribe(
      Connection connection, Topic topic, String parameter, long now) {
    Optional<Status> refusal = refusalOf(topic);
    if (refusal.isPresent()) {
      return refusal;
    }
    // Where any ticker exists that is asked for, there is no list of them for a wildcard to mean.
    boolean meansNothing = topic.isWildcard() && publisher.hasAnySymbol();
    if (!meansNothing && subscriptions.subscribe(connection, topic)) {
      connection.took(topic, now);
      faults.held(topic);
    }
    return feed.has(topic)
        ? feed.hold(connection, topic, parameter)
        : Optional.of(Status.subscribedTo(parameter));
  }

  private Optional<Status> refusalOf(Topic topic) {
    if (feed.has(topic)) {
      return feed.refusalOf(topic);
    }
    return options.channels().contains(topic.channel())
        ? Optional.empty()
        : Optional.of(Status.NOT_AUTHORIZED);
  }

  private boolean exceedsLimit(Connection connection, Collection<String> parameters) {
    int most = options.limits().mostTopicsPerConnection();
    Set<Topic> held = subscriptions.topicsOf(connection);
    // Mostly the sum tells. Only near the limit is it worth asking what would be new.
    return held.size() + parameters.size() > most
        && held.size() + countNew(parameters, held) > most;
  }

  private long countNew(Collection<String> parameters, Set<Topic> held) {
    return takenOf(parameters).stream().filter(topic -> !held.contains(topic)).distinct().count();
  }

  private void giveUp(Connection connection, Topic topic, long now) {
    if (subscriptions.unsubscribe(connection, topic)) {
      connection.gaveUp(topic, now);
      leaveFeed(connection, topic);
    }
  }

  private void leaveFeed(Connection connection, Topic topic) {
    if (feed.has(topic)) {
      feed.leave(connection, topic, subscriptions.holdersOf(topic) == 0);
    }
  }

  private void fulfil() {
    expectations.removeIf(
        expectation -> expectation.fulfilled.isDone() || expectation.fulfil(subscriptions));
  }

  /** Topics that somebody waits to see held. */
  private record Expectation(Set<Topic> topics, CompletableFuture<Void> fulfilled) {
    private boolean fulfil(Subscriptions<Connection> subscriptions) {
      return topics.stream().allMatch(topic -> subscriptions.wants(topic.channel(), topic.ticker()))
          && fulfilled.complete(null);
    }
  }
}
