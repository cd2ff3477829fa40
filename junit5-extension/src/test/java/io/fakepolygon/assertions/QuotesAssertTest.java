package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.quote;
import static io.fakepolygon.assertions.Wire.received;

import io.fakepolygon.protocol.Quote;
import org.junit.jupiter.api.Test;

/** Sizes are 100 at the bid and 300 at the ask. */
class QuotesAssertTest {
  private static final Quote NARROW = quote("X", 1, 100.01, 100.02);
  private static final Quote WIDE = quote("X", 2, 99.99, 100.05);
  private static final Quote BID_ONLY = quote("X", 3, 100.01, 0);
  private static final Quote ASK_ONLY = quote("X", 4, 0, 100.02);
  private static final Messages RECEIVED = received(NARROW, WIDE, BID_ONLY, ASK_ONLY);

  @Test
  void pricesMayBeThoseOfTheBounds() {
    assertThat(RECEIVED).quotes("X").havePricesBetween(99.99, 100.05);
  }

  @Test
  void bidsAndAsksOutsideOfTheBoundsAreTold() {
    assertFails(
        () -> assertThat(RECEIVED).quotes("X").havePricesBetween(100, 100.05),
        """
        Expected all 4 quotes of X to have bids and asks from 100.0 to 100.05, which is not true of 1:
          quote 2: %s
        %s
        """
            .formatted(WIDE.toJson(), CONTEXT));
    assertFails(
        () -> assertThat(RECEIVED).quotes("X").havePricesBetween(99, 100.01),
        """
        Expected all 4 quotes of X to have bids and asks from 99.0 to 100.01, which is not true of 3:
          quote 1: %s
          quote 2: %s
          quote 4: %s
        %s
        """
            .formatted(NARROW.toJson(), WIDE.toJson(), ASK_ONLY.toJson(), CONTEXT));
  }

  @Test
  void sizesMayBeThoseOfTheBounds() {
    assertThat(RECEIVED).quotes("X").haveSizesBetween(100, 300);
  }

  @Test
  void sizesOfSidesWithAPriceOutsideOfTheBoundsAreTold() {
    assertFails(
        () -> assertThat(received(BID_ONLY, ASK_ONLY)).quotes("X").haveSizesBetween(101, 300),
        """
        Expected all 2 quotes of X to have sizes from 101 to 300, which is not true of 1:
          quote 1: %s
        %s
        """
            .formatted(BID_ONLY.toJson(), CONTEXT));
    assertFails(
        () -> assertThat(received(BID_ONLY, ASK_ONLY)).quotes("X").haveSizesBetween(100, 299),
        """
        Expected all 2 quotes of X to have sizes from 100 to 299, which is not true of 1:
          quote 2: %s
        %s
        """
            .formatted(ASK_ONLY.toJson(), CONTEXT));
  }

  @Test
  void bidsLieBelowAsks() {
    assertThat(RECEIVED).quotes("X").haveBidsBelowAsks();
  }

  @Test
  void lockedAndCrossedQuotesAreTold() {
    Quote locked = quote("X", 1, 100.01, 100.01);
    Quote crossed = quote("X", 2, 100.02, 100.01);

    assertFails(
        () -> assertThat(received(locked, crossed, NARROW)).quotes("X").haveBidsBelowAsks(),
        """
        Expected all 3 quotes of X to have bids below asks, which is not true of 2:
          quote 1: %s
          quote 2: %s
        %s
        """
            .formatted(locked.toJson(), crossed.toJson(), CONTEXT));
  }

  @Test
  void spreadsAreThoseOfTheDecimals() {
    assertThat(RECEIVED).quotes("X").haveSpreadsBetween(0.01, 0.06);
  }

  @Test
  void aBoundOfSpreadsMayBeOpen() {
    assertThat(RECEIVED).quotes("X").haveSpreadsBetween(0.01, Double.POSITIVE_INFINITY);
  }

  @Test
  void spreadsOutsideOfTheBoundsAreTold() {
    assertFails(
        () -> assertThat(RECEIVED).quotes("X").haveSpreadsBetween(0.02, 0.05),
        """
        Expected all 4 quotes of X to have spreads from 0.02 to 0.05, which is not true of 2:
          quote 1: %s
          quote 2: %s
        %s
        """
            .formatted(NARROW.toJson(), WIDE.toJson(), CONTEXT));
  }

  @Test
  void bidsAndAsksCanBeExtracted() {
    assertThat(RECEIVED).quotes("X").extractingBids().containsExactly(100.01, 99.99, 100.01, 0.0);
    assertThat(RECEIVED).quotes("X").extractingAsks().containsExactly(100.02, 100.05, 0.0, 100.02);
  }
}
