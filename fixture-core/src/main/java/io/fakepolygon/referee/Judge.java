package io.fakepolygon.referee;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.referee.Absences.Absence;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is told by a server what its clients do, and objects. While they do nothing wrong, it remembers
 * next to nothing. It is given the time, and reads no clock of its own.
 *
 * <p>Not for several threads: the server's market thread owns it.
 */
public final class Judge {
  private final LongSupplier nanoTime;
  private final LongSupplier marketNs;
  private final long longestPongNs;
  private final Wording wording;
  private final Objections objections = new Objections();
  private final Map<Integer, Player> players = new LinkedHashMap<>();
  private final Rebuffs rebuffs = new Rebuffs();
  private final Absences absences = new Absences();

  /**
   * A judge of clients that have not come yet.
   *
   * @param nanoTime real time as of {@link System#nanoTime}
   * @param marketNs market time, nanoseconds since the Unix epoch
   * @param longestPong how long a client may take to answer a ping, in real time
   * @param keys the keys that are good: no objection shows them
   */
  public Judge(
      LongSupplier nanoTime, LongSupplier marketNs, Duration longestPong, Collection<String> keys) {
    this.nanoTime = nanoTime;
    this.marketNs = marketNs;
    longestPongNs = longestPong.toNanos();
    wording = new Wording(keys);
  }

  /**
   * A client has come.
   *
   * @param connection its number
   * @param remoteAddress its address and port
   */
  public void connected(int connection, String remoteAddress) {
    String host = remoteAddress.substring(0, Math.max(0, remoteAddress.lastIndexOf(':')));
    players.put(connection, new Player(connection, host, now()));
  }

  /** A key was accepted. */
  public void authenticated(int connection, String key) {
    Player player = players.get(connection);
    if (player != null && !key.equals(player.key)) {
      player.key = key;
      absences.cameBack(player, key, marketNs.getAsLong());
    }
  }

  /** A client asked for topics, or gave some up, before a key of it was accepted. */
  public void spokeBeforeAuthentication(int connection, String action) {
    object(
        Rule.SUBSCRIBED_BEFORE_AUTHENTICATION,
        connection,
        () -> Wording.beforeAuthentication(connection, action));
  }

  /**
   * A client said what nobody understands.
   *
   * @param reason as {@code ClientAction.Unintelligible} has it
   */
  public void saidNonsense(int connection, String reason) {
    object(Rule.MALFORMED_MESSAGE, connection, () -> Wording.malformed(connection, reason));
  }

  /** A client asked for topics. */
  public void subscribed(int connection, List<String> parameters, Listing listing) {
    for (String parameter : parameters) {
      Topic topic = Topic.read(parameter).filter(listing::hasChannelOf).orElse(null);
      if (topic == null || !listing.hasTickerOf(topic)) {
        object(
            Rule.UNKNOWN_TOPIC,
            connection,
            () -> wording.unknownTopic(connection, keyOf(connection), parameter, topic));
      }
      if (topic != null) {
        absences.askedFor(topic);
      }
    }
  }

  /** A client gave topics up. */
  public void unsubscribed(int connection, List<String> parameters) {
    String key = keyOf(connection);
    if (key != null) {
      parameters.forEach(
          parameter -> Topic.read(parameter).ifPresent(topic -> absences.gaveUp(key, topic)));
    }
  }

  /** A client has answered a ping so long after it was sent, in real time. */
  public void ponged(int connection, long afterNs) {
    if (afterNs > longestPongNs) {
      object(
          Rule.LATE_PONG,
          connection,
          () -> Wording.latePong(connection, ms(afterNs), ms(longestPongNs)));
    }
  }

  /** A client is about to go that was pinged at a {@link System#nanoTime} and has not answered. */
  public void neverPonged(int connection, long sinceNs) {
    long forNs = nanoTime.getAsLong() - sinceNs;
    if (forNs > longestPongNs) {
      object(
          Rule.LATE_PONG,
          connection,
          () -> Wording.missingPong(connection, ms(forNs), ms(longestPongNs)));
    }
  }

  /**
   * So much waits for a client. Objected to once a connection.
   *
   * @param bytes how much
   * @param limit how much may
   */
  public void queued(int connection, long bytes, long limit) {
    Player player = players.get(connection);
    if (bytes > limit && player != null && !player.readSlowly) {
      player.readSlowly = true;
      object(Rule.SLOW_READING, connection, () -> Wording.slowReading(connection, bytes, limit));
    }
  }

  /** A client closes its connection, which is about to end. */
  public void closes(int connection) {
    Player player = players.get(connection);
    if (player != null) {
      player.saidGoodbye = true;
    }
  }

  /** A client's side of a connection has gone without a close frame; it is about to end. */
  public void hangsUp(int connection) {
    Player player = players.get(connection);
    if (player != null) {
      player.hungUp = true;
    }
  }

  /**
   * A connection has ended, by the server's will unless the client's was told before.
   *
   * @param lost what it held and nobody holds any more
   */
  public void ended(int connection, Collection<Topic> lost) {
    Player player = players.remove(connection);
    if (player == null) {
      return;
    }
    rebuffs
        .ended(player, now())
        .ifPresent(
            storm ->
                object(
                    Rule.RECONNECT_STORM,
                    connection,
                    player.came.marketNs(),
                    () ->
                        Wording.reconnectStorm(
                            connection, ms(storm.waitedNs()), storm.inARow(), player.key != null)));
    if (!player.saidGoodbye) {
      absences.lost(player, lost);
    }
  }

  /** The server has closed, which is no fault of those who are still there. */
  public void serverClosed() {
    players.clear();
  }

  /**
   * {@return what there is to object to, as things stand}
   *
   * @param unanswered for each connection that owes a pong, when it was pinged, as of {@link
   *     System#nanoTime}
   * @param atEnd whether connections that are open are too many
   */
  public Judgement judgement(Map<Integer, Long> unanswered, boolean atEnd) {
    Objections all = objections.copy();
    long nowNs = nanoTime.getAsLong();
    unanswered.forEach(
        (connection, sinceNs) -> {
          if (nowNs - sinceNs > longestPongNs) {
            all.add(
                objection(
                    Rule.LATE_PONG,
                    connection,
                    marketNs.getAsLong(),
                    Wording.missingPong(connection, ms(nowNs - sinceNs), ms(longestPongNs))));
          }
        });
    for (Absence absence : absences.unrepaired()) {
      all.add(
          objection(
              Rule.NOT_RESUBSCRIBED,
              absence.backAs,
              absence.backSinceNs,
              wording.notResubscribed(absence)));
    }
    if (atEnd) {
      for (int connection : players.keySet()) {
        all.add(
            objection(
                Rule.LEFT_OPEN, connection, marketNs.getAsLong(), Wording.leftOpen(connection)));
      }
    }
    return all.judgement();
  }

  private @Nullable String keyOf(int connection) {
    Player player = players.get(connection);
    return player == null ? null : player.key;
  }

  private void object(Rule rule, int connection, Supplier<String> text) {
    object(rule, connection, marketNs.getAsLong(), text);
  }

  private void object(Rule rule, int connection, long atNs, Supplier<String> text) {
    if (objections.hasRoomFor(rule)) {
      objections.add(objection(rule, connection, atNs, text.get()));
    } else {
      objections.addUnwritten();
    }
  }

  private static Objection objection(Rule rule, int connection, long atNs, String text) {
    return new Objection(rule, connection, MarketTime.toInstant(atNs), text);
  }

  private Moment now() {
    return new Moment(nanoTime.getAsLong(), marketNs.getAsLong());
  }

  private static long ms(long ns) {
    return ns / 1_000_000;
  }
}
