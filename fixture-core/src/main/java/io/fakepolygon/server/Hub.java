package io.fakepolygon.server;

import io.fakepolygon.fault.Struck;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.ClientAction.Authenticate;
import io.fakepolygon.protocol.ClientAction.Subscribe;
import io.fakepolygon.protocol.ClientAction.Unintelligible;
import io.fakepolygon.protocol.ClientAction.Unsubscribe;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.referee.Judge;
import io.fakepolygon.referee.Judgement;
import io.fakepolygon.subscription.Subscriptions;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Who is connected and what each may do: carries out what clients say, and answers it as the
 * vendor's server does.
 *
 * <p>Owned by the market thread.
 */
final class Hub {
  private static final int GOING_AWAY = 1001;
  private static final int POLICY_VIOLATION = 1008;
  private static final int TOO_BIG = 1009;
  private static final Duration LATE_REFUSAL = Duration.ofSeconds(1);
  // Of those beyond the limit, who may come in storms, one line a minute is enough.
  private static final Level REFUSED = Level.DEBUG;

  private final ServerOptions options;
  private final MarketThread thread;
  private final SubscriptionDesk desk;
  private final LongSupplier reachedNs;
  private final JournalRecorder journal;
  private final FaultDesk faults;
  private final Ordered ordered;
  private final Map<Wire, Connection> connections = new LinkedHashMap<>();
  private final EndedConnections ended;
  private final Tally tally = new Tally();
  private final Judge judge;
  // Told to go while the server shuts down, and not gone yet.
  private final Map<Wire, Connection> leaving = new LinkedHashMap<>();
  // Somebody operates a proxy; whoever runs tests wants to be left alone.
  private final Level newsLevel;
  private boolean shuttingDown;
  private int lastId;

  /**
   * A hub without connections.
   *
   * @param reachedNs catches up with the clock, and tells the market time up to which everything
   *     has been published
   * @param feedFor makes the real feed, whose answers come here
   */
  Hub(
      ServerOptions options,
      MarketThread thread,
      Publisher publisher,
      Subscriptions<Connection> subscriptions,
      LongSupplier reachedNs,
      JournalRecorder journal,
      FaultDesk faults,
      Function<RealFeed.Answers, Feed> feedFor) {
    this.options = options;
    this.thread = thread;
    this.reachedNs = reachedNs;
    this.journal = journal;
    judge = new Judge(System::nanoTime, journal::nowNs, options.longestPong(), options.apiKeys());
    this.faults = faults;
    ordered = new Ordered(this, faults);
    ended =
        new EndedConnections(
            Math.max(
                Limits.MOST_HOLDINGS_OF_ENDED_CONNECTIONS,
                2 * options.limits().mostTopicsPerConnection()));
    desk =
        new SubscriptionDesk(
            options, publisher, subscriptions, reachedNs, faults, this::send, feedFor);
    faults.whenDoomed(this::endDoomed);
    newsLevel = desk.feed().isReal() ? Level.INFO : Level.DEBUG;
  }

  /** {@return where subscriptions are taken} */
  SubscriptionDesk desk() {
    return desk;
  }

  Feed feed() {
    return desk.feed();
  }

  /** {@return where ordered faults are carried out} */
  FaultDesk faults() {
    return faults;
  }

  /** {@return whether nobody can connect, by order} Any thread. */
  boolean isDown() {
    return ordered.isDown();
  }

  /**
   * {@return whether each client whose connection ended by order has seen that, and closed its end}
   */
  boolean hasNobodyParting() {
    return ordered.hasNobodyParting();
  }

  /** Ends the connections that are to end by order. */
  void endDoomed() {
    ordered.endDoomed();
  }

  Collection<Connection> connections() {
    return Collections.unmodifiableCollection(connections.values());
  }

  void connected(Wire wire) {
    Connection connection =
        new Connection(++lastId, wire, journal, options.slowClients(), faults, thread::execute);
    connections.put(wire, connection);
    Optional<Struck> struck = faults.connected(connection);
    tally.accepted();
    journal.connected(connection.id(), wire.remoteAddress());
    judge.connected(connection.id(), wire.remoteAddress());
    boolean oneTooMany = !shuttingDown && connections.size() > options.limits().mostConnections();
    log()
        .atLevel(oneTooMany ? REFUSED : newsLevel)
        .log(
            "Connection {} from {} has come; open: {}",
            connection.id(),
            wire.remoteAddress(),
            connections.size());
    connection.send(Status.CONNECTED);
    if (shuttingDown) {
      sayGoodbye(connection);
    } else if (oneTooMany) {
      refuseBeyondLimit(connection);
    } else {
      wire.later(
          options.authenticationTimeout(),
          () -> thread.execute(() -> authenticationTimedOut(connection)));
      struck.ifPresent(blow -> faults.doom(connection, blow));
    }
  }

  /** A socket was closed before anything was read: there were too many. */
  void socketRefused() {
    if (tally.socketRefused()) {
      log()
          .warn(
              "A socket was closed unread, {} so far: there are too many beside the {} connections that"
                  + " may be. The next line about that comes in a minute at the earliest",
              tally.socketsRefused(),
              options.limits().mostConnections());
    }
  }

  /** The socket has gone without a word, unless it was told to. */
  void disconnected(Wire wire) {
    Optional.ofNullable(connections.get(wire)).ifPresent(Connection::discardWaiting);
    ordered.parted(wire);
    Connection told = leaving.remove(wire);
    if (told != null) {
      journal.ended(told.id(), "closed by the server with 1001: it shut down");
    }
    hangsUp(wire);
    end(wire, "the connection was lost");
  }

  /** The client wants to close: what it asked for before has been answered. */
  void closedBy(Wire wire, int code) {
    Connection connection = connections.get(wire);
    if (connection != null) {
      judge.closes(connection.id());
      end(wire, "closed by the client " + (code == 0 ? "without a code" : "with " + code));
      wire.answerClose(code);
    }
  }

  /** The client broke RFC 6455, which names the code to close with. */
  void violatedBy(Wire wire, int code) {
    if (connections.containsKey(wire)) {
      end(wire, "closed by the server with %d: RFC 6455 was broken".formatted(code));
      wire.close(code, "");
    }
  }

  /** The client sent a message larger than it may. */
  void saidTooMuch(Wire wire) {
    if (connections.containsKey(wire)) {
      tally.messageTooLarge();
      end(
          wire,
          "closed by the server with 1009: a message was larger than %d bytes"
              .formatted(options.limits().largestMessageBytes()));
      wire.close(TOO_BIG, "");
    }
  }

  /** The client has for the first time sent more than it may in a second. */
  void heldBack(Wire wire) {
    Connection connection = connections.get(wire);
    if (connection != null) {
      tally.heldBack();
      log()
          .debug(
              "Connection {} sends faster than {} messages a second, and is read no faster than that",
              connection.id(),
              options.limits().mostMessagesPerSecond());
    }
  }

  /** The client has said its last word: what it asked for before has been answered. */
  void hungUp(Wire wire) {
    hangsUp(wire);
    end(wire, "hung up by the client without a close frame");
    wire.drop();
  }

  /** A ping that is no fence was sent at a {@link System#nanoTime}. */
  void pinged(Wire wire, String token, long atNs) {
    Optional.ofNullable(connections.get(wire))
        .ifPresent(connection -> connection.pinged(token, atNs));
  }

  /** A pong came at a {@link System#nanoTime}. */
  void pong(Wire wire, String token, long atNs) {
    Connection connection = connections.get(wire);
    if (connection != null) {
      judge.ponged(connection.id(), connection.pong(token, atNs));
    }
  }

  /**
   * A client said something.
   *
   * @param frame as it came
   * @param action what it means
   */
  void receive(Wire wire, String frame, ClientAction action) {
    Connection connection = connections.get(wire);
    if (connection != null) {
      tally.messageReceived();
      journal.said(connection.id(), feed().forJournal(frame, action));
      carryOut(connection, action);
    }
  }

  /**
   * Does what the policy has for those who do not keep up. For whoever publishes what nobody can
   * wait for.
   */
  void relieveSlowClients() {
    Map<Connection, String> hopeless = new LinkedHashMap<>();
    for (Connection connection : connections.values()) {
      relieve(connection).ifPresent(why -> hopeless.put(connection, why));
    }
    hopeless.forEach(this::dropTooSlow);
  }

  /** Cuts all connections. */
  void dropAll() {
    for (Connection connection : List.copyOf(connections.values())) {
      end(connection, "dropped by the test");
      connection.wire().cut();
    }
  }

  /** Closes all connections behind what was queued for them, and whoever comes from here on. */
  void shutDown() {
    shuttingDown = true;
    List.copyOf(connections.values()).forEach(this::sayGoodbye);
  }

  /** The market thread has ended: whoever still is connected is about to be cut. */
  void serverClosed() {
    desk.serverClosed();
    judge.serverClosed();
    connections
        .values()
        .forEach(connection -> journal.ended(connection.id(), "cut: the server was closed"));
    leaving
        .values()
        .forEach(
            connection ->
                journal.ended(
                    connection.id(), "cut: the server was closed before the client had left"));
  }

  List<ConnectionInfo> connectionInfos() {
    return connections.values().stream().map(c -> c.info(desk.topicsOf(c))).toList();
  }

  List<Watched> watched(int most) {
    long nowNs = System.nanoTime();
    return connections.values().stream()
        .limit(most)
        .map(connection -> connection.watched(desk.topicsOf(connection), nowNs))
        .toList();
  }

  ServerCounters counters() {
    return tally.with(connections.values(), desk.refusedBeyondLimit(), thread.failures());
  }

  /**
   * {@return what there is to object to}
   *
   * @param atEnd whether connections that are open are too many
   */
  Judgement judgement(boolean atEnd) {
    Map<Integer, Long> unanswered = new LinkedHashMap<>();
    for (Connection connection : connections.values()) {
      connection
          .oldestUnansweredPing()
          .ifPresent(sinceNs -> unanswered.put(connection.id(), sinceNs));
    }
    return judge.judgement(unanswered, atEnd);
  }

  List<ConnectionInfo> endedConnectionInfos() {
    return ended.infos();
  }

  Laggard laggard(Connection connection) {
    return connection.laggard(desk.topicsOf(connection));
  }

  /**
   * Ends a connection that takes too long to take what it is sent, as the vendor does: without a
   * word.
   */
  private void dropTooSlow(Connection connection, String why) {
    log().warn("Connection {} does not keep up and is dropped: {}", connection.id(), why);
    tally.droppedTooSlow();
    connection.discardWaiting();
    end(connection, "dropped by the server: it does not keep up");
    connection.wire().cut();
  }

  private void carryOut(Connection connection, ClientAction action) {
    if (!connection.isOpen()) {
      // What waited behind a slow log-in, and something before it ended the connection.
      return;
    }
    if (connection.isWaitingToLogIn()) {
      connection.defer(() -> carryOut(connection, action));
    } else if (action instanceof Authenticate authenticate) {
      authenticate(connection, authenticate.key());
    } else if (action instanceof Unintelligible unintelligible) {
      judge.saidNonsense(connection.id(), unintelligible.reason());
      log()
          .debug(
              "Connection {} sent what has no answer: {}",
              connection.id(),
              unintelligible.reason());
    } else if (!connection.isAuthenticated()) {
      judge.spokeBeforeAuthentication(
          connection.id(), action instanceof Subscribe ? "subscribe" : "unsubscribe");
      send(connection, List.of(Status.AUTHENTICATION_REQUIRED));
    } else if (action instanceof Subscribe subscribe) {
      judge.subscribed(connection.id(), subscribe.parameters(), desk);
      subscribe(connection, subscribe.parameters());
      tellHoldings(connection);
    } else if (action instanceof Unsubscribe unsubscribe) {
      judge.unsubscribed(connection.id(), unsubscribe.parameters());
      desk.unsubscribe(connection, unsubscribe.parameters());
      tellHoldings(connection);
    }
  }

  private void authenticate(Connection connection, String key) {
    boolean good =
        !key.isEmpty() && (options.apiKeys().isEmpty() || options.apiKeys().contains(key));
    if (!good) {
      connection.send(Status.AUTHENTICATION_FAILED);
      end(connection, "dropped by the server: authentication failed");
      connection.wire().drop();
      return;
    }
    faults
        .onLogIn(connection)
        .ifPresentOrElse(
            struck -> ordered.logIn(connection, key, struck), () -> accept(connection, key));
  }

  /** A good key, and nothing that stands against it. */
  void accept(Connection connection, String key) {
    boolean again = connection.isAuthenticated() && connection.key().equals(key);
    connection.authenticatedWith(key);
    judge.authenticated(connection.id(), key);
    connection.send(Status.AUTHENTICATED);
    if (!again && options.connectionCap() > 0) {
      applyCap(connection, key);
    }
  }

  /** It is one too many for its account, and will be told late. */
  void refuseLate(Connection newest, Runnable refusal) {
    newest.markSurplus(refusal);
    newest.wire().later(LATE_REFUSAL, () -> thread.execute(refusal));
  }

  private void applyCap(Connection newest, String key) {
    List<Connection> same =
        connections.values().stream()
            .filter(c -> c.isAuthenticated() && !c.isSurplus() && c.key().equals(key))
            .toList();
    if (same.size() <= options.connectionCap()) {
      return;
    }
    if (options.capPolicy() == ConnectionCapPolicy.EVICT_OLDEST) {
      same.stream().filter(other -> other != newest).findFirst().ifPresent(this::refuse);
    } else {
      refuseLate(newest, () -> refuse(newest));
    }
  }

  /** It is one too many for its account. */
  void refuse(Connection connection) {
    refuse(connection, newsLevel);
  }

  private void refuse(Connection connection, Level level) {
    if (connection.isOpen()) {
      connection.send(Status.TOO_MANY_CONNECTIONS);
      end(connection, "closed by the server with 1008: too many connections", level);
      connection.wire().close(POLICY_VIOLATION, "");
    }
  }

  private void refuseBeyondLimit(Connection connection) {
    if (tally.connectionRefused()) {
      log()
          .warn(
              "Connection {} from {} is refused, {} so far: there are {}, as many as may be. The next line"
                  + " about that comes in a minute at the earliest",
              connection.id(),
              connection.wire().remoteAddress(),
              tally.connectionsRefused(),
              options.limits().mostConnections());
    }
    refuse(connection, REFUSED);
  }

  private void authenticationTimedOut(Connection connection) {
    if (connection.isOpen() && !connection.isAuthenticated()) {
      connection.send(Status.AUTHENTICATION_TIMED_OUT);
      end(connection, "closed by the server with 1008: no key came in time");
      connection.wire().close(POLICY_VIOLATION, "");
    }
  }

  private void subscribe(Connection connection, List<String> parameters) {
    if (desk.subscribe(connection, parameters)) {
      connection.refuseIfSurplus();
    }
  }

  private void tellHoldings(Connection connection) {
    if (connection.isOpen() && connection.isWorthTellingOf()) {
      log()
          .atLevel(newsLevel)
          .log("Connection {} holds topics: {}", connection.id(), desk.topicsOf(connection).size());
    }
  }

  private void send(Connection connection, List<Status> answers) {
    if (options.acknowledgementFraming() == AcknowledgementFraming.FRAME_PER_PARAMETER) {
      answers.forEach(connection::send);
    } else if (!answers.isEmpty()) {
      connection.send(answers);
    }
    // One that asks and never reads the answers, whatever the clock.
    if (connection.bytesQueued() > options.slowClients().hardLimitBytes()) {
      relieve(connection).ifPresent(why -> dropTooSlow(connection, why));
    }
  }

  private Optional<String> relieve(Connection connection) {
    judge.queued(connection.id(), connection.bytesQueued(), options.slowClients().softLimitBytes());
    return connection.relieve();
  }

  private void hangsUp(Wire wire) {
    Optional.ofNullable(connections.get(wire))
        .ifPresent(connection -> judge.hangsUp(connection.id()));
  }

  private void end(Wire wire, String how) {
    Optional.ofNullable(connections.get(wire)).ifPresent(connection -> end(connection, how));
  }

  private void sayGoodbye(Connection connection) {
    leave(connection, "told to go, for the server shuts down", newsLevel);
    leaving.put(connection.wire(), connection);
    connection.wire().sayGoodbye(GOING_AWAY);
  }

  /** From here on a connection is none; its socket is the caller's. */
  void end(Connection connection, String how) {
    end(connection, how, newsLevel);
  }

  private void end(Connection connection, String how, Level level) {
    leave(connection, how, level);
    journal.ended(connection.id(), how);
  }

  private void leave(Connection connection, String how, Level level) {
    long now = reachedNs.getAsLong();
    Set<Topic> held = desk.leave(connection);
    connections.remove(connection.wire());
    connection
        .oldestUnansweredPing()
        .ifPresent(sinceNs -> judge.neverPonged(connection.id(), sinceNs));
    faults.gone(connection);
    connection.end(now);
    ended.add(connection.info(held));
    judge.ended(connection.id(), held.stream().filter(topic -> !desk.isHeld(topic)).toList());
    tally.ended(connection);
    log()
        .atLevel(level)
        .log(
            "Connection {} has ended, {}; it held topics: {}; open: {}",
            connection.id(),
            how,
            held.size(),
            connections.size());
  }

  // Asked for when there is something to say: the first question has SLF4J search the class path.
  private static Logger log() {
    return LoggerFactory.getLogger(Hub.class);
  }
}
