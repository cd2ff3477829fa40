package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.quote;
import static io.fakepolygon.assertions.Wire.readableOnce;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.trade;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IsExactlyTest {
  private static final Trade T1 = trade(1);
  private static final Trade T2 = trade(2);
  private static final Trade T3 = trade(3);
  private static final Trade T4 = trade(4);
  private static final Trade T5 = trade(5);
  private static final Trade T6 = trade(6);
  private static final List<Trade> SIX = List.of(T1, T2, T3, T4, T5, T6);

  private static final String J1 = json(1);
  private static final String J2 = json(2);
  private static final String J3 = json(3);
  private static final String J4 = json(4);
  private static final String J5 = json(5);
  private static final String J6 = json(6);

  @Test
  void passesWhenTheSameEventsCameInTheSameOrder() {
    assertThat(received(SIX)).isExactly(SIX);
  }

  @Test
  void passesOverStatuses() {
    assertThat(received(Status.CONNECTED, T1, Status.subscribedTo("Q.X"), T2))
        .isExactly(List.of(T1, T2));
  }

  @Test
  void passesWhenNothingCameAndNothingWasExpected() {
    assertThat(received(Status.CONNECTED)).isExactly(List.of());
  }

  @Test
  void readsWhatIsExpectedOnlyOnce() {
    Iterable<MarketEvent> once = readableOnce(SIX);

    assertThat(received(SIX)).isExactly(once);
  }

  @Test
  void tellsOfALoss() {
    assertFails(
        () -> assertThat(received(T1, T2, T4, T5, T6)).isExactly(SIX),
        """
        Expected exactly 6 events, received 5: the first difference is at event 3, statuses not counted.
          both     1  %s
                   2  %s
          expected 3  %s
                   4  %s
                   5  %s
          received 3  %s
                   4  %s
                   5  %s
        By topic:
          T.X: 1 missing
        %s
        """
            .formatted(J1, J2, J3, J4, J5, J4, J5, J6, CONTEXT));
  }

  @Test
  void tellsOfADuplicate() {
    assertFails(
        () -> assertThat(received(T1, T2, T3, T2, T4, T5, T6)).isExactly(SIX),
        """
        Expected exactly 6 events, received 7: the first difference is at event 4, statuses not counted.
          both     2  %s
                   3  %s
          expected 4  %s
                   5  %s
                   6  %s
          received 4  %s
                   5  %s
                   6  %s
        By topic:
          T.X: 1 duplicated
        %s
        """
            .formatted(J2, J3, J4, J5, J6, J2, J4, J5, CONTEXT));
  }

  @Test
  void tellsOfAReordering() {
    assertFails(
        () -> assertThat(received(T2, T1, T3, T4, T5, T6)).isExactly(SIX),
        """
        Expected exactly 6 events, received 6: the first difference is at event 1, statuses not counted.
          expected 1  %s
                   2  %s
                   3  %s
          received 1  %s
                   2  %s
                   3  %s
        By topic:
          T.X: 1 reordered
        %s
        """
            .formatted(J1, J2, J3, J2, J1, J3, CONTEXT));
  }

  @Test
  void tellsOfAnEventThatWasNotExpected() {
    assertFails(
        () -> assertThat(received(T1, trade(9))).isExactly(List.of(T1)),
        """
        Expected exactly 1 event, received 2: the first difference is at event 2, statuses not counted.
          both     1  %s
          expected 2  (nothing more)
          received 2  %s
                   3  (nothing more)
        By topic:
          T.X: 1 unexpected
        %s
        """
            .formatted(J1, json(9), CONTEXT));
  }

  @Test
  void tellsOfAChangedField() {
    assertFails(
        () -> assertThat(received(trade("X", 1, 77))).isExactly(List.of(T1)),
        """
        Expected exactly 1 event, received 1: the first difference is at event 1, statuses not counted.
          expected 1  {"ev":"T","sym":"X","i":"1","x":12,"p":100.01,"s":100,"t":1704205800100,"q":5,"z":3}
                   2  (nothing more)
          received 1  {"ev":"T","sym":"X","i":"1","x":12,"p":100.77,"s":100,"t":1704205800100,"q":5,"z":3}
                   2  (nothing more)
        By topic:
          T.X: 1 missing, 1 unexpected
        %s
        """
            .formatted(CONTEXT));
  }

  @Test
  void comparesToTheLetterOfTheWire() {
    String otherwiseWritten = J1.replace("100.01", "100.010");

    assertFails(
        () ->
            assertThat(Messages.parse(List.of("[" + otherwiseWritten + "]")))
                .isExactly(List.of(T1)),
        """
        Expected exactly 1 event, received 1: the first difference is at event 1, statuses not counted.
          expected 1  %s
                   2  (nothing more)
          received 1  %s
                   2  (nothing more)
        By topic:
          T.X: 1 missing, 1 unexpected
        """
            .formatted(J1, otherwiseWritten));
  }

  @Test
  void tellsThatNothingCame() {
    assertFails(
        () -> assertThat(received(Status.CONNECTED)).isExactly(List.of(T1, T2)),
        """
        Expected exactly 2 events, received 0: the first difference is at event 1, statuses not counted.
          expected 1  %s
                   2  %s
                   3  (nothing more)
          received 1  (nothing more)
        By topic:
          T.X: 2 missing
        %s
        """
            .formatted(J1, J2, CONTEXT));
  }

  @Test
  void tellsAllHarmsOfEachTopic() {
    List<MarketEvent> expected = List.of(T1, quote("Y", 1, 1), T2, T3, quote("Y", 2, 2));
    Messages received = received(T1, T1, quote("Y", 2, 2), T3, T2, trade("Z", 1, 1));

    assertFails(
        () -> assertThat(received).isExactly(expected),
        """
        Expected exactly 5 events, received 6: the first difference is at event 2, statuses not counted.
          both     1  %s
          expected 2  {"ev":"Q","sym":"Y","bx":11,"ax":12,"bp":100,"ap":100.02,"bs":100,"as":300,"t":1704205800100,"q":7,"z":3}
                   3  %s
                   4  %s
          received 2  %s
                   3  {"ev":"Q","sym":"Y","bx":11,"ax":12,"bp":100.01,"ap":100.03,"bs":100,"as":300,"t":1704205800200,"q":14,"z":3}
                   4  %s
        By topic:
          Q.Y: 1 missing, 1 reordered
          T.X: 1 duplicated, 1 reordered
          T.Z: 1 unexpected
        %s
        """
            .formatted(J1, J2, J3, J1, J3, CONTEXT));
  }

  @Test
  void countsWhatCannotBeReadAsUnexpected() {
    assertFails(
        () -> assertThat(Messages.parse(List.of("half a fr%name"))).isExactly(List.of()),
        """
        Expected exactly 0 events, received 1: the first difference is at event 1, statuses not counted.
          expected 1  (nothing more)
          received 1  half a fr%name
                   2  (nothing more)
        By topic:
          unknown messages: 1 unexpected
        """);
  }

  @Test
  void aLongListOfTopicsIsCut() {
    List<Trade> tenSymbols = IntStream.range(0, 10).mapToObj(i -> trade("S" + i, 1, 1)).toList();

    assertFails(
        () -> assertThat(received()).isExactly(tenSymbols),
        """
        Expected exactly 10 events, received 0: the first difference is at event 1, statuses not counted.
          expected 1  %s
                   2  %s
                   3  %s
          received 1  (nothing more)
        By topic:
          T.S0: 1 missing
          T.S1: 1 missing
          T.S2: 1 missing
          T.S3: 1 missing
          T.S4: 1 missing
          T.S5: 1 missing
          and 4 more topics: 4 missing
        %s
        """
            .formatted(
                tenSymbols.get(0).toJson(),
                tenSymbols.get(1).toJson(),
                tenSymbols.get(2).toJson(),
                CONTEXT));
  }

  @Test
  void aFailureFitsOnAScreen() {
    List<Trade> manySymbols =
        IntStream.range(0, 100).mapToObj(i -> trade("S" + i % 50, i, 1)).toList();
    List<Trade> came = new ArrayList<>(manySymbols);
    Collections.shuffle(came.subList(2, 100), new Random(1));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(received(came)).isExactly(manySymbols))
        .satisfies(
            failure ->
                org.assertj.core.api.Assertions.assertThat(failure.getMessage().lines().count())
                    .isBetween(17L, 25L));
  }

  @Test
  void aLongMessageIsCut() {
    String long500 = "x".repeat(500) + "\n";

    assertFails(
        () -> assertThat(Messages.parse(List.of(long500))).isExactly(List.of()),
        """
        Expected exactly 0 events, received 1: the first difference is at event 1, statuses not counted.
          expected 1  (nothing more)
          received 1  %s… (502 characters)
                   2  (nothing more)
        By topic:
          unknown messages: 1 unexpected
        """
            .formatted("x".repeat(400)));
  }

  @Test
  void manyHarmsInALongRunAreCounted() {
    List<Trade> expected = IntStream.range(0, 100_000).mapToObj(Wire::trade).toList();
    List<Trade> came = new ArrayList<>(expected);
    came.remove(90_000);
    came.remove(10);
    came.add(50_000, came.get(20));
    came.add(60_000, came.get(70_000));
    came.add(came.remove(100));

    assertFails(
        () -> assertThat(received(came)).isExactly(expected),
        """
        Expected exactly 100,000 events, received 100,000: the first difference is at event 11, statuses not counted.
          both      9  %s
                   10  %s
          expected 11  %s
                   12  %s
                   13  %s
          received 11  %s
                   12  %s
                   13  %s
        By topic:
          T.X: 2 missing, 2 duplicated, 1 reordered
        %s
        """
            .formatted(
                json(8), json(9), json(10), json(11), json(12), json(11), json(12), json(13),
                CONTEXT));
  }

  @Test
  void aRunTurnedAroundIsCountedWithoutQuadraticWork() {
    List<Trade> expected = IntStream.range(0, 100_000).mapToObj(Wire::trade).toList();
    List<Trade> turned = new ArrayList<>(expected);
    Collections.reverse(turned);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> assertThat(received(turned)).isExactly(expected))
        .withMessageContaining("\n  T.X: 99,999 reordered\n");
  }

  private static String json(int tenth) {
    return trade(tenth).toJson();
  }
}
