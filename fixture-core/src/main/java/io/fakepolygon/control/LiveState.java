package io.fakepolygon.control;

import io.fakepolygon.calendar.TradingDay;
import io.fakepolygon.calendar.UsEquities;
import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.fault.Order;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalTail.News;
import io.fakepolygon.market.MarketSpec;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.ClientAction.Subscribe;
import io.fakepolygon.protocol.ClientAction.Unsubscribe;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.referee.Objection;
import io.fakepolygon.server.MarketServer;
import io.fakepolygon.server.ServerCounters;
import io.fakepolygon.server.ServerOptions;
import io.fakepolygon.server.Watched;
import io.fakepolygon.upstream.UpstreamInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How things stand, on one line of {@code GET /control/v1/live}.
 *
 * @param kind {@code state}
 * @param clock the clock
 * @param session where New York's trading day stands
 * @param nextOpen when regular hours begin next
 * @param counters what was counted since the start
 * @param connections those that are connected, the first two hundred
 * @param upstream how it stands with the real feed, if there is one
 * @param faults how many were ordered, and struck
 * @param entries the newest of what the journal has more than a line ago
 * @param entriesLeftOut how many more there were
 */
record LiveState(
    String kind,
    ClockState clock,
    Session session,
    Instant nextOpen,
    ServerCounters counters,
    List<Client> connections,
    List<UpstreamInfo> upstream,
    FaultCounts faults,
    List<Entry> entries,
    long entriesLeftOut) {
  private static final int MOST_CONNECTIONS = 200;
  private static final int MOST_OBJECTIONS = 10;
  private static final int LONGEST_TEXT = 4_000;

  static LiveState of(Served served, boolean controlled, News news) {
    MarketServer server = served.server();
    ClockState clock = served.clock();
    Map<Integer, List<Objection>> objections =
        server.referee().judgement().objections().stream()
            .collect(Collectors.groupingBy(Objection::connection));
    return new LiveState(
        "state",
        clock,
        Session.at(clock.now()),
        MarketTime.toInstant(
            UsEquities.nextAfter(MarketTime.toNs(clock.now()), TradingDay::openNs)),
        server.counters(),
        server.watched(MOST_CONNECTIONS).stream()
            .map(one -> Client.of(one, objections.getOrDefault(one.id(), List.of()), controlled))
            .toList(),
        server.upstream().stream().toList(),
        FaultCounts.of(server.faults().orders()),
        news.entries().stream().map(entry -> Entry.of(entry, controlled)).toList(),
        news.leftOut());
  }

  /** Where a trading day stands. */
  enum Session {
    /** Before 04:00, after 20:00, or no trading day. */
    CLOSED,
    /** From 04:00. */
    PRE,
    /** From 09:30. */
    REGULAR,
    /** From 16:00, on a half day 13:00. */
    AFTER;

    static Session at(Instant now) {
      long ns = MarketTime.toNs(now);
      return UsEquities.at(ns).map(day -> of(day, ns)).orElse(CLOSED);
    }

    private static Session of(TradingDay day, long ns) {
      if (ns < day.preOpenNs() || ns >= day.afterCloseNs()) {
        return CLOSED;
      }
      if (ns < day.openNs()) {
        return PRE;
      }
      return ns < day.closeNs() ? REGULAR : AFTER;
    }
  }

  /**
   * A connection.
   *
   * @param id its number
   * @param remoteAddress the client's address and port
   * @param userAgent what it called itself
   * @param authenticated whether a key of it was accepted
   * @param key as much of that key as tells it from others
   * @param topics what it holds, the first hundred
   * @param topicsHeld how many it holds
   * @param framesSent text frames handed to its socket so far
   * @param messagesSent events and statuses in those
   * @param bytesQueued bytes for it that have not left this process
   * @param lagMs for how long it has owed the answer to a ping, real milliseconds
   * @param quotesConflated quotes it was not sent because a later one took their place
   * @param eventsDropped events it was not sent because they were too old
   * @param objectionsMade how many the referee has made to it
   * @param objections the last ten of those; where the journal cannot be read, their rules
   */
  record Client(
      int id,
      String remoteAddress,
      String userAgent,
      boolean authenticated,
      String key,
      List<Topic> topics,
      int topicsHeld,
      long framesSent,
      long messagesSent,
      long bytesQueued,
      long lagMs,
      long quotesConflated,
      long eventsDropped,
      int objectionsMade,
      List<String> objections) {

    static Client of(Watched one, List<Objection> objections, boolean controlled) {
      return new Client(
          one.id(),
          one.remoteAddress(),
          one.userAgent(),
          one.authenticated(),
          one.maskedKey(),
          one.topics(),
          one.topicsHeld(),
          one.framesSent(),
          one.messagesSent(),
          one.bytesQueued(),
          TimeUnit.NANOSECONDS.toMillis(one.lagNs()),
          one.quotesConflated(),
          one.eventsDropped(),
          objections.size(),
          objections.stream()
              .skip(Math.max(0, objections.size() - MOST_OBJECTIONS))
              .map(objection -> controlled ? objection.text() : inShort(objection))
              .toList());
    }
  }

  // Its text has what the client said.
  private static String inShort(Objection objection) {
    return RecordJson.nameOf(objection.rule());
  }

  /**
   * What was ordered.
   *
   * @param orders how many faults
   * @param over how many of those will not strike any more
   * @param strikes how often they have struck
   */
  record FaultCounts(int orders, long over, long strikes) {

    static FaultCounts of(List<Order> orders) {
      return new FaultCounts(
          orders.size(),
          orders.stream().filter(Order::isOver).count(),
          orders.stream().mapToLong(Order::strikes).sum());
    }
  }

  /**
   * An entry of the journal.
   *
   * @param connection whose; 0 for the clock's
   * @param at when, market time
   * @param kind what happened
   * @param text its first 4,000 characters
   * @param length how many there are
   */
  record Entry(int connection, Instant at, JournalEntry.Kind kind, String text, int length) {
    private static final String HIDDEN = "…";

    /**
     * {@return the entry, without the key of a client that shows one}
     *
     * @param controlled whether the journal can be read in any case: otherwise nothing that a
     *     client said is shown but what has no place for a key
     */
    static Entry of(JournalEntry entry, boolean controlled) {
      boolean isHidden =
          !controlled && entry.kind() == JournalEntry.Kind.SAID && !holdsTopicsOnly(entry.text());
      String text = isHidden ? HIDDEN : entry.textWithoutKey();
      return new Entry(
          entry.connection(),
          entry.at(),
          entry.kind(),
          text.substring(0, Math.min(text.length(), LONGEST_TEXT)),
          text.length());
    }

    // A client may send its key in the place of a topic, or in a message that is none.
    private static boolean holdsTopicsOnly(String said) {
      ClientAction action = ClientAction.read(said);
      if (action instanceof Subscribe subscribe) {
        return areTopics(subscribe.parameters());
      }
      return action instanceof Unsubscribe unsubscribe && areTopics(unsubscribe.parameters());
    }

    private static boolean areTopics(List<String> parameters) {
      return parameters.stream().allMatch(one -> Topic.read(one).isPresent());
    }
  }

  /**
   * The first line: what does not change.
   *
   * @param kind {@code hello}
   * @param instance another for each server that is started
   * @param version this server's
   * @param controlled whether the rest of the control API is open
   * @param keyed whether clients need a key that the server knows
   * @param proxy whether there is a real feed
   * @param anySymbol whether there is any ticker that is asked for
   * @param symbols those that are fake, the first thousand
   * @param channels those that are fake
   * @param interval from one step to the next
   * @param journal whether there is one
   */
  record Hello(
      String kind,
      String instance,
      String version,
      boolean controlled,
      boolean keyed,
      boolean proxy,
      boolean anySymbol,
      List<String> symbols,
      List<String> channels,
      Duration interval,
      boolean journal) {
    private static final int MOST_SYMBOLS = 1_000;

    static Hello of(Served served, String instance, boolean controlled) {
      MarketServer server = served.server();
      ServerOptions options = server.options();
      MarketSpec spec = server.market().spec();
      return new Hello(
          "hello",
          instance,
          Product.version(),
          controlled,
          !options.apiKeys().isEmpty(),
          server.upstream().isPresent(),
          spec.hasAnySymbol(),
          spec.hasAnySymbol() ? List.of() : spec.symbols().stream().limit(MOST_SYMBOLS).toList(),
          options.channels().stream().sorted().map(Channel::name).toList(),
          spec.interval(),
          options.journalBytes() > 0);
    }
  }

  /**
   * The only line where too many look on already.
   *
   * @param kind {@code full}
   * @param watchers how many may
   */
  record Full(String kind, int watchers) {}
}
