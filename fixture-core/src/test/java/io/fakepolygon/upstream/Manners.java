package io.fakepolygon.upstream;

import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.ClientAction.Authenticate;
import io.fakepolygon.protocol.ClientAction.Subscribe;
import io.fakepolygon.protocol.ClientAction.Unsubscribe;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a {@link ScriptedUpstream} behaves towards one connection: as the vendor, but for the
 * differences named.
 *
 * <pre>
 *   feed.behave(Manners.ofTheVendor().refusing("NOI.AAPL").acknowledgingOneByOne());
 * </pre>
 *
 * <p>Immutable. Source of what the vendor does: protocol.md, sections 2 and 7.
 */
public final class Manners {
  /** Close code of the vendor's for one connection too many. */
  private static final int POLICY_VIOLATION = 1008;

  private static final String UPGRADES = "101";
  private static final String SLAMS = "";

  private String atTheDoor = UPGRADES;
  private boolean greets = true;
  private boolean answersRequests = true;
  private Verdict verdict = Manners::byTheKey;
  private Set<String> refused = Set.of();
  private Set<String> silentAbout = Set.of();
  private List<String> sentFirst = List.of();
  private boolean oneByOne;
  private boolean evictsOnceSubscribed;
  private int most = Integer.MAX_VALUE;
  private int errorsForAWholeRequest;

  private Manners() {}

  private Manners(Manners original) {
    atTheDoor = original.atTheDoor;
    greets = original.greets;
    answersRequests = original.answersRequests;
    verdict = original.verdict;
    refused = original.refused;
    silentAbout = original.silentAbout;
    sentFirst = original.sentFirst;
    oneByOne = original.oneByOne;
    evictsOnceSubscribed = original.evictsOnceSubscribed;
    most = original.most;
    errorsForAWholeRequest = original.errorsForAWholeRequest;
  }

  /** When a connection that is one too many is told so. */
  public enum Moment {
    /** Instead of accepting the key. */
    INSTEAD_OF_SUCCESS,
    /** Right after the key has been accepted. */
    AFTER_SUCCESS,
    /** After the first subscription has been acknowledged, as captured in 2026. */
    AFTER_FIRST_ACKNOWLEDGEMENT
  }

  /** What becomes of a key. */
  private interface Verdict {
    void pass(String key, ScriptedConnection connection);
  }

  /** Greets, checks the key, acknowledges each parameter with a known prefix. */
  public static Manners ofTheVendor() {
    return new Manners();
  }

  /** Upgrades, answers pings and a close, and leaves every word to the test. */
  public static Manners silent() {
    return ofTheVendor()
        .withoutGreeting()
        .neverAnsweringAuthentication()
        .changed(manners -> manners.answersRequests = false);
  }

  /** Ends the TCP connection as soon as it is there, and reads nothing. */
  public Manners slammingTheDoor() {
    return changed(manners -> manners.atTheDoor = SLAMS);
  }

  /** Answers the request for an upgrade with an HTTP error, such as 401, 403 or 503. */
  public Manners refusingTheUpgrade(int httpStatus) {
    return answeringTheUpgrade(httpStatus + " Refused", "text/plain", "refused");
  }

  /** Answers the request for an upgrade with a web page. */
  public Manners answeringWithAPage() {
    return answeringTheUpgrade("200 OK", "text/html", "<html><body>Maintenance</body></html>");
  }

  /** Answers the request for an upgrade with HTTP 302, which leads elsewhere. */
  public Manners redirectingTo(URI elsewhere) {
    String statusAndLocation = "302 Found\r\nLocation: " + elsewhere;
    return answeringTheUpgrade(statusAndLocation, "text/plain", "moved");
  }

  /** Says nothing after the upgrade. */
  public Manners withoutGreeting() {
    return changed(manners -> manners.greets = false);
  }

  /** Says nothing to a key; the test may let it in by {@link ScriptedConnection#letIn}. */
  public Manners neverAnsweringAuthentication() {
    return changed(manners -> manners.verdict = (key, connection) -> {});
  }

  /** Answers every key with a status, then ends the TCP connection without a close frame. */
  public Manners refusingEveryKey(Status status) {
    return changed(
        manners ->
            manners.verdict =
                (key, connection) -> {
                  connection.tell(status);
                  connection.drop();
                });
  }

  /** Answers every key with a status, then closes. */
  public Manners refusingEveryKey(Status status, int closeCode) {
    return changed(
        manners ->
            manners.verdict =
                (key, connection) -> {
                  connection.tell(status);
                  connection.close(closeCode, "");
                });
  }

  /** Says {@code max_connections} and closes with 1008, at some moment. */
  public Manners withTooManyConnections(Moment moment) {
    return switch (moment) {
      case INSTEAD_OF_SUCCESS -> refusingEveryKey(Status.TOO_MANY_CONNECTIONS, POLICY_VIOLATION);
      case AFTER_SUCCESS ->
          changed(
              manners ->
                  manners.verdict =
                      (key, connection) -> {
                        connection.letIn();
                        evict(connection);
                      });
      case AFTER_FIRST_ACKNOWLEDGEMENT -> changed(manners -> manners.evictsOnceSubscribed = true);
    };
  }

  /** Answers some topics by {@code not authorized}, which names none. */
  public Manners refusing(String... topics) {
    return changed(manners -> manners.refused = Set.of(topics));
  }

  /** Does not answer for some topics, as the vendor for a prefix that it does not know. */
  public Manners silentAbout(String... topics) {
    return changed(manners -> manners.silentAbout = Set.of(topics));
  }

  /** Acknowledges up to a number of topics held, and has an error for each beyond. */
  public Manners acknowledgingAtMost(int topicsHeld) {
    return changed(manners -> manners.most = topicsHeld);
  }

  /**
   * Refuses whole every request that would lead beyond a number of topics held.
   *
   * @param errors how many errors that makes; 27 have been counted for 200 topics
   */
  public Manners refusingWholeRequestsBeyond(int topicsHeld, int errors) {
    return changed(
        manners -> {
          manners.most = topicsHeld;
          manners.errorsForAWholeRequest = errors;
        });
  }

  /** One frame per acknowledgement, where the default is one per request. */
  public Manners acknowledgingOneByOne() {
    return changed(manners -> manners.oneByOne = true);
  }

  /** Events that are faster than the acknowledgement: sent before each answer to a request. */
  public Manners sendingBeforeAcknowledging(String... frames) {
    return changed(manners -> manners.sentFirst = List.of(frames));
  }

  boolean slamsTheDoor() {
    return atTheDoor.equals(SLAMS);
  }

  boolean upgrades() {
    return atTheDoor.equals(UPGRADES);
  }

  /** The HTTP answer of one that does not upgrade. */
  String refusal() {
    return atTheDoor;
  }

  void greet(ScriptedConnection connection) {
    if (greets) {
      connection.tell(Status.CONNECTED);
    }
  }

  void answer(ClientAction action, ScriptedConnection connection) {
    if (action instanceof Authenticate authenticate) {
      verdict.pass(authenticate.key(), connection);
    } else if (answersRequests && action instanceof Subscribe subscribe) {
      ifLetIn(connection, () -> subscribe(subscribe.parameters(), connection));
    } else if (answersRequests && action instanceof Unsubscribe unsubscribe) {
      ifLetIn(connection, () -> unsubscribe(unsubscribe.parameters(), connection));
    }
  }

  private static void byTheKey(String key, ScriptedConnection connection) {
    if (connection.isGood(key)) {
      connection.letIn();
    } else {
      connection.tell(Status.AUTHENTICATION_FAILED);
      connection.drop();
    }
  }

  private static void ifLetIn(ScriptedConnection connection, Runnable answer) {
    if (connection.isLetIn()) {
      answer.run();
    } else {
      connection.tell(Status.AUTHENTICATION_REQUIRED);
    }
  }

  private void subscribe(List<String> parameters, ScriptedConnection connection) {
    List<String> known = parameters.stream().filter(this::isAnswered).toList();
    Set<String> held = new LinkedHashSet<>(connection.topics());
    List<Status> answers = new ArrayList<>();
    if (errorsForAWholeRequest > 0 && held.size() + known.size() > most) {
      answers.addAll(
          Collections.nCopies(errorsForAWholeRequest, Status.SUBSCRIPTION_LIMIT_REACHED));
    } else {
      known.forEach(topic -> answers.add(verdictOn(topic, held)));
    }
    sentFirst.forEach(connection::send);
    say(answers, connection);
    connection.nowHolds(held);
    if (evictsOnceSubscribed) {
      evict(connection);
    }
  }

  private Status verdictOn(String topic, Set<String> held) {
    if (refused.contains(topic)) {
      return Status.NOT_AUTHORIZED;
    }
    if (held.size() >= most && !held.contains(topic)) {
      return Status.SUBSCRIPTION_LIMIT_REACHED;
    }
    held.add(topic);
    return Status.subscribedTo(topic);
  }

  private void unsubscribe(List<String> parameters, ScriptedConnection connection) {
    List<String> known = parameters.stream().filter(this::isAnswered).toList();
    Set<String> held = new LinkedHashSet<>(connection.topics());
    known.forEach(held::remove);
    say(known.stream().map(Status::unsubscribedTo).toList(), connection);
    connection.nowHolds(held);
  }

  private void say(List<Status> answers, ScriptedConnection connection) {
    if (oneByOne) {
      answers.forEach(connection::tell);
    } else if (!answers.isEmpty()) {
      connection.tell(answers.toArray(Status[]::new));
    }
  }

  private boolean isAnswered(String parameter) {
    return Topic.read(parameter).isPresent() && !silentAbout.contains(parameter);
  }

  private static void evict(ScriptedConnection connection) {
    connection.tell(Status.TOO_MANY_CONNECTIONS);
    connection.close(POLICY_VIOLATION, "");
  }

  private Manners answeringTheUpgrade(String status, String type, String body) {
    String answer =
        """
        HTTP/1.1 %s\r
        Content-Type: %s\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s""";
    String whole = answer.formatted(status, type, body.length(), body);
    return changed(manners -> manners.atTheDoor = whole);
  }

  private Manners changed(Consumer<Manners> change) {
    Manners copy = new Manners(this);
    change.accept(copy);
    return copy;
  }
}
