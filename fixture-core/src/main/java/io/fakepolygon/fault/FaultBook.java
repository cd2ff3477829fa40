package io.fakepolygon.fault;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.fault.ConnectionHarm.Restart;
import io.fakepolygon.fault.LineHarm.MissingPong;
import io.fakepolygon.protocol.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The orders of a server, and which of them strike. Owned by one thread.
 *
 * <p>Market times are nanoseconds since the Unix epoch.
 */
public final class FaultBook {
  private final long seed;
  private final LedgerRecorder ledger;
  private final List<Standing> all = new ArrayList<>();
  // Those that are not over; never changed, but replaced.
  private List<Standing> standing = List.of();

  /**
   * A book without orders.
   *
   * @param seed decides what is left to chance
   * @param onStrike told of each strike as it is written down
   */
  public FaultBook(long seed, Consumer<Strike> onStrike) {
    this.seed = seed;
    ledger = new LedgerRecorder(onStrike);
  }

  /**
   * Takes an order.
   *
   * @return its number
   * @throws IllegalArgumentException if its time is over already
   */
  public int order(Fault fault, long nowNs) {
    Standing ordered = toCome(fault, nowNs);
    all.add(ordered);
    prune(nowNs);
    return ordered.number();
  }

  /**
   * Takes nothing yet.
   *
   * @throws IllegalArgumentException if a fault's time is over already
   */
  public void requireToCome(Fault fault, long nowNs) {
    toCome(fault, nowNs);
  }

  private Standing toCome(Fault fault, long nowNs) {
    Standing ordered = new Standing(all.size() + 1, fault, seed, nowNs);
    if (ordered.isOver(nowNs)) {
      throw new IllegalArgumentException(
          "%s strikes until %s, and it is %s. Order what is still to come"
              .formatted(
                  fault.text(),
                  MarketTime.toInstant(ordered.endNs()),
                  MarketTime.toInstant(nowNs)));
    }
    return ordered;
  }

  /** Lets an order strike no more. */
  public void withdraw(int number, long nowNs) {
    if (number < 1 || number > all.size()) {
      throw new IllegalArgumentException(
          "There is no order %d. There are %d".formatted(number, all.size()));
    }
    all.get(number - 1).withdraw();
    prune(nowNs);
  }

  /** {@return whether no order can strike any more} */
  public boolean isEmpty() {
    return standing.isEmpty();
  }

  /** Forgets the orders that are over, as far as striking goes. */
  public void prune(long nowNs) {
    standing = all.stream().filter(one -> !one.isOver(nowNs)).toList();
  }

  /** {@return what was ordered under a number} */
  public Fault fault(int number) {
    return all.get(number - 1).fault();
  }

  /** {@return all orders as they stand} */
  public List<Order> orders(long nowNs) {
    return all.stream().map(one -> one.asItStands(nowNs)).toList();
  }

  /** {@return what has been done} */
  public FaultLedger ledger() {
    return ledger.asItStands();
  }

  /** {@return the next market time at which an order begins or ends, or Long.MAX_VALUE} */
  public long nextEdgeNs(long afterNs) {
    return standing.stream()
        .flatMapToLong(one -> LongStream.of(one.startNs(), one.endNs()))
        .filter(ns -> ns > afterNs)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * {@return what strikes by its time, be it now, and has not yet}
   *
   * @param connections those that are open
   */
  public List<Blow> byTime(Collection<Integer> connections, long nowNs) {
    List<Blow> blows = new ArrayList<>();
    for (Standing one : standing) {
      if (isByTime(one) && one.isLive(nowNs)) {
        List<Integer> targets = connections.stream().filter(one::concerns).toList();
        boolean strikes = one.harm() instanceof Restart || !targets.isEmpty();
        if (strikes && one.strikesByTime()) {
          blows.add(new Blow(one.struckAs(), targets));
          targets.forEach(target -> note(one, target, nowNs));
        }
      }
    }
    return blows;
  }

  /** {@return what strikes it for that} A client has connected. */
  public Optional<Struck> onArrival(int connection, long nowNs) {
    return first(FaultBook::isByTime, connection, nowNs);
  }

  /** {@return what strikes it} A client sent a good key. */
  public Optional<Struck> onLogIn(int connection, long nowNs) {
    return first(
        one -> one.harm() instanceof ConnectionHarm harm && harm.isOfLogIn(), connection, nowNs);
  }

  /** {@return what becomes of that} A client asks for a topic. */
  public Optional<Struck> onTopic(int connection, Topic topic, long nowNs) {
    return first(
        one ->
            one.harm() instanceof AnswerHarm harm
                && harm.isOfOneTopic()
                && one.fault().isFor(topic),
        connection,
        nowNs);
  }

  /** {@return how it is answered} A client asks for topics. */
  public Optional<Struck> onRequest(int connection, Collection<Topic> topics, long nowNs) {
    return first(
        one ->
            one.harm() instanceof AnswerHarm harm
                && !harm.isOfOneTopic()
                && topics.stream().anyMatch(one.fault()::isFor),
        connection,
        nowNs);
  }

  /** {@return whether a connection's pings are answered} */
  public boolean answersPings(int connection, long nowNs) {
    return silencing(connection, nowNs).isEmpty();
  }

  /** A connection's pings are answered no more. */
  public void silenced(int connection, long nowNs) {
    for (Standing one : silencing(connection, nowNs)) {
      one.struck();
      note(one, connection, nowNs);
    }
  }

  private List<Standing> silencing(int connection, long nowNs) {
    return standing.stream()
        .filter(one -> one.harm() instanceof MissingPong && one.isLive(nowNs))
        .filter(one -> one.concerns(connection) && one.isReached(connection))
        .toList();
  }

  /** What was held, or asked for, does not come because of an order. */
  public void lost(int order, int connection, Collection<Topic> topics, long nowNs) {
    topics.forEach(topic -> ledger.lost(order, connection, topic, nowNs));
  }

  /** Somebody holds a topic from now on. */
  public void held(Topic topic, long nowNs) {
    ledger.held(topic, nowNs);
  }

  List<Standing> standing() {
    return standing;
  }

  /** {@return those that are not over, and others, by their numbers} */
  Collection<Standing> standingAnd(Collection<Standing> others) {
    if (others.isEmpty()) {
      return standing;
    }
    TreeSet<Standing> both = new TreeSet<>(Comparator.comparingInt(Standing::number));
    both.addAll(standing);
    both.addAll(others);
    return both;
  }

  void note(
      Standing order,
      int connection,
      long nowNs,
      List<WireEvent> due,
      List<WireEvent> sent,
      String what) {
    noteTexts(order, connection, nowNs, texts(due), texts(sent), what);
  }

  void noteTexts(
      Standing order,
      int connection,
      long nowNs,
      List<String> due,
      List<String> sent,
      String what) {
    ledger.strike(
        new Strike(order.number(), connection, MarketTime.toInstant(nowNs), due, sent, what));
  }

  void note(Standing order, int connection, long nowNs) {
    noteTexts(order, connection, nowNs, List.of(), List.of(), "strikes");
  }

  private Optional<Struck> first(Predicate<Standing> which, int connection, long nowNs) {
    for (Standing one : standing) {
      if (which.test(one) && one.meets(connection, nowNs)) {
        note(one, connection, nowNs);
        return Optional.of(one.struckAs());
      }
    }
    return Optional.empty();
  }

  private static boolean isByTime(Standing one) {
    return one.harm() instanceof ConnectionHarm harm
        && !harm.isOfLogIn()
        && one.fault().after() == 0;
  }

  private static List<String> texts(List<WireEvent> events) {
    return events.stream().map(WireEvent::json).toList();
  }

  /**
   * What strikes by time.
   *
   * @param struck what is to be done
   * @param connections to whom
   */
  public record Blow(Struck struck, List<Integer> connections) {}
}
