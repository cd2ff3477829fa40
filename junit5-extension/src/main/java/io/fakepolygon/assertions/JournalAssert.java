package io.fakepolygon.assertions;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.protocol.ClientAction;
import io.fakepolygon.protocol.ClientAction.Authenticate;
import io.fakepolygon.protocol.ClientAction.Subscribe;
import io.fakepolygon.protocol.ClientAction.Unintelligible;
import io.fakepolygon.protocol.ClientAction.Unsubscribe;
import io.fakepolygon.protocol.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * Assertions on a journal: what the client under test said, and what it was told. Made by {@link
 * PolygonAssertions#assertThat(Journal)}.
 *
 * <p>A failure shows what was said, and when, without keys. The examples have one client that
 * authenticated and subscribed to T and Q of FAKETICKER.
 */
public class JournalAssert extends AbstractAssert<JournalAssert, Journal> {
  private static final int MOST_SHOWN = 12;

  private Navigation navigation = Navigation.hard();

  /** For AssertJ's soft assertions; write {@link PolygonAssertions#assertThat} instead. */
  public JournalAssert(Journal actual) {
    super(actual, JournalAssert.class);
  }

  /**
   * Verifies how many connections there have been, open and ended.
   *
   * <pre>{@code
   * assertThat(polygon.journal()).hasConnections(1); // passes
   * assertThat(polygon.journal()).hasConnections(2); // fails: the client has not reconnected
   * }</pre>
   */
  public JournalAssert hasConnections(int expected) {
    isNotNull();
    int connections = actual.connections().size();
    if (connections != expected) {
      failBecause(
          "Expected %s, but there %s %s."
              .formatted(
                  Text.count(expected, "connection"),
                  connections == 1 ? "has been" : "have been",
                  Text.number(connections)));
    }
    return myself;
  }

  /**
   * Verifies that the client authenticated, and with this key each time.
   *
   * <pre>{@code
   * assertThat(polygon.journal()).authenticatedWith(polygon.apiKey()); // passes
   * assertThat(polygon.journal()).authenticatedWith("another-key"); // fails
   * }</pre>
   */
  public JournalAssert authenticatedWith(String key) {
    isNotNull();
    List<String> keys = actions(Authenticate.class).map(Authenticate::key).toList();
    if (keys.isEmpty()) {
      failBecause("Expected authentication with a certain key, but no key was given.");
    }
    keys.stream()
        .filter(given -> !given.equals(key))
        .findFirst()
        .ifPresent(
            wrong ->
                failBecause(
                    "Expected authentication with a certain key of %s, but another one of %s was given."
                        .formatted(
                            Text.count(key.length(), "character"),
                            Text.count(wrong.length(), "character"))));
    return myself;
  }

  /**
   * Verifies that the client asked for each of these topics, at least once.
   *
   * <pre>{@code
   * assertThat(polygon.journal()).subscribedTo("T.FAKETICKER"); // passes
   * assertThat(polygon.journal()).subscribedTo("AM.FAKETICKER"); // fails
   * }</pre>
   *
   * @param topics to the letter, such as {@code T.FAKETICKER} or {@code A.*}
   * @throws IllegalArgumentException if one is not a topic, or there is none
   */
  public JournalAssert subscribedTo(String... topics) {
    return asksForAll("subscription to", subscribed(), topics);
  }

  /**
   * Verifies that the client asked for exactly these topics, each once, in whatever order.
   *
   * <pre>{@code
   * assertThat(polygon.journal()).subscribedExactlyTo("Q.FAKETICKER", "T.FAKETICKER"); // passes
   * assertThat(polygon.journal()).subscribedExactlyTo("T.FAKETICKER"); // fails: Q.FAKETICKER too
   * }</pre>
   *
   * @param topics to the letter, such as {@code T.FAKETICKER} or {@code A.*}
   * @throws IllegalArgumentException if one is not a topic, or there is none
   */
  public JournalAssert subscribedExactlyTo(String... topics) {
    isNotNull();
    List<String> expected = checked(topics);
    Map<String, Long> asked =
        subscribed().stream()
            .collect(groupingBy(Function.identity(), LinkedHashMap::new, counting()));
    List<String> differences = new ArrayList<>();
    expected.stream()
        .filter(topic -> !asked.containsKey(topic))
        .forEach(topic -> differences.add("not asked for: " + topic));
    asked.forEach(
        (topic, times) -> {
          if (!expected.contains(topic)) {
            differences.add("not expected: " + topic);
          } else if (times > 1) {
            differences.add("asked for %s times: %s".formatted(Text.number(times), topic));
          }
        });
    if (!differences.isEmpty()) {
      failBecause(
          "Expected subscription to exactly %s, but%s"
              .formatted(String.join(", ", expected), lines(differences)));
    }
    return myself;
  }

  /**
   * Verifies that the client gave up each of these topics, at least once.
   *
   * <pre>{@code
   * client.unsubscribe("Q.FAKETICKER");
   *
   * assertThat(polygon.journal()).unsubscribedFrom("Q.FAKETICKER"); // passes
   * assertThat(polygon.journal()).unsubscribedFrom("T.FAKETICKER"); // fails
   * }</pre>
   *
   * @param topics to the letter, such as {@code T.FAKETICKER} or {@code A.*}
   * @throws IllegalArgumentException if one is not a topic, or there is none
   */
  public JournalAssert unsubscribedFrom(String... topics) {
    isNotNull();
    List<String> givenUp =
        actions(Unsubscribe.class).flatMap(action -> action.parameters().stream()).toList();
    return asksForAll("unsubscription from", givenUp, topics);
  }

  /**
   * Verifies that the client said something, and nothing that the server passes over in silence:
   * what is no JSON, an unknown action, a parameter that is no topic.
   *
   * <pre>{@code
   * assertThat(polygon.journal()).hasOnlySensibleRequests(); // passes
   *
   * client.send("{\"action\":\"subscribe\",\"params\":\"trades.FAKETICKER\"}");
   * assertThat(polygon.journal()).hasOnlySensibleRequests(); // fails
   * }</pre>
   */
  public JournalAssert hasOnlySensibleRequests() {
    isNotNull();
    List<JournalEntry> said = entriesSaid();
    List<String> objections =
        said.stream()
            .flatMap(
                entry ->
                    objection(ClientAction.read(entry.text()))
                        .map(why -> why + ": " + Text.shown(entry.describe()))
                        .stream())
            .toList();
    if (said.isEmpty()) {
      failBecause("Expected sensible requests, but nothing was said.");
    }
    if (!objections.isEmpty()) {
      failBecause(
          "Expected only requests that the server understands, but%s".formatted(lines(objections)));
    }
    return myself;
  }

  /**
   * {@return AssertJ's assertions on the text frames that were said}
   *
   * <pre>{@code
   * assertThat(polygon.journal()).said().hasSize(2); // passes
   * assertThat(polygon.journal()).said().isEmpty(); // fails
   * }</pre>
   */
  public ListAssert<String> said() {
    isNotNull();
    return navigation.toList(this, actual.said(), JournalAssert::describeSaid);
  }

  /**
   * {@return AssertJ's assertions on what the client asked for}
   *
   * <pre>{@code
   * assertThat(polygon.journal()).actions().hasAtLeastOneElementOfType(Subscribe.class); // passes
   * assertThat(polygon.journal()).actions().first().isInstanceOf(Subscribe.class); // fails: Authenticate is
   * }</pre>
   */
  public ListAssert<ClientAction> actions() {
    isNotNull();
    return navigation.toList(this, allActions().toList(), JournalAssert::describeSaid);
  }

  /**
   * {@return AssertJ's assertions on everything that happened}
   *
   * <pre>{@code
   * assertThat(polygon.journal()).entries().extracting(JournalEntry::kind).startsWith(CONNECTED, TOLD); // passes
   * assertThat(polygon.journal()).entries().extracting(JournalEntry::kind).endsWith(ENDED); // fails: still open
   * }</pre>
   */
  public ListAssert<JournalEntry> entries() {
    isNotNull();
    return navigation.toList(
        this, actual.entries(), given -> (given.isEmpty() ? "" : given + ": ") + "journal");
  }

  /**
   * {@return assertions on what was told, best of one connection}
   *
   * <pre>{@code
   * assertThat(polygon.journal().of(1)).told().trades("FAKETICKER").hasSize(600); // passes after a minute
   * assertThat(polygon.journal().of(1)).told().minuteBars("FAKETICKER").hasSize(1); // fails: not subscribed to
   * }</pre>
   *
   * @throws IllegalStateException if the journal has forgotten some of it
   */
  public MessagesAssert told() {
    isNotNull();
    return navigation.toMessages(this, Messages.from(actual));
  }

  /** Collects this assertion's failures, and those of what it leads to. */
  JournalAssert collectedBy(SoftAssertionsProvider collector) {
    navigation = Navigation.collectedBy(collector);
    return this;
  }

  private JournalAssert asksForAll(String what, List<String> asked, String... topics) {
    isNotNull();
    List<String> missing =
        checked(topics).stream().filter(topic -> !asked.contains(topic)).toList();
    if (!missing.isEmpty()) {
      failBecause(
          "Expected %s %s, but nobody asked for %s."
              .formatted(what, String.join(", ", topics), String.join(", ", missing)));
    }
    return myself;
  }

  private static List<String> checked(String... topics) {
    if (topics.length == 0) {
      throw new IllegalArgumentException("No topics. Name at least one, such as T.FAKETICKER");
    }
    Arrays.stream(topics).forEach(Topic::parse);
    return List.of(topics);
  }

  private List<String> subscribed() {
    isNotNull();
    return actions(Subscribe.class).flatMap(action -> action.parameters().stream()).toList();
  }

  private <A extends ClientAction> Stream<A> actions(Class<A> kind) {
    return allActions().filter(kind::isInstance).map(kind::cast);
  }

  private Stream<ClientAction> allActions() {
    return actual.said().stream().map(ClientAction::read);
  }

  private List<JournalEntry> entriesSaid() {
    return actual.entries(Kind.SAID);
  }

  private static Optional<String> objection(ClientAction action) {
    if (action instanceof Unintelligible unintelligible) {
      return Optional.of(unintelligible.reason());
    }
    if (action instanceof Subscribe subscribe) {
      return noTopicAmong(subscribe.parameters());
    }
    return action instanceof Unsubscribe unsubscribe
        ? noTopicAmong(unsubscribe.parameters())
        : Optional.empty();
  }

  private static Optional<String> noTopicAmong(List<String> parameters) {
    return parameters.stream()
        .filter(
            parameter ->
                Topic.read(parameter).filter(topic -> topic.channel().isOfStocks()).isEmpty())
        .findFirst()
        .map("'%s' is no topic"::formatted);
  }

  private static String describeSaid(String given) {
    return (given.isEmpty() ? "" : given + ": ") + "what was said";
  }

  private static String lines(List<String> all) {
    return Text.lines(all.stream().limit(MOST_SHOWN).toList(), all.size() - MOST_SHOWN);
  }

  private void failBecause(String text) {
    List<String> said =
        entriesSaid().stream().map(JournalEntry::toString).map(Text::shown).toList();
    throwAssertionError(
        new Failure(text + "\nWhat was said:" + (said.isEmpty() ? " nothing" : lines(said))));
  }
}
