package io.fakepolygon.assertions;

import io.fakepolygon.referee.Judgement;
import io.fakepolygon.referee.Objection;
import io.fakepolygon.referee.Referee;
import io.fakepolygon.referee.Rule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a referee: whether the code under test does what the real feed demands of it. Made
 * by {@link PolygonAssertions#assertThat(Referee)}.
 *
 * <p>A failure shows what was objected to, and what to do instead. The examples have one client
 * that asked for a topic before it had sent its key, and is still connected.
 */
public class RefereeAssert extends AbstractAssert<RefereeAssert, Referee> {
  private static final int MOST_SHOWN = 20;

  /** For AssertJ's soft assertions; write {@link PolygonAssertions#assertThat} instead. */
  public RefereeAssert(Referee actual) {
    super(actual, RefereeAssert.class);
  }

  /**
   * Verifies that there is nothing to object to, as things stand: connections may be open.
   *
   * <pre>{@code
   * assertThat(polygon.referee()).hasNoObjections(); // fails: SUBSCRIBED_BEFORE_AUTHENTICATION
   * }</pre>
   */
  public RefereeAssert hasNoObjections() {
    isNotNull();
    return hasNone(actual.judgement(), "Expected no objections");
  }

  /**
   * Verifies that there is nothing to object to when all is over: connections that are open are too
   * many.
   *
   * <pre>{@code
   * assertThat(polygon.referee()).hasNoObjectionsAtEnd(); // fails: LEFT_OPEN, too
   * }</pre>
   */
  public RefereeAssert hasNoObjectionsAtEnd() {
    isNotNull();
    return hasNone(actual.judgementAtEnd(), "Expected no objections at the end");
  }

  /**
   * Verifies that each of these rules was broken, at least once. For tests of clients that are
   * known to be bad.
   *
   * <pre>{@code
   * assertThat(polygon.referee()).objectsTo(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION); // passes
   * assertThat(polygon.referee()).objectsTo(Rule.LATE_PONG); // fails
   * }</pre>
   *
   * @throws IllegalArgumentException if there is no rule
   */
  public RefereeAssert objectsTo(Rule... rules) {
    isNotNull();
    Judgement judgement = actual.judgementAtEnd();
    Set<Rule> missing = checked(rules);
    judgement.objections().forEach(objection -> missing.remove(objection.rule()));
    if (!missing.isEmpty()) {
      failBecause(
          "Expected objections to %s, but there is none to %s."
              .formatted(names(Arrays.asList(rules)), names(missing)),
          judgement,
          judgement.objections());
    }
    return myself;
  }

  /**
   * Verifies that no rule was broken but these, which may have been: for what a test does on
   * purpose.
   *
   * <pre>{@code
   * assertThat(polygon.referee()).hasOnlyObjectionsTo(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION); // passes
   * assertThat(polygon.referee()).hasOnlyObjectionsTo(Rule.LATE_PONG); // fails
   * }</pre>
   *
   * @throws IllegalArgumentException if there is no rule
   */
  public RefereeAssert hasOnlyObjectionsTo(Rule... rules) {
    isNotNull();
    Judgement judgement = actual.judgement();
    Set<Rule> allowed = checked(rules);
    List<Objection> others =
        judgement.objections().stream()
            .filter(objection -> !allowed.contains(objection.rule()))
            .toList();
    if (!others.isEmpty()) {
      failBecause(
          "Expected objections to nothing but %s, but there %s:"
              .formatted(
                  names(allowed),
                  others.size() == 1
                      ? "is 1 to another rule"
                      : "are %s to other rules".formatted(Text.number(others.size()))),
          others.size(),
          others);
    }
    return myself;
  }

  private RefereeAssert hasNone(Judgement judgement, String expectation) {
    if (judgement.total() > 0) {
      failBecause(
          "%s, but there %s %s:"
              .formatted(
                  expectation,
                  judgement.total() == 1 ? "is" : "are",
                  Text.number(judgement.total())),
          judgement.total(),
          judgement.objections());
    }
    return myself;
  }

  private void failBecause(String text, Judgement judgement, List<Objection> shown) {
    failBecause(text + (judgement.total() == 0 ? "" : " Objections:"), judgement.total(), shown);
  }

  private void failBecause(String text, long total, List<Objection> objections) {
    List<String> shown = objections.stream().limit(MOST_SHOWN).map(Objection::toString).toList();
    throwAssertionError(new Failure(text + Text.lines(shown, total - shown.size())));
  }

  private static Set<Rule> checked(Rule... rules) {
    if (rules.length == 0) {
      throw new IllegalArgumentException("No rules. Name at least one, such as Rule.UNKNOWN_TOPIC");
    }
    return EnumSet.copyOf(Arrays.asList(rules));
  }

  private static String names(Iterable<Rule> rules) {
    StringBuilder names = new StringBuilder();
    rules.forEach(rule -> names.append(names.isEmpty() ? "" : ", ").append(rule));
    return names.toString();
  }
}
