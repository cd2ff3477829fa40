package io.fakepolygon.referee;

import static java.util.stream.Collectors.joining;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.referee.Absences.Absence;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What objections say: what the client did, and what it should do instead. */
final class Wording {
  private static final int TOPICS_SHOWN = 8;
  private static final int LONGEST_SHOWN = 60;
  private static final String READ_ON =
      "Read on while events are worked on: hand them to another thread";

  // A client may send its key in the place of a topic.
  private final List<String> keys;

  Wording(Collection<String> keys) {
    this.keys = List.copyOf(keys);
  }

  static String beforeAuthentication(int connection, String action) {
    return "Connection %d sent %s before a key was accepted, and it was not carried out. Send auth first: what is sent right behind it is carried out after it"
        .formatted(connection, action);
  }

  static String malformed(int connection, String reason) {
    return "Connection %d sent what the server ignores: %s. Send one JSON object a frame, with an action of auth, subscribe or unsubscribe and a string of params: {\"action\":\"subscribe\",\"params\":\"T.AAPL,Q.AAPL\"}"
        .formatted(connection, reason);
  }

  /**
   * @param key the client's, if one was accepted
   * @param topic what the parameter means; null if it means nothing to the server
   */
  String unknownTopic(
      int connection, @Nullable String key, String parameter, @Nullable Topic topic) {
    String shown = shown(parameter, key);
    if (topic != null) {
      return "Connection %d asked for '%s', is told that it has it, and will never receive anything: there is no such ticker on this market. Ask for one of its symbols, or add this one to them"
          .formatted(connection, shown);
    }
    return "Connection %d asked for '%s', and the server stays silent: %s. Write one of T, Q, A, AM, LULD, then '.', then a ticker or '*': T.AAPL"
        .formatted(connection, shown, whatIsWrongWith(parameter));
  }

  private static String whatIsWrongWith(String parameter) {
    int dot = parameter.indexOf('.');
    if (dot < 0) {
      return "there is no dot in it";
    }
    if (dot == parameter.length() - 1) {
      return "there is no ticker behind the dot";
    }
    return Channel.of(parameter.substring(0, dot)).filter(Channel::isOfStocks).isEmpty()
        ? "nobody knows the prefix"
        : "no ticker is longer than %d characters".formatted(Topic.LONGEST_TICKER);
  }

  String notResubscribed(Absence absence) {
    String names =
        absence.topics.stream()
            .limit(TOPICS_SHOWN)
            .map(topic -> shown(topic.toString(), absence.key))
            .collect(joining(", "));
    int more = absence.topics.size() - TOPICS_SHOWN;
    return "Connection %d came back with the key of connection %d, and nobody has asked again for what that held when it was lost: %s%s. After every auth_success, subscribe to all that was held before"
        .formatted(
            absence.backAs,
            absence.connection,
            names,
            more > 0 ? " and %d more".formatted(more) : "");
  }

  static String reconnectStorm(int connection, long waitedMs, int inARow, boolean byKey) {
    return "Connection %d came %d ms after the end of the one before, and is number %d in a row, %s, that the server ended within a second. Wait at least 100 ms, longer after each failure, and count from the start again only after a minute of health, not at auth_success"
        .formatted(
            connection, waitedMs, inARow, byKey ? "with the same key" : "from the same host");
  }

  static String latePong(int connection, long afterMs, long limitMs) {
    return "Connection %d answered a ping after %s, later than the %s it may take. %s"
        .formatted(connection, ms(afterMs), ms(limitMs), READ_ON);
  }

  static String missingPong(int connection, long sinceMs, long limitMs) {
    return "Connection %d has not answered a ping for %s, longer than the %s it may take. %s"
        .formatted(connection, ms(sinceMs), ms(limitMs), READ_ON);
  }

  static String slowReading(int connection, long bytes, long limit) {
    return "Connection %d let %s bytes wait for it, more than the %s that may. Read on while events are worked on, or subscribe to less: the vendor drops a client that does not keep up"
        .formatted(connection, number(bytes), number(limit));
  }

  static String leftOpen(int connection) {
    return "Connection %d was still open at the end. Close it when its work is done: it counts against the account's limit until then"
        .formatted(connection);
  }

  private String shown(String text, @Nullable String key) {
    String shown = text;
    for (String secret : Stream.concat(keys.stream(), Stream.ofNullable(key)).toList()) {
      shown = shown.replace(secret, "…");
    }
    shown = shown.replaceAll("\\p{Cntrl}", "?");
    return shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "…";
  }

  private static String ms(long ms) {
    return number(ms) + " ms";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
