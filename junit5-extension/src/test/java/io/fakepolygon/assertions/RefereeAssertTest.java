package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.referee.Judge;
import io.fakepolygon.referee.Judgement;
import io.fakepolygon.referee.Referee;
import io.fakepolygon.referee.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefereeAssertTest {
  private static final long NOW_NS = MarketTime.toNs(Instant.parse("2024-01-02T14:30:00Z"));
  private static final String TOO_EARLY =
      "\n  2024-01-02T14:30:00Z SUBSCRIBED_BEFORE_AUTHENTICATION: Connection 1 sent subscribe before a key was accepted, and it was not carried out. Send auth first: what is sent right behind it is carried out after it";
  private static final String STILL_THERE =
      "\n  2024-01-02T14:30:00Z LEFT_OPEN: Connection 1 was still open at the end. Close it when its work is done: it counts against the account's limit until then";

  private final Judge judge = new Judge(() -> 0, () -> NOW_NS, Duration.ofSeconds(5), List.of());
  private final Referee referee =
      new Referee() {
        @Override
        public Judgement judgement() {
          return judge.judgement(Map.of(), false);
        }

        @Override
        public Judgement judgementAtEnd() {
          return judge.judgement(Map.of(), true);
        }
      };

  @Test
  void passesWhenThereIsNothingToObjectTo() {
    assertThat(referee)
        .hasNoObjections()
        .hasNoObjectionsAtEnd()
        .hasOnlyObjectionsTo(Rule.LATE_PONG);
  }

  @Test
  void tellsWhatIsObjectedTo() {
    subscribesTooEarly();

    assertFails(
        () -> assertThat(referee).hasNoObjections(),
        "Expected no objections, but there is 1:" + TOO_EARLY);
    assertFails(
        () -> assertThat(referee).hasNoObjectionsAtEnd(),
        "Expected no objections at the end, but there are 2:" + TOO_EARLY + STILL_THERE);
  }

  @Test
  void ofAStormTwentyAreShown() {
    judge.connected(1, "127.0.0.1:5050");
    for (int i = 0; i < 5_000; i++) {
      judge.spokeBeforeAuthentication(1, "subscribe");
    }

    assertFails(
        () -> assertThat(referee).hasNoObjections(),
        "Expected no objections, but there are 5,000:"
            + TOO_EARLY.repeat(20)
            + "\n  and 4,980 more");
  }

  @Test
  void passesWhenWhatIsObjectedToIsExpected() {
    subscribesTooEarly();

    assertThat(referee)
        .objectsTo(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION, Rule.LEFT_OPEN)
        .hasOnlyObjectionsTo(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION);
  }

  @Test
  void tellsToWhatNothingIsObjected() {
    assertFails(
        () -> assertThat(referee).objectsTo(Rule.LATE_PONG),
        "Expected objections to LATE_PONG, but there is none to LATE_PONG.");
    subscribesTooEarly();

    assertFails(
        () -> assertThat(referee).objectsTo(Rule.SUBSCRIBED_BEFORE_AUTHENTICATION, Rule.LATE_PONG),
        "Expected objections to SUBSCRIBED_BEFORE_AUTHENTICATION, LATE_PONG, but there is none to LATE_PONG. Objections:"
            + TOO_EARLY
            + STILL_THERE);
  }

  @Test
  void tellsWhatElseIsObjectedTo() {
    subscribesTooEarly();

    assertFails(
        () -> assertThat(referee).hasOnlyObjectionsTo(Rule.LATE_PONG),
        "Expected objections to nothing but LATE_PONG, but there is 1 to another rule:"
            + TOO_EARLY);
  }

  @Test
  void noRuleIsNoQuestion() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(referee).objectsTo())
        .withMessage("No rules. Name at least one, such as Rule.UNKNOWN_TOPIC");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(referee).hasOnlyObjectionsTo())
        .withMessage("No rules. Name at least one, such as Rule.UNKNOWN_TOPIC");
  }

  @Test
  void descriptionsComeFirst() {
    subscribesTooEarly();

    assertFails(
        () -> assertThat(referee).as("my client").hasNoObjections(),
        "[my client] Expected no objections, but there is 1:" + TOO_EARLY);
  }

  @Test
  void softOnesAreCollected() {
    subscribesTooEarly();
    PolygonSoftAssertions softly = new PolygonSoftAssertions();

    softly.assertThat(referee).hasNoObjections().objectsTo(Rule.LATE_PONG);

    assertThat(softly.errorsCollected()).hasSize(2);
  }

  private void subscribesTooEarly() {
    judge.connected(1, "127.0.0.1:5050");
    judge.spokeBeforeAuthentication(1, "subscribe");
  }
}
