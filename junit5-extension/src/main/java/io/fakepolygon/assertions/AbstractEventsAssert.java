package io.fakepolygon.assertions;

import io.fakepolygon.assertions.OrderCheck.Seen;
import io.fakepolygon.protocol.MarketEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;

/**
 * Assertions on events of one kind. What is said of each of them fails if there are none: nothing
 * would be judged.
 *
 * @param <SELF> the kind of assertions
 * @param <E> the kind of events
 */
public abstract class AbstractEventsAssert<
        SELF extends AbstractEventsAssert<SELF, E>, E extends MarketEvent>
    extends AbstractAssert<SELF, List<E>> {
  private Subject subject;
  private Navigation navigation = Navigation.hard();

  AbstractEventsAssert(List<E> actual, Class<?> selfType, Subject subject) {
    super(actual, selfType);
    this.subject = subject;
  }

  /**
   * Verifies how many there are.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").hasSize(600); // passes
   * assertThat(client.received()).trades("FAKETICKER").hasSize(599); // fails
   * }</pre>
   */
  public SELF hasSize(int expected) {
    isNotNull();
    if (actual.size() != expected) {
      failBySize(subject.counted(expected));
    }
    return myself;
  }

  /**
   * Verifies how many there are, both bounds included.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").hasSizeBetween(590, 600); // passes
   * assertThat(client.received()).trades("FAKETICKER").hasSizeBetween(601, 700); // fails
   * }</pre>
   */
  public SELF hasSizeBetween(int least, int most) {
    isNotNull();
    if (actual.size() < least || actual.size() > most) {
      failBySize(Text.number(least) + " to " + subject.counted(most));
    }
    return myself;
  }

  /**
   * Verifies that there are none.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("NOTSUBSCRIBED").isEmpty(); // passes
   * assertThat(client.received()).trades("FAKETICKER").isEmpty(); // fails
   * }</pre>
   */
  public SELF isEmpty() {
    isNotNull();
    if (!actual.isEmpty()) {
      failBySize("no " + subject.all());
    }
    return myself;
  }

  /**
   * Verifies that there is at least one.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").isNotEmpty(); // passes
   * assertThat(client.received()).trades("NOTSUBSCRIBED").isNotEmpty(); // fails
   * }</pre>
   */
  public SELF isNotEmpty() {
    isNotNull();
    if (actual.isEmpty()) {
      failBySize(subject.all());
    }
    return myself;
  }

  /**
   * Verifies that their times, in ms, never fall, nor the sequence numbers of a topic within a
   * session day. A bar's time is the end of its window; it may come again when it is corrected.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").areInOrder(); // passes
   * assertThat(Messages.parse(List.of(secondFrame, firstFrame))).trades().areInOrder(); // fails
   * }</pre>
   */
  public SELF areInOrder() {
    isNotNull();
    String expectation = "to come in order of time and sequence";
    refuseNone(expectation);
    OrderCheck order = new OrderCheck();
    Findings findings = new Findings();
    for (int i = 0; i < actual.size(); i++) {
      Seen seen = new Seen(i + 1, actual.get(i), "");
      Optional<Seen> later = order.laterThan(seen);
      later.ifPresent(
          before ->
              findings.add(line((int) before.position() - 1), line((int) seen.position() - 1)));
    }
    failIfAny(findings, expectation);
    return myself;
  }

  /**
   * Verifies that all happened between two instants, both included. A bar's time is the end of its
   * window.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").haveTimesBetween(start, clock.now()); // passes
   * assertThat(client.received()).trades("FAKETICKER").haveTimesBetween(start, start.plusSeconds(1)); // fails
   * }</pre>
   */
  public SELF haveTimesBetween(Instant earliest, Instant latest) {
    return each(
        "to have times from %s to %s".formatted(earliest, latest),
        event -> {
          Instant time = timeOf(event);
          return !time.isBefore(earliest) && !time.isAfter(latest);
        });
  }

  /**
   * Verifies that after each event the next of its ticker came within so much market time. A bar's
   * time is the end of its window.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").haveNoSilenceLongerThan(Duration.ofMillis(100)); // passes
   * assertThat(client.received()).trades("FAKETICKER").haveNoSilenceLongerThan(Duration.ofMillis(99)); // fails
   * }</pre>
   */
  public SELF haveNoSilenceLongerThan(Duration longest) {
    Map<String, Instant> last = new HashMap<>();
    return each(
        "to come within %s after the one before".formatted(longest),
        event -> {
          Instant time = timeOf(event);
          Instant before = last.put(event.symbol(), time);
          return before == null || Duration.between(before, time).compareTo(longest) <= 0;
        });
  }

  /**
   * Verifies that no two are the same in every field.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").haveNoDuplicates(); // passes
   * assertThat(Messages.parse(List.of(frame, frame))).trades().haveNoDuplicates(); // fails
   * }</pre>
   */
  public SELF haveNoDuplicates() {
    return eachDiffersIn("to be received once", event -> event);
  }

  /**
   * {@return AssertJ's own assertions on the list of events}
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").list().allMatch(trade -> trade.priceUsd() > 94); // passes
   * assertThat(client.received()).trades("FAKETICKER").list().first().isEqualTo(lastTrade); // fails
   * }</pre>
   */
  public ListAssert<E> list() {
    isNotNull();
    return navigation.toList(this, actual, subject::describe);
  }

  /**
   * {@return AssertJ's own assertions on what is extracted from each event}
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").extracting(Trade::symbol).containsOnly("FAKETICKER"); // passes
   * assertThat(client.received()).trades("FAKETICKER").extracting(Trade::symbol).contains("TESTSTOCK"); // fails
   * }</pre>
   */
  // Final, so that AssertJ's soft assertions leave it alone: they take every extracting for theirs.
  public final <T> ListAssert<T> extracting(Function<? super E, ? extends T> extractor) {
    isNotNull();
    List<T> extracted = actual.stream().<T>map(extractor).toList();
    return navigation.toList(this, extracted, subject::describe);
  }

  /**
   * {@return AssertJ's own assertions on the events' times} A bar's time is the end of its window.
   *
   * <pre>{@code
   * assertThat(client.received()).trades("FAKETICKER").extractingTimes().contains(clock.now()); // passes
   * assertThat(client.received()).trades("FAKETICKER").extractingTimes().contains(Instant.EPOCH); // fails
   * }</pre>
   */
  public ListAssert<Instant> extractingTimes() {
    return extracting(AbstractEventsAssert::timeOf);
  }

  /** Says what this is about, for failures, and where they go. */
  SELF about(Subject itsSubject, Navigation itsNavigation) {
    subject = itsSubject;
    navigation = itsNavigation;
    return myself;
  }

  /** Verifies something of each event. */
  final SELF each(String expectation, Predicate<? super E> holds) {
    isNotNull();
    refuseNone(expectation);
    Findings findings = new Findings();
    for (int i = 0; i < actual.size(); i++) {
      if (!holds.test(actual.get(i))) {
        findings.add(line(i));
      }
    }
    failIfAny(findings, expectation);
    return myself;
  }

  /** Verifies that no event has what an earlier one has had. */
  final SELF eachDiffersIn(String expectation, Function<? super E, ?> key) {
    Set<Object> seen = new HashSet<>();
    return each(expectation, event -> seen.add(key.apply(event)));
  }

  private static Instant timeOf(MarketEvent event) {
    return Instant.ofEpochSecond(0, event.timestampNs());
  }

  private void refuseNone(String expectation) {
    if (actual.isEmpty()) {
      failBecause(
          "Expected all %s %s, but there are none, so nothing could be judged.%s"
              .formatted(subject.all(), expectation, subject.receivedByTopic()));
    }
  }

  private void failIfAny(Findings findings, String expectation) {
    if (findings.count() > 0) {
      failBecause(
          "Expected all %s %s, which is not true of %s:%s"
              .formatted(
                  subject.counted(actual.size()),
                  expectation,
                  Text.number(findings.count()),
                  findings.lines()));
    }
  }

  private void failBySize(String expected) {
    StringBuilder text = new StringBuilder("Expected ").append(expected).append(", but there ");
    text.append(actual.size() == 1 ? "is " : "are ")
        .append(actual.isEmpty() ? "none" : Text.number(actual.size()))
        .append('.');
    if (!actual.isEmpty()) {
      text.append("\n  first ").append(line(0)).append("\n  last ").append(line(actual.size() - 1));
    }
    failBecause(text + subject.receivedByTopic());
  }

  private String line(int index) {
    return "%s %s: %s"
        .formatted(subject.one(), Text.number(index + 1L), Text.shown(actual.get(index).toJson()));
  }

  private void failBecause(String text) {
    throwAssertionError(new Failure(text + subject.lastLine()));
  }
}
