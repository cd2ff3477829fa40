package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.readableOnce;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.trade;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartsWithTest {
  private static final Trade T1 = trade(1);
  private static final Trade T2 = trade(2);
  private static final Trade T3 = trade(3);
  private static final Trade T4 = trade(4);

  @Test
  void passesWhateverCameAfterwards() {
    assertThat(received(Status.CONNECTED, T1, T2, T3)).startsWith(List.of(T1, T2));
  }

  @Test
  void readsWhatIsExpectedOnlyOnce() {
    Iterable<MarketEvent> once = readableOnce(List.of(T1, T2));

    assertThat(received(T1, T2)).startsWith(once);
  }

  @Test
  void doesNotCountWhatCameAfterTheLastExpectedEvent() {
    assertFails(
        () -> assertThat(received(T1, T3, T4, T4)).startsWith(List.of(T1, T2, T3)),
        """
        Expected 3 events at the beginning, received 4: the first difference is at event 2, statuses not counted.
          both     1  %s
          expected 2  %s
                   3  %s
                   4  (nothing more)
          received 2  %s
                   3  %s
                   4  %s
        By topic:
          T.X: 1 missing
        %s
        """
            .formatted(
                T1.toJson(),
                T2.toJson(),
                T3.toJson(),
                T3.toJson(),
                T4.toJson(),
                T4.toJson(),
                CONTEXT));
  }

  @Test
  void countsWhatCameAgainFromBeforeTheDifference() {
    assertFails(
        () -> assertThat(received(T1, T1)).startsWith(List.of(T1, T2)),
        """
        Expected 2 events at the beginning, received 2: the first difference is at event 2, statuses not counted.
          both     1  %s
          expected 2  %s
                   3  (nothing more)
          received 2  %s
                   3  (nothing more)
        By topic:
          T.X: 1 missing, 1 duplicated
        %s
        """
            .formatted(T1.toJson(), T2.toJson(), T1.toJson(), CONTEXT));
  }

  @Test
  void refusesToExpectNothing() {
    assertFails(
        () -> assertThat(received(T1)).startsWith(List.of()),
        """
        startsWith was given no event, so it could not fail. Has the clock been advanced, and is the topic right?
        %s
        """
            .formatted(CONTEXT));
  }
}
