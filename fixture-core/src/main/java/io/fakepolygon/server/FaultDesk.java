package io.fakepolygon.server;

import io.fakepolygon.fault.ConnectionHarm.Restart;
import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.FaultBook;
import io.fakepolygon.fault.FaultBook.Blow;
import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.fault.Order;
import io.fakepolygon.fault.Outgoing;
import io.fakepolygon.fault.Outgoing.Ending;
import io.fakepolygon.fault.Outgoing.Ping;
import io.fakepolygon.fault.Outgoing.TextFrame;
import io.fakepolygon.fault.Strike;
import io.fakepolygon.fault.Struck;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.protocol.Topic;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the faults that are ordered, between what is published and the connections: where
 * none is ordered it is quiet, and costs one question.
 *
 * <p>While it is not, each step is handed to the sockets before the next: so what ends a connection
 * ends it before anything else falls due. Owned by the market thread.
 */
final class FaultDesk {
  private final MarketThread thread;
  private final LongSupplier reachedNs;
  private final JournalRecorder journal;
  private final LongSupplier nanoTime;
  private final FaultBook book;
  private final Map<Connection, Victim> victims = new LinkedHashMap<>();
  private final Agenda agenda = new Agenda();
  private final Deque<Doom> doomed = new ArrayDeque<>();
  private Runnable onDoom = () -> {};
  private boolean quiet = true;

  /**
   * A desk without orders.
   *
   * @param reachedNs catches up with the clock unless something is due, and tells the market time
   *     up to which everything has been published: while a clock runs, it is later than that
   * @param nanoTime real time
   */
  FaultDesk(
      MarketThread thread,
      long seed,
      LongSupplier reachedNs,
      LongSupplier nanoTime,
      JournalRecorder journal) {
    this.thread = thread;
    this.reachedNs = reachedNs;
    this.journal = journal;
    this.nanoTime = nanoTime;
    book = new FaultBook(seed, this::writeDown);
  }

  private void writeDown(Strike strike) {
    if (journal.isOn()) {
      journal.struck(
          strike.connection(), "%s: %s".formatted(name(strike.order()), strike.inShort()));
    }
  }

  /** Tells who carries the ends of connections out. */
  void whenDoomed(Runnable executioner) {
    onDoom = executioner;
  }

  /** {@return whether nothing is ordered, and nothing still to come} */
  boolean isQuiet() {
    return quiet;
  }

  /**
   * Nothing is ordered yet.
   *
   * @throws IllegalArgumentException if the fault's time is over
   */
  void requireToCome(Fault fault) {
    book.requireToCome(fault, reachedNs.getAsLong());
  }

  /** {@return the order's number} It may have struck by then. */
  int order(Fault fault) {
    int number = book.order(fault, reachedNs.getAsLong());
    journal.ordered(name(number));
    lookAgain();
    return number;
  }

  void withdraw(int number) {
    book.withdraw(number, reachedNs.getAsLong());
    journal.ordered("order %d withdrawn".formatted(number));
    lookAgain();
  }

  List<Order> orders() {
    return book.orders(reachedNs.getAsLong());
  }

  FaultLedger ledger() {
    return book.ledger();
  }

  /** {@return what an order says, for a journal} */
  String name(int order) {
    return "order %d: %s".formatted(order, book.fault(order).text());
  }

  /** {@return market time of the next thing that happens by itself, or Long.MAX_VALUE} */
  long nextNs(long afterNs) {
    if (quiet) {
      return Long.MAX_VALUE;
    }
    long next = Math.min(book.nextEdgeNs(afterNs), agenda.nextNs());
    for (Victim victim : victims.values()) {
      next = Math.min(next, victim.nextMarketNs());
    }
    return Math.max(afterNs, next);
  }

  /** Does what is due by now, before the market's step does. */
  void lookAgain() {
    long now = reachedNs.getAsLong();
    agenda.catchUp(now);
    for (Blow blow : book.byTime(openIds(), now)) {
      strike(blow);
    }
    for (Map.Entry<Connection, Victim> one : List.copyOf(victims.entrySet())) {
      List<Outgoing> due = one.getValue().due(now, nanoTime.getAsLong());
      write(one.getKey(), one.getValue(), due, now);
    }
    settle();
  }

  /** After a step: forgets orders that are over. */
  void settle() {
    long now = reachedNs.getAsLong();
    book.prune(now);
    victims.forEach((connection, victim) -> answerPings(connection, victim, now));
    quiet =
        book.isEmpty()
            && agenda.isEmpty()
            && doomed.isEmpty()
            && victims.values().stream().noneMatch(Victim::isWaiting);
  }

  private void answerPings(Connection connection, Victim victim, long now) {
    boolean answered = book.answersPings(connection.id(), now);
    if (victim.answerPings(answered)) {
      connection.wire().answerPings(answered);
      if (!answered) {
        book.silenced(connection.id(), now);
      }
    }
  }

  /** Has something done at a market time. */
  void plan(Duration delay, Runnable deed) {
    agenda.add(reachedNs.getAsLong() + delay.toNanos(), deed);
    quiet = false;
  }

  /** The same for a connection: not done if that has ended by then. */
  void planFor(Connection connection, Duration delay, Runnable deed) {
    agenda.addFor(connection, reachedNs.getAsLong() + delay.toNanos(), deed);
    quiet = false;
  }

  /** Somebody has come. {@return what strikes for that} */
  Optional<Struck> connected(Connection connection) {
    victims.put(connection, new Victim(connection.id(), book));
    if (quiet) {
      return Optional.empty();
    }
    settle();
    return book.onArrival(connection.id(), reachedNs.getAsLong());
  }

  /** Somebody has gone. */
  void gone(Connection connection) {
    victims.remove(connection);
    agenda.forget(connection);
  }

  Optional<Struck> onLogIn(Connection connection) {
    return quiet ? Optional.empty() : book.onLogIn(connection.id(), reachedNs.getAsLong());
  }

  Optional<Struck> onTopic(Connection connection, Topic topic) {
    return quiet ? Optional.empty() : book.onTopic(connection.id(), topic, reachedNs.getAsLong());
  }

  Optional<Struck> onRequest(Connection connection, Collection<Topic> topics) {
    return quiet
        ? Optional.empty()
        : book.onRequest(connection.id(), topics, reachedNs.getAsLong());
  }

  /** Topics do not come to a connection because of an order. */
  void lost(int order, Connection connection, Collection<Topic> topics) {
    book.lost(order, connection.id(), topics, reachedNs.getAsLong());
  }

  /** Somebody holds a topic from now on. */
  void held(Topic topic) {
    book.held(topic, reachedNs.getAsLong());
  }

  /** Statuses are to follow the next frame of events. */
  void sendBehindData(Connection connection, Runnable statuses) {
    victim(connection).ifPresent(victim -> victim.doBehindData(statuses));
    quiet = false;
  }

  /** Frames of events, of one market time, and a ping behind them unless its token is empty. */
  void deliver(Connection connection, FrameBatch batch, String token) {
    // Of a real feed's that is now, up to which the market may not have been published yet.
    long at = batch.timeNs(0);
    victim(connection)
        .ifPresent(
            victim ->
                write(connection, victim, victim.publish(batch, at, nanoTime.getAsLong()), at));
    if (!token.isEmpty()) {
      ping(connection, token);
    }
  }

  /** A frame of statuses. */
  void deliverStatuses(Connection connection, byte[] text) {
    pass(connection, TextFrame.ofStatuses(text));
  }

  /** A ping by which the clock sees what has arrived. */
  void ping(Connection connection, String token) {
    pass(connection, new Ping(token));
  }

  /** {@return the next connection that is to end by order, and how; empty if none is} */
  Optional<Doom> nextDoomed() {
    return Optional.ofNullable(doomed.poll());
  }

  /** A connection is to end, unless it has. */
  void doom(Connection connection, Struck struck) {
    victim(connection)
        .ifPresent(
            victim -> {
              victim.doom();
              end(new Doom(connection, struck));
            });
  }

  private void strike(Blow blow) {
    List<Connection> targets =
        victims.keySet().stream().filter(one -> blow.connections().contains(one.id())).toList();
    if (blow.struck().harm() instanceof Restart) {
      targets.forEach(target -> victim(target).ifPresent(Victim::doom));
      end(new Doom(null, blow.struck()));
    } else {
      targets.forEach(target -> doom(target, blow.struck()));
    }
  }

  private void end(Doom doom) {
    doomed.add(doom);
    quiet = false;
    thread.execute(onDoom);
  }

  private void pass(Connection connection, Outgoing one) {
    long now = reachedNs.getAsLong();
    victim(connection)
        .ifPresent(
            victim -> write(connection, victim, victim.pass(one, now, nanoTime.getAsLong()), now));
  }

  private void write(Connection connection, Victim victim, List<Outgoing> out, long nowNs) {
    FrameBatch own = new FrameBatch(Unpooled.buffer());
    for (Outgoing one : out) {
      if (one instanceof TextFrame frame) {
        WireEvents.add(frame, own, nowNs);
        List<Runnable> following = frame.events().isEmpty() ? List.of() : victim.takeBehindData();
        if (!following.isEmpty()) {
          connection.sendOwn(own);
          own = new FrameBatch(Unpooled.buffer());
          following.forEach(Runnable::run);
        }
      } else if (one instanceof Ping ping) {
        own.addPing(ping.token());
      } else if (one instanceof Ending ending) {
        doom(connection, new Struck(ending.order(), ending.harm()));
      }
    }
    if (own.bytes() > 0) {
      connection.sendOwn(own);
    }
    comeBack(connection, victim);
  }

  /** What waits for real time is looked at again then. */
  private void comeBack(Connection connection, Victim victim) {
    long next = victim.tellWhenItComesBack();
    if (next != 0) {
      long ns = Math.max(0, next - nanoTime.getAsLong());
      connection
          .wire()
          .later(Duration.ofNanos(ns).plusMillis(1), () -> thread.execute(this::lookAgain));
    }
  }

  /** {@return nobody if it has ended} */
  private Optional<Victim> victim(Connection connection) {
    return Optional.ofNullable(victims.get(connection));
  }

  private List<Integer> openIds() {
    return victims.entrySet().stream()
        .filter(one -> !one.getValue().isDoomed())
        .map(one -> one.getKey().id())
        .toList();
  }

  /**
   * A connection that is to end by order.
   *
   * @param connection null where an order ends all
   */
  record Doom(@Nullable Connection connection, Struck struck) {}
}
