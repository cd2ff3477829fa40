package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.quote;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.sequenced;
import static io.fakepolygon.assertions.Wire.trade;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can be said of events of every kind. */
class EventsAssertTest {
  private static final Trade T1 = trade(1);
  private static final Trade T2 = trade(2);
  private static final Trade T3 = trade(3);
  private static final Messages RECEIVED =
      received(Status.CONNECTED, quote("X", 1, 1), T1, T2, T3, trade("Y", 3, 1));

  @Test
  void sizesCountTheEventsChosen() {
    assertThat(RECEIVED).events().hasSize(5);
    assertThat(RECEIVED).events("Q.*").hasSize(1);
    assertThat(RECEIVED).trades().hasSize(4);
    assertThat(RECEIVED)
        .trades("X")
        .hasSize(3)
        .hasSizeBetween(3, 4)
        .hasSizeBetween(2, 3)
        .isNotEmpty();
    assertThat(RECEIVED).quotes().hasSize(1);
    assertThat(RECEIVED).quotes("Y").isEmpty();
    assertThat(RECEIVED).secondBars("X").isEmpty();
    assertThat(RECEIVED).minuteBars("X").isEmpty();
  }

  @Test
  void anotherSizeIsToldWithTheFirstTheLastAndAllTopics() {
    assertFails(
        () -> assertThat(RECEIVED).trades("X").hasSize(600),
        """
        Expected 600 trades of X, but there are 3.
          first trade 1: %s
          last trade 3: %s
        Received by topic: 1 Q.X, 3 T.X, 1 T.Y
        %s
        """
            .formatted(T1.toJson(), T3.toJson(), CONTEXT));
  }

  @Test
  void aSymbolThatNeverCameIsToldWithWhatCame() {
    assertFails(
        () -> assertThat(RECEIVED).trades("T.X").hasSize(1),
        """
        Expected 1 trade of T.X, but there are none.
        Received by topic: 1 Q.X, 3 T.X, 1 T.Y
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void aSizeOutsideOfItsBoundsIsTold() {
    assertFails(
        () -> assertThat(RECEIVED).quotes().hasSizeBetween(2, 1_000),
        """
        Expected 2 to 1,000 quotes, but there is 1.
          first quote 1: %s
          last quote 1: %s
        Received by topic: 1 Q.X, 3 T.X, 1 T.Y
        %s
        """
            .formatted(quote("X", 1, 1).toJson(), quote("X", 1, 1).toJson(), CONTEXT));
    assertFails(
        () -> assertThat(RECEIVED).trades("Z").hasSizeBetween(1, 2),
        """
        Expected 1 to 2 trades of Z, but there are none.
        Received by topic: 1 Q.X, 3 T.X, 1 T.Y
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void eventsWhereNoneShouldBeAreTold() {
    assertFails(
        () -> assertThat(RECEIVED).events("T.*").isEmpty(),
        """
        Expected no events of T.*, but there are 4.
          first event 1: %s
          last event 4: %s
        Received by topic: 1 Q.X, 3 T.X, 1 T.Y
        %s
        """
            .formatted(T1.toJson(), trade("Y", 3, 1).toJson(), CONTEXT));
  }

  @Test
  void noEventsWhereSomeShouldBeAreTold() {
    assertFails(
        () -> assertThat(received(Status.CONNECTED)).minuteBars("X").isNotEmpty(),
        """
        Expected bars of AM.X, but there are none.
        Received by topic: no event at all
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void aLongListOfTopicsIsCut() {
    List<Trade> tenSymbols = IntStream.range(0, 10).mapToObj(i -> trade("S" + i, 1, 1)).toList();

    assertFails(
        () -> assertThat(received(tenSymbols)).trades("X").isNotEmpty(),
        """
        Expected trades of X, but there are none.
        Received by topic: 1 T.S0, 1 T.S1, 1 T.S2, 1 T.S3, 1 T.S4, 1 T.S5, 1 T.S6, 1 T.S7 and 2 more topics
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void eventsAreInOrderWhenNeitherTimeNorSequenceFalls() {
    assertThat(RECEIVED).events().areInOrder();
  }

  @Test
  void anEventAfterALaterOneIsToldWithIt() {
    assertFails(
        () -> assertThat(received(T1, T3, T2)).trades("X").areInOrder(),
        """
        Expected all 3 trades of X to come in order of time and sequence, which is not true of 1:
          trade 2: %s
          trade 3: %s
        %s
        """
            .formatted(T3.toJson(), T2.toJson(), CONTEXT));
  }

  @Test
  void timesMayBeThoseOfTheBounds() {
    assertThat(RECEIVED).trades("X").haveTimesBetween(time(1), time(3));
  }

  @Test
  void eventsOutsideOfTheBoundsAreTold() {
    assertFails(
        () -> assertThat(RECEIVED).trades("X").haveTimesBetween(time(2), time(2).plusNanos(1)),
        """
        Expected all 3 trades of X to have times from 2024-01-02T14:30:00.200Z to 2024-01-02T14:30:00.200000001Z, which is not true of 2:
          trade 1: %s
          trade 3: %s
        %s
        """
            .formatted(T1.toJson(), T3.toJson(), CONTEXT));
  }

  @Test
  void aBarsTimeIsTheEndOfItsWindow() {
    assertThat(received(Wire.secondBar(0, 1, 1, 1, 1, 1, 1, 1)))
        .secondBars("X")
        .haveTimesBetween(time(10), time(10))
        .extractingTimes()
        .containsExactly(time(10));
  }

  @Test
  void eventsThatCameOnceAreNoDuplicates() {
    assertThat(RECEIVED).events().haveNoDuplicates();
  }

  @Test
  void duplicatesAreTold() {
    assertFails(
        () -> assertThat(received(T1, T2, T1)).trades("X").haveNoDuplicates(),
        """
        Expected all 3 trades of X to be received once, which is not true of 1:
          trade 3: %s
        %s
        """
            .formatted(T1.toJson(), CONTEXT));
  }

  @Test
  void ofNoEventsNothingIsTrue() {
    String text =
        """
        Expected all trades of Z %s, but there are none, so nothing could be judged.
        Received by topic: 1 Q.X, 3 T.X, 1 T.Y
        %s
        """;

    assertFails(
        () -> assertThat(RECEIVED).trades("Z").areInOrder(),
        text.formatted("to come in order of time and sequence", CONTEXT));
    assertFails(
        () -> assertThat(RECEIVED).trades("Z").haveNoDuplicates(),
        text.formatted("to be received once", CONTEXT));
  }

  @Test
  void aLongListIsCut() {
    List<Trade> trades = IntStream.rangeClosed(1, 1_007).mapToObj(Wire::trade).toList();

    assertFails(
        () -> assertThat(received(trades)).trades("X").haveTimesBetween(time(1), time(1)),
        """
        Expected all 1,007 trades of X to have times from 2024-01-02T14:30:00.100Z to 2024-01-02T14:30:00.100Z, which is not true of 1,006:
          trade 2: %s
          trade 3: %s
          trade 4: %s
          trade 5: %s
          trade 6: %s
          and 1,001 more
        %s
        """
            .formatted(
                trades.get(1).toJson(),
                trades.get(2).toJson(),
                trades.get(3).toJson(),
                trades.get(4).toJson(),
                trades.get(5).toJson(),
                CONTEXT));
  }

  @Test
  void sequencesMayHaveGaps() {
    assertThat(received(sequenced(Wire.OPEN_MS, 1), sequenced(Wire.OPEN_MS, 9)))
        .trades("X")
        .haveIncreasingSequence()
        .haveNoRepeatedSequence();
  }

  @Test
  void aSequenceThatRisesTooFarIsTold() {
    Trade eight = sequenced(Wire.OPEN_MS, 8);
    Messages received = received(sequenced(Wire.OPEN_MS, 1), sequenced(Wire.OPEN_MS, 3), eight);

    assertThat(received).trades("X").haveSequenceGapsOfAtMost(5);
    assertFails(
        () -> assertThat(received).trades("X").haveSequenceGapsOfAtMost(4),
        """
        Expected all 3 trades of X to have a sequence number at most 4 above the one before, which is not true of 1:
          trade 3: %s
        %s
        """
            .formatted(eight.toJson(), CONTEXT));
  }

  @Test
  void aSilenceThatIsTooLongIsTold() {
    Trade late = sequenced(Wire.OPEN_MS + 350, 3);
    Messages received =
        received(sequenced(Wire.OPEN_MS, 1), sequenced(Wire.OPEN_MS + 100, 2), late);

    assertThat(received).trades("X").haveNoSilenceLongerThan(Duration.ofMillis(250));
    assertFails(
        () -> assertThat(received).trades("X").haveNoSilenceLongerThan(Duration.ofMillis(249)),
        """
        Expected all 3 trades of X to come within PT0.249S after the one before, which is not true of 1:
          trade 3: %s
        %s
        """
            .formatted(late.toJson(), CONTEXT));
  }

  @Test
  void aSequenceThatDoesNotRiseIsTold() {
    Trade seven = sequenced(Wire.OPEN_MS, 7);
    Trade six = sequenced(Wire.OPEN_MS, 6);

    assertFails(
        () -> assertThat(received(seven, seven, six)).trades("X").haveIncreasingSequence(),
        """
        Expected all 3 trades of X to have a sequence number above the one before, which is not true of 2:
          trade 2: %s
          trade 3: %s
        %s
        """
            .formatted(seven.toJson(), six.toJson(), CONTEXT));
  }

  @Test
  void aRepeatedSequenceIsTold() {
    Trade other = sequenced(Wire.OPEN_MS + 1, 7);

    assertFails(
        () ->
            assertThat(received(sequenced(Wire.OPEN_MS, 7), sequenced(Wire.OPEN_MS, 6), other))
                .trades("X")
                .haveNoRepeatedSequence(),
        """
        Expected all 3 trades of X to have a sequence number of their own, which is not true of 1:
          trade 3: %s
        %s
        """
            .formatted(other.toJson(), CONTEXT));
  }

  @Test
  void eachTickerHasSequencesOfItsOwn() {
    assertThat(received(trade("X", 2, 1), trade("Y", 1, 1), trade("Y", 2, 1)))
        .trades()
        .haveIncreasingSequence()
        .haveNoRepeatedSequence();
  }

  @Test
  void theListIsAssertJs() {
    assertThat(RECEIVED).trades("X").list().startsWith(T1).last().isEqualTo(T3);
    assertThat(RECEIVED).trades("X").extracting(Trade::tape).containsOnly(3);
    assertThat(RECEIVED).events().extracting(MarketEvent::symbol).contains("X", "Y");
  }

  @Test
  void aFailureOfTheListSaysWhatItHolds() {
    assertFails(
        () -> assertThat(RECEIVED).as("warm up").trades("X").list().isEmpty(),
        """
        [warm up: trades of X; %s]\s
        Expecting empty but was: [%s,
            %s,
            %s]
        """
            .formatted(CONTEXT, T1.toJson(), T2.toJson(), T3.toJson()));
  }

  @Test
  void aLongListIsCutInAFailureOfAssertJsToo() {
    List<Trade> trades = IntStream.rangeClosed(1, 1_010).mapToObj(Wire::trade).toList();

    assertFails(
        () -> assertThat(received(trades)).trades("X").extracting(Trade::tape).isEmpty(),
        """
        [trades of X; %s]\s
        Expecting empty but was: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, … and 1,000 more]
        """
            .formatted(CONTEXT));
  }

  @Test
  void aDescriptionStandsBeforeTheFailure() {
    assertFails(
        () -> assertThat(received(T1)).as("after %d seconds", 10).trades("X").hasSizeBetween(2, 3),
        """
        [after 10 seconds] Expected 2 to 3 trades of X, but there is 1.
          first trade 1: %s
          last trade 1: %s
        Received by topic: 1 T.X
        %s
        """
            .formatted(T1.toJson(), T1.toJson(), CONTEXT));
    assertFails(
        () -> assertThat(received()).trades("X").as("after 10 seconds").isNotEmpty(),
        """
        [after 10 seconds] Expected trades of X, but there are none.
        Received by topic: no event at all
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void aMessageOfTheUsersOwnReplacesTheFailure() {
    assertFails(
        () -> assertThat(received(T1)).withFailMessage("we lost %s", "100%").isExactly(List.of()),
        "we lost 100%");
  }

  @Test
  void aContextThatCannotBeToldDoesNotHideTheFailure() {
    Messages received =
        received()
            .describedBy(
                () -> {
                  throw new IllegalStateException("the server is closed");
                });

    assertFails(
        () -> assertThat(received).trades("X").isNotEmpty(),
        """
        Expected trades of X, but there are none.
        Received by topic: no event at all
        seed and market time unknown: the server is closed
        """);
  }

  @Test
  void theContextIsAskedForOnlyWhenSomethingFails() {
    Messages received =
        received(T1)
            .describedBy(
                () -> {
                  throw new AssertionError("asked for");
                });

    assertThat(received).isExactly(List.of(T1)).isInOrder().trades("X").hasSize(1).areInOrder();
  }

  @Test
  void listsOfOnesOwnCanBeAssertedToo() {
    assertFails(
        () -> new TradesAssert(List.of(T1)).hasSize(2),
        """
        Expected 2 trades, but there is 1.
          first trade 1: %s
          last trade 1: %s
        """
            .formatted(T1.toJson(), T1.toJson()));
  }

  private static Instant time(int tenth) {
    return Instant.ofEpochMilli(Wire.OPEN_MS + 100L * tenth);
  }
}
