package io.fakepolygon.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.fault.Fault;
import io.fakepolygon.fault.FaultBook;
import io.fakepolygon.fault.FaultBook.Blow;
import io.fakepolygon.fault.FaultLedger;
import io.fakepolygon.fault.Order;
import io.fakepolygon.fault.Outgoing;
import io.fakepolygon.fault.Outgoing.Ending;
import io.fakepolygon.fault.Outgoing.Ping;
import io.fakepolygon.fault.Outgoing.TextFrame;
import io.fakepolygon.fault.Sabotage;
import io.fakepolygon.fault.Strike;
import io.fakepolygon.fault.Struck;
import io.fakepolygon.fault.WireEvent;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.FrameSlicer;
import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.protocol.Topic;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
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
  private final LongSupplier nowNs;
  private final JournalRecorder journal;
  private final LongSupplier nanoTime;
  private final FaultBook book;
  private final Map<Connection, Victim> victims = new LinkedHashMap<>();
  private final PriorityQueue<Plan> plans =
      new PriorityQueue<>(Comparator.comparingLong(Plan::ns).thenComparingLong(Plan::order));
  private final Deque<Doom> doomed = new ArrayDeque<>();
  private Runnable onDoom = () -> {};
  private long lastPlan;
  private boolean quiet = true;

  /**
   * A desk without orders.
   *
   * @param nowNs market time
   * @param nanoTime real time
   */
  FaultDesk(
      MarketThread thread,
      long seed,
      LongSupplier nowNs,
      LongSupplier nanoTime,
      JournalRecorder journal) {
    this.thread = thread;
    this.nowNs = nowNs;
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

  /** {@return the order's number} It may have struck by then. */
  int order(Fault fault) {
    int number = book.order(fault, nowNs.getAsLong());
    journal.ordered(name(number));
    lookAgain();
    return number;
  }

  void withdraw(int number) {
    book.withdraw(number, nowNs.getAsLong());
    journal.ordered("order %d withdrawn".formatted(number));
    lookAgain();
  }

  List<Order> orders() {
    return book.orders(nowNs.getAsLong());
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
    long next = book.nextEdgeNs(afterNs);
    if (!plans.isEmpty()) {
      next = Math.min(next, plans.element().ns);
    }
    for (Victim victim : victims.values()) {
      next = Math.min(next, victim.nextMarketNs());
    }
    return Math.max(afterNs, next);
  }

  /** Does what is due by now, before the market's step does. */
  void lookAgain() {
    long now = nowNs.getAsLong();
    while (!plans.isEmpty() && plans.element().ns <= now) {
      plans.remove().deed.run();
    }
    for (Blow blow : book.byTime(openIds(), now)) {
      strike(blow);
    }
    for (Map.Entry<Connection, Victim> one : List.copyOf(victims.entrySet())) {
      Victim victim = one.getValue();
      if (!victim.isDoomed && victim.isTouched()) {
        write(one.getKey(), victim, victim.sabotage().due(now, nanoTime.getAsLong()));
      }
    }
    settle();
  }

  /** After a step: forgets orders that are over. */
  void settle() {
    long now = nowNs.getAsLong();
    book.prune(now);
    victims.forEach((connection, victim) -> answerPings(connection, victim, now));
    quiet =
        book.isEmpty()
            && plans.isEmpty()
            && doomed.isEmpty()
            && victims.values().stream().noneMatch(Victim::isWaiting);
  }

  private void answerPings(Connection connection, Victim victim, long now) {
    boolean answered = book.answersPings(connection.id(), now);
    if (answered != victim.answersPings) {
      victim.answersPings = answered;
      connection.wire().answerPings(answered);
      if (!answered) {
        book.silenced(connection.id(), now);
      }
    }
  }

  /** Has something done at a market time. */
  void plan(Duration delay, Runnable deed) {
    plans.add(new Plan(nowNs.getAsLong() + delay.toNanos(), ++lastPlan, deed));
    quiet = false;
  }

  /** The same for a connection: not done if that has ended by then. */
  void planFor(Connection connection, Duration delay, Runnable deed) {
    plan(
        delay,
        () -> {
          if (connection.isOpen()) {
            deed.run();
          }
        });
  }

  /** Somebody has come. {@return what strikes for that} */
  Optional<Struck> connected(Connection connection) {
    victims.put(connection, new Victim(connection.id(), book));
    if (quiet) {
      return Optional.empty();
    }
    settle();
    return book.onArrival(connection.id(), nowNs.getAsLong());
  }

  /** Somebody has gone. */
  void gone(Connection connection) {
    victims.remove(connection);
  }

  Optional<Struck> onLogIn(Connection connection) {
    return quiet ? Optional.empty() : book.onLogIn(connection.id(), nowNs.getAsLong());
  }

  Optional<Struck> onTopic(Connection connection, Topic topic) {
    return quiet ? Optional.empty() : book.onTopic(connection.id(), topic, nowNs.getAsLong());
  }

  Optional<Struck> onRequest(Connection connection, Collection<Topic> topics) {
    return quiet ? Optional.empty() : book.onRequest(connection.id(), topics, nowNs.getAsLong());
  }

  /** Topics do not come to a connection because of an order. */
  void lost(int order, Connection connection, Collection<Topic> topics) {
    book.lost(order, connection.id(), topics, nowNs.getAsLong());
  }

  /** Somebody holds a topic from now on. */
  void held(Topic topic) {
    book.held(topic, nowNs.getAsLong());
  }

  /** Statuses are to follow the next frame of events. */
  void sendBehindData(Connection connection, Runnable statuses) {
    victim(connection).behindData.add(statuses);
    quiet = false;
  }

  /** Frames of events, and a ping behind them unless its token is empty. */
  void deliver(Connection connection, FrameBatch batch, String token) {
    Victim victim = victim(connection);
    if (victim.isDoomed) {
      return;
    }
    List<Outgoing> out =
        new ArrayList<>(
            victim.sabotage().publish(eventsOf(batch), nowNs.getAsLong(), nanoTime.getAsLong()));
    if (!token.isEmpty()) {
      out.addAll(pass(victim, new Ping(token)));
    }
    write(connection, victim, out);
  }

  /** A frame of statuses. */
  void deliverStatuses(Connection connection, byte[] text) {
    Victim victim = victim(connection);
    write(connection, victim, pass(victim, TextFrame.ofStatuses(text)));
  }

  /** A ping by which the clock sees what has arrived. */
  void ping(Connection connection, String token) {
    Victim victim = victim(connection);
    write(connection, victim, pass(victim, new Ping(token)));
  }

  /** {@return the next connection that is to end by order, and how; empty if none is} */
  Optional<Doom> nextDoomed() {
    return Optional.ofNullable(doomed.poll());
  }

  /** A connection is to end. */
  void doom(Connection connection, Struck struck) {
    victim(connection).isDoomed = true;
    doomed.add(new Doom(connection, struck));
    quiet = false;
    thread.execute(onDoom);
  }

  private void strike(Blow blow) {
    List<Connection> targets =
        victims.keySet().stream().filter(one -> blow.connections().contains(one.id())).toList();
    for (Connection target : targets) {
      doom(target, blow.struck());
    }
    if (targets.isEmpty()) {
      doomed.add(new Doom(null, blow.struck()));
      thread.execute(onDoom);
    }
  }

  private List<Outgoing> pass(Victim victim, Outgoing one) {
    return victim.isDoomed
        ? List.of()
        : victim.sabotage().pass(one, nowNs.getAsLong(), nanoTime.getAsLong());
  }

  private void write(Connection connection, Victim victim, List<Outgoing> out) {
    FrameBatch own = new FrameBatch(Unpooled.buffer());
    List<Runnable> following = List.of();
    for (Outgoing one : out) {
      if (one instanceof TextFrame frame) {
        add(frame, own);
        if (!frame.events().isEmpty()) {
          following = victim.takeBehindData();
        }
      } else if (one instanceof Ping ping) {
        own.addPing(ping.token());
      } else if (one instanceof Ending ending) {
        doom(connection, new Struck(ending.order(), ending.harm()));
      }
    }
    if (!out.isEmpty()) {
      connection.sendOwn(own);
    }
    following.forEach(Runnable::run);
    comeBack(connection, victim);
  }

  private void add(TextFrame frame, FrameBatch own) {
    int messages = frame.events().isEmpty() ? statusesIn(frame.text()) : frame.events().size();
    own.addText(
        frame.text(),
        frame.cut(),
        frame.isBrokenOff(),
        messages,
        frame.events().isEmpty(),
        nowNs.getAsLong());
  }

  /** What waits for real time is looked at again then. */
  private void comeBack(Connection connection, Victim victim) {
    long next = victim.sabotage().nextRealNs();
    if (next != Long.MAX_VALUE && next != victim.comesBackAtNs) {
      victim.comesBackAtNs = next;
      long ns = Math.max(0, next - nanoTime.getAsLong());
      connection
          .wire()
          .later(Duration.ofNanos(ns).plusMillis(1), () -> thread.execute(this::lookAgain));
    }
  }

  private Victim victim(Connection connection) {
    return victims.computeIfAbsent(connection, absent -> new Victim(connection.id(), book));
  }

  private List<Integer> openIds() {
    return victims.entrySet().stream()
        .filter(one -> !one.getValue().isDoomed)
        .map(one -> one.getKey().id())
        .toList();
  }

  private static List<List<WireEvent>> eventsOf(FrameBatch batch) {
    List<List<WireEvent>> frames = new ArrayList<>();
    for (int i = 0; i < batch.frames(); i++) {
      frames.add(eventsIn(batch.frame(i)));
    }
    return frames;
  }

  private static List<WireEvent> eventsIn(byte[] frame) {
    List<WireEvent> events = new ArrayList<>();
    FrameSlicer.slice(
        frame,
        new FrameSlicer.Sink() {
          @Override
          public void event(String ev, String ticker, byte[] bytes, int start, int length) {
            Channel channel =
                Channel.of(ev).orElseThrow(() -> new IllegalStateException("No channel " + ev));
            events.add(new WireEvent(channel, ticker, new String(bytes, start, length, UTF_8)));
          }

          @Override
          public void malformed(Malformation kind, String what) {
            throw new IllegalStateException("Published " + kind.inWords() + ": " + what);
          }
        });
    return events;
  }

  private static int statusesIn(byte[] text) {
    return new String(text, US_ASCII).split("\"ev\":\"status\"", -1).length - 1;
  }

  /**
   * A connection that is to end by order.
   *
   * @param connection null where an order ends all, and there is none
   */
  record Doom(@Nullable Connection connection, Struck struck) {}

  /** Something to be done at a market time. */
  private record Plan(long ns, long order, Runnable deed) {}

  /** A connection, and what is done to it. */
  private static final class Victim {
    private final int connection;
    private final FaultBook book;
    // Made when it is needed: most connections of most servers are never struck.
    private @Nullable Sabotage sabotage;
    private final List<Runnable> behindData = new ArrayList<>();
    private boolean isDoomed;
    private boolean answersPings = true;
    private long comesBackAtNs;

    Victim(int connection, FaultBook book) {
      this.connection = connection;
      this.book = book;
    }

    /** {@return whether anything has been sent to it while faults were ordered} */
    boolean isTouched() {
      return sabotage != null;
    }

    Sabotage sabotage() {
      Sabotage current = sabotage;
      if (current == null) {
        current = new Sabotage(connection, book);
        sabotage = current;
      }
      return current;
    }

    long nextMarketNs() {
      return sabotage == null ? Long.MAX_VALUE : sabotage.nextMarketNs();
    }

    boolean isWaiting() {
      return !behindData.isEmpty() || (sabotage != null && sabotage.isWaiting());
    }

    List<Runnable> takeBehindData() {
      List<Runnable> taken = List.copyOf(behindData);
      behindData.clear();
      return taken;
    }
  }
}
