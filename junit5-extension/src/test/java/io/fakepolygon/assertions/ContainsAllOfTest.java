package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.readableOnce;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.trade;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Trade;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContainsAllOfTest {
  private static final Trade T1 = trade(1);
  private static final Trade T2 = trade(2);
  private static final Trade T3 = trade(3);

  @Test
  void passesInWhateverOrderTheyCame() {
    assertThat(received(T3, T2, T2, T1)).containsAllOf(List.of(T1, T3));
  }

  @Test
  void readsWhatIsExpectedOnlyOnce() {
    Iterable<MarketEvent> once = readableOnce(List.of(T2));

    assertThat(received(T1, T2)).containsAllOf(once);
  }

  @Test
  void showsWhatIsMissing() {
    assertFails(
        () -> assertThat(received(T2)).containsAllOf(List.of(T1, T2, T3)),
        """
        Expected 3 events among those received, which is not true of 2:
          %s
          %s
        By topic:
          T.X: 2 missing
        %s
        """
            .formatted(T1.toJson(), T3.toJson(), CONTEXT));
  }

  @Test
  void aLongListIsCut() {
    List<Trade> trades = IntStream.rangeClosed(1, 1_007).mapToObj(Wire::trade).toList();

    assertFails(
        () -> assertThat(received(T1)).containsAllOf(trades),
        """
        Expected 1,007 events among those received, which is not true of 1,006:
          %s
          %s
          %s
          %s
          %s
          and 1,001 more
        By topic:
          T.X: 1,006 missing
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
  void refusesToExpectNothing() {
    assertFails(
        () -> assertThat(received(T1)).containsAllOf(List.of()),
        """
        containsAllOf was given no event, so it could not fail. Has the clock been advanced, and is the topic right?
        %s
        """
            .formatted(CONTEXT));
  }
}
