package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.quote;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.sequenced;
import static io.fakepolygon.assertions.Wire.trade;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderAndDuplicatesTest {
  private static final Trade T1 = trade(1);
  private static final Trade T2 = trade(2);
  private static final Trade T3 = trade(3);

  @Test
  void ofMessagesThatCannotBeReadNoOrderIsJudged() {
    Messages received =
        Messages.parse(List.of("nonsense", "[{\"ev\":\"ZZ\"}]")).describedBy(CONTEXT);

    assertFails(
        () -> assertThat(received).isInOrder(),
        """
        Expected events in order, but none of the 2 can be read, so nothing could be judged.
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void eventsThatCameOnceAreNoDuplicates() {
    assertThat(received(T1, quote("X", 1, 1), trade("Y", 1, 1), T2)).hasNoDuplicates();
  }

  @Test
  void statusesMayComeAgain() {
    assertThat(received(Status.subscribedTo("T.X"), T1, Status.subscribedTo("T.X")))
        .hasNoDuplicates();
  }

  @Test
  void aCorrectedEventIsNoDuplicate() {
    assertThat(received(T1, trade("X", 1, 2))).hasNoDuplicates();
  }

  @Test
  void tellsOfEachDuplicateAndOfItsFirstTime() {
    assertFails(
        () -> assertThat(received(Status.CONNECTED, T1, T2, T1, T3, T2, T1)).hasNoDuplicates(),
        """
        Expected no event twice, which is not true of 3 of the 6 received:
          event 3 is event 1 again: %s
          event 5 is event 2 again: %s
          event 6 is event 1 again: %s
        By topic:
          T.X: 3 duplicated
        %s
        """
            .formatted(T1.toJson(), T2.toJson(), T1.toJson(), CONTEXT));
  }

  @Test
  void withoutEventsNothingIsKnownOfDuplicates() {
    assertFails(
        () -> assertThat(received(Status.CONNECTED)).hasNoDuplicates(),
        """
        Expected no event twice, but no event was received, so nothing could be judged.
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void eventsAreInOrderWhenNeitherTimeNorSequenceFalls() {
    assertThat(received(quote("X", 1, 1), T1, trade("Y", 1, 1), T1, quote("X", 2, 2), T2))
        .isInOrder();
  }

  @Test
  void timesAreComparedInMilliseconds() {
    LuldBand band = new LuldBand("X", 3, 2, List.of(15), 3, T1.timestampNs() + 999_999, 1);

    assertThat(received(band, T1)).isInOrder();
  }

  @Test
  void tellsOfAnEventThatCameAfterALaterOne() {
    assertFails(
        () -> assertThat(received(T1, T3, quote("X", 2, 2), T2)).isInOrder(),
        """
        Expected events in order, which is not true of 2 of the 4 received:
          event 2: %s
          event 3: %s
          event 2: %s
          event 4: %s
        By topic:
          Q.X: 1 late
          T.X: 1 late
        %s
        """
            .formatted(T3.toJson(), quote("X", 2, 2).toJson(), T3.toJson(), T2.toJson(), CONTEXT));
  }

  @Test
  void tellsOfASequenceThatFallsAtOneInstant() {
    Trade first = sequenced(Wire.OPEN_MS, 7);
    Trade second = sequenced(Wire.OPEN_MS, 8);

    assertFails(
        () -> assertThat(received(second, first)).isInOrder(),
        """
        Expected events in order, which is not true of 1 of the 2 received:
          event 1: %s
          event 2: %s
        By topic:
          T.X: 1 late
        %s
        """
            .formatted(second.toJson(), first.toJson(), CONTEXT));
  }

  @Test
  void sequencesBeginAnewAtTheOpenAndOvernight() {
    long midnight = Instant.parse("2024-01-03T05:00:00Z").toEpochMilli();

    assertThat(
            received(
                sequenced(Wire.OPEN_MS - 1, 9_000),
                sequenced(Wire.OPEN_MS, 1),
                sequenced(midnight - 1, 9_000),
                sequenced(midnight, 1)))
        .isInOrder()
        .trades()
        .areInOrder()
        .haveIncreasingSequence();
  }

  @Test
  void sequencesDoNotBeginAnewAtNoon() {
    long noon = Instant.parse("2024-01-02T17:00:00Z").toEpochMilli();
    Trade before = sequenced(noon - 1, 9_000);
    Trade after = sequenced(noon, 1);

    assertFails(
        () -> assertThat(received(before, after)).isInOrder(),
        """
        Expected events in order, which is not true of 1 of the 2 received:
          event 1: %s
          event 2: %s
        By topic:
          T.X: 1 late
        %s
        """
            .formatted(before.toJson(), after.toJson(), CONTEXT));
  }

  @Test
  void aBarMayComeAfterLaterTradesAndAgain() {
    Aggregate first = Wire.secondBar(0, 100, 100, 100, 100, 100, 100, 100);
    Aggregate second = Wire.secondBar(1, 100, 100, 100, 100, 100, 100, 100);
    Aggregate corrected = Wire.secondBar(0, 100, 100, 100, 100, 200, 100, 100);

    assertThat(received(trade(1), trade(25), first, trade(35), second, corrected, trade(41)))
        .isInOrder()
        .secondBars("X")
        .areInOrder();
  }

  @Test
  void tellsOfABarThatCameAfterALaterOne() {
    Aggregate first = Wire.secondBar(0, 100, 100, 100, 100, 100, 100, 100);
    Aggregate second = Wire.secondBar(1, 100, 100, 100, 100, 100, 100, 100);

    assertFails(
        () -> assertThat(received(second, first)).isInOrder(),
        """
        Expected events in order, which is not true of 1 of the 2 received:
          event 1: %s
          event 2: %s
        By topic:
          A.X: 1 late
        %s
        """
            .formatted(second.toJson(), first.toJson(), CONTEXT));
  }

  @Test
  void tellsOfATradeThatCameAfterTheBarOfItsWindow() {
    Aggregate bar = Wire.secondBar(0, 100, 100, 100, 100, 100, 100, 100);

    assertFails(
        () -> assertThat(received(bar, trade(9))).isInOrder(),
        """
        Expected events in order, which is not true of 1 of the 2 received:
          event 1: %s
          event 2: %s
        By topic:
          T.X: 1 late
        %s
        """
            .formatted(bar.toJson(), trade(9).toJson(), CONTEXT));
  }

  @Test
  void withoutEventsNothingIsKnownOfOrder() {
    assertFails(
        () -> assertThat(received()).isInOrder(),
        """
        Expected events in order, but no event was received, so nothing could be judged.
        %s
        """
            .formatted(CONTEXT));
  }
}
