package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.sequenced;
import static io.fakepolygon.assertions.Wire.trade;

import io.fakepolygon.protocol.Trade;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradesAssertTest {
  private static final Trade LOW = trade("X", 1, 1, 100, List.of());
  private static final Trade HIGH = trade("X", 2, 5, 300, List.of());
  private static final Messages RECEIVED = received(LOW, HIGH);

  @Test
  void pricesMayBeThoseOfTheBounds() {
    assertThat(RECEIVED).trades("X").havePricesBetween(100.01, 100.05);
  }

  @Test
  void pricesOutsideOfTheBoundsAreTold() {
    assertFails(
        () -> assertThat(RECEIVED).trades("X").havePricesBetween(100.02, 106),
        """
        Expected all 2 trades of X to have prices from 100.02 to 106.0, which is not true of 1:
          trade 1: %s
        %s
        """
            .formatted(LOW.toJson(), CONTEXT));
    assertFails(
        () -> assertThat(RECEIVED).trades("X").havePricesBetween(94, 100.04),
        """
        Expected all 2 trades of X to have prices from 94.0 to 100.04, which is not true of 1:
          trade 2: %s
        %s
        """
            .formatted(HIGH.toJson(), CONTEXT));
  }

  @Test
  void aBoundMayBeOpen() {
    assertThat(RECEIVED).trades("X").havePricesBetween(94, Double.POSITIVE_INFINITY);

    assertFails(
        () -> assertThat(RECEIVED).trades("X").havePricesBetween(100.02, Double.MAX_VALUE),
        """
        Expected all 2 trades of X to have prices from 100.02 to 1.7976931348623157E308, which is not true of 1:
          trade 1: %s
        %s
        """
            .formatted(LOW.toJson(), CONTEXT));
  }

  @Test
  void sizesMayBeThoseOfTheBounds() {
    assertThat(RECEIVED).trades("X").haveSizesBetween(100, 300);
  }

  @Test
  void sizesOutsideOfTheBoundsAreTold() {
    assertFails(
        () -> assertThat(RECEIVED).trades("X").haveSizesBetween(101, 300),
        """
        Expected all 2 trades of X to have sizes from 101 to 300, which is not true of 1:
          trade 1: %s
        %s
        """
            .formatted(LOW.toJson(), CONTEXT));
    assertFails(
        () -> assertThat(RECEIVED).trades("X").haveSizesBetween(100, 299),
        """
        Expected all 2 trades of X to have sizes from 100 to 299, which is not true of 1:
          trade 2: %s
        %s
        """
            .formatted(HIGH.toJson(), CONTEXT));
  }

  @Test
  void idsAreUniquePerTickerExchangeAndFacility() {
    assertThat(
            received(
                identified("X", 12, 0, "1"),
                identified("Y", 12, 0, "1"),
                identified("X", 4, 201, "1"),
                identified("X", 4, 202, "1"),
                identified("X", 12, 0, "2")))
        .trades()
        .haveUniqueIds();
  }

  @Test
  void idsBeginAnewAtTheOpen() {
    assertThat(received(sequenced(Wire.OPEN_MS - 1, 1), sequenced(Wire.OPEN_MS, 1)))
        .trades()
        .haveUniqueIds()
        .haveNoRepeatedSequence();
  }

  @Test
  void aRepeatedIdIsTold() {
    Trade again = sequenced(Wire.OPEN_MS + 5, 9);

    assertFails(
        () -> assertThat(received(sequenced(Wire.OPEN_MS, 1), again)).trades("X").haveUniqueIds(),
        """
        Expected all 2 trades of X to have an id of their own, which is not true of 1:
          trade 2: %s
        %s
        """
            .formatted(again.toJson(), CONTEXT));
  }

  @Test
  void pricesAndSizesCanBeExtracted() {
    assertThat(RECEIVED).trades("X").extractingPrices().containsExactly(100.01, 100.05);
    assertThat(RECEIVED).trades("X").extractingSizes().containsExactly(100L, 300L);
  }

  private static Trade identified(String symbol, int exchange, int trfId, String id) {
    return new Trade(symbol, id, exchange, 100, 100, List.of(), Wire.OPEN_MS, 0, 1, 3, trfId, 0, 0);
  }
}
