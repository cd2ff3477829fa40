package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.trade;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.journal.Journal;
import io.fakepolygon.journal.JournalEntry;
import io.fakepolygon.journal.JournalEntry.Kind;
import io.fakepolygon.journal.JournalRecorder;
import io.fakepolygon.journal.ToldFrames;
import io.fakepolygon.protocol.ClientAction.Authenticate;
import io.fakepolygon.protocol.ClientAction.Subscribe;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalAssertTest {
  private static final String WHAT_WAS_SAID =
      """
      What was said:
        2024-01-02T14:30:00Z connection 1 said {"action":"auth","params":"…"}
        2024-01-02T14:30:01Z connection 1 said {"action":"subscribe","params":"T.X, Q.X"}
        2024-01-02T14:30:02Z connection 1 said {"action":"unsubscribe","params":"Q.X"}
      """;

  private long nowNs = MarketTime.toNs(Instant.parse("2024-01-02T14:30:00Z"));
  private final JournalRecorder recorder = new JournalRecorder(() -> nowNs, 100_000);
  private final Journal journal = recorder.journal();

  @BeforeEach
  void aClientSaysWhatClientsSay() {
    recorder.connected(1, "127.0.0.1:5050");
    say("{\"action\":\"auth\",\"params\":\"secret\"}");
    say("{\"action\":\"subscribe\",\"params\":\"T.X, Q.X\"}");
    say("{\"action\":\"unsubscribe\",\"params\":\"Q.X\"}");
  }

  @Test
  void passesWhenTheClientSaidWhatIsExpected() {
    assertThat(journal)
        .hasConnections(1)
        .authenticatedWith("secret")
        .subscribedTo("Q.X")
        .subscribedExactlyTo("Q.X", "T.X")
        .unsubscribedFrom("Q.X")
        .hasOnlySensibleRequests();
  }

  @Test
  void tellsHowManyConnectionsThereWere() {
    assertFails(
        () -> assertThat(journal).hasConnections(2),
        "Expected 2 connections, but there has been 1.\n" + WHAT_WAS_SAID);
  }

  @Test
  void doesNotTellAWrongKey() {
    assertFails(
        () -> assertThat(journal).authenticatedWith("other-secret"),
        """
        Expected authentication with a certain key of 12 characters, but another one of 6 characters was given.
        """
            + WHAT_WAS_SAID);
  }

  @Test
  void tellsThatNoKeyWasGiven() {
    assertFails(
        () -> assertThat(journal.of(7)).authenticatedWith("secret"),
        """
        Expected authentication with a certain key, but no key was given.
        What was said: nothing
        """);
  }

  @Test
  void tellsWhichTopicsNobodyAskedFor() {
    assertFails(
        () -> assertThat(journal).subscribedTo("T.X", "A.X", "AM.*"),
        "Expected subscription to T.X, A.X, AM.*, but nobody asked for A.X, AM.*.\n"
            + WHAT_WAS_SAID);
  }

  @Test
  void tellsHowTheTopicsAskedForDiffer() {
    say("{\"action\":\"subscribe\",\"params\":\"T.X\"}");

    assertFails(
        () -> assertThat(journal).as("the feed").subscribedExactlyTo("A.X", "T.X"),
        """
        [the feed] Expected subscription to exactly A.X, T.X, but
          not asked for: A.X
          asked for 2 times: T.X
          not expected: Q.X
        """
            + WHAT_WAS_SAID
            + "  2024-01-02T14:30:03Z connection 1 said {\"action\":\"subscribe\",\"params\":\"T.X\"}\n");
  }

  @Test
  void tellsWhichTopicsNobodyGaveUp() {
    assertFails(
        () -> assertThat(journal).unsubscribedFrom("T.X"),
        "Expected unsubscription from T.X, but nobody asked for T.X.\n" + WHAT_WAS_SAID);
  }

  @Test
  void tellsWhatTheServerPassesOverInSilence() {
    say("hello");
    say("{\"action\":\"subscribe\",\"params\":\"T.X,trades.X\"}");

    assertFails(
        () -> assertThat(journal).hasOnlySensibleRequests(),
        """
        Expected only requests that the server understands, but
          not JSON: said hello
          'trades.X' is no topic: said {"action":"subscribe","params":"T.X,trades.X"}
        """
            + WHAT_WAS_SAID
            + """
              2024-01-02T14:30:03Z connection 1 said hello
              2024-01-02T14:30:04Z connection 1 said {"action":"subscribe","params":"T.X,trades.X"}
            """);
  }

  @Test
  void nothingSaidIsNotSensible() {
    assertFails(
        () -> assertThat(journal.of(7)).hasOnlySensibleRequests(),
        """
        Expected sensible requests, but nothing was said.
        What was said: nothing
        """);
  }

  @Test
  void longStoriesAreCut() {
    IntStream.range(0, 10).forEach(i -> say("{}"));

    assertFails(
        () -> assertThat(journal).hasConnections(2),
        "Expected 2 connections, but there has been 1.\n"
            + WHAT_WAS_SAID
            + IntStream.range(3, 12)
                .mapToObj("  2024-01-02T14:30:%02dZ connection 1 said {}%n"::formatted)
                .reduce("", String::concat)
            + "  and 1 more\n");
  }

  @Test
  void theListsAreAssertJs() {
    assertThat(journal).said().hasSize(3).last().asString().contains("unsubscribe");
    assertThat(journal)
        .actions()
        .startsWith(new Authenticate("secret"))
        .hasAtLeastOneElementOfType(Subscribe.class);
    assertThat(journal).entries().extracting(JournalEntry::kind).startsWith(Kind.CONNECTED);
  }

  @Test
  void leadsToWhatWasTold() {
    tell(1, "[" + trade(1).toJson() + "]");

    assertThat(journal.of(1)).told().trades("X").hasSize(1);
    assertThat(Messages.from(journal).events()).containsExactly(trade(1));
  }

  @Test
  void whatTheJournalHasForgottenIsNotJudged() {
    tell(1, "x".repeat(200_000));

    assertThatIllegalStateException()
        .isThrownBy(() -> assertThat(journal.of(1)).told())
        .withMessage(
            "The journal of connection 1, 4 entries has forgotten some of what was told."
                + " Give it more memory: FakePolygonConfig.builder().journalBytes(…)");
  }

  @Test
  void aSlipInATopicIsAnError() {
    assertThatIllegalArgumentException().isThrownBy(() -> assertThat(journal).subscribedTo("X"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(journal).subscribedExactlyTo())
        .withMessage("No topics. Name at least one, such as T.FAKETICKER");
  }

  @Test
  void failuresCanBeCollected() {
    PolygonSoftAssertions softly = new PolygonSoftAssertions();
    softly.assertThat(journal).hasConnections(2).authenticatedWith("other");
    softly.assertThat(journal).said().isEmpty();
    softly.assertThat(journal).told().trades("X").hasSize(1);

    assertThat(softly.wasSuccess()).isFalse();
    assertThat(softly.errorsCollected()).hasSize(4);
  }

  private void say(String frame) {
    recorder.said(1, frame);
    nowNs += 1_000_000_000;
  }

  private void tell(int connection, String frame) {
    byte[] bytes = frame.getBytes(UTF_8);
    recorder.told(
        new int[] {connection},
        new ToldFrames(bytes, new int[] {0}, new int[] {bytes.length}, new long[] {nowNs}));
  }
}
