package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static io.fakepolygon.assertions.Wire.CONTEXT;
import static io.fakepolygon.assertions.Wire.assertFails;
import static io.fakepolygon.assertions.Wire.received;
import static io.fakepolygon.assertions.Wire.secondBar;

import io.fakepolygon.protocol.Aggregate;
import org.junit.jupiter.api.Test;

class BarsAssertTest {
  private static final Aggregate FIRST = secondBar(0, 100.02, 100.03, 100.04, 100.01, 900, 100, 90);
  private static final Aggregate SECOND = secondBar(1, 100.02, 100, 100.06, 100, 1_000, 100, 100);
  private static final Aggregate THIRD = secondBar(2, 100.02, 100, 100.06, 100, 1_000, 100, 100);
  private static final Messages RECEIVED = received(FIRST, SECOND);

  @Test
  void pricesMayBeThoseOfTheBounds() {
    assertThat(RECEIVED).secondBars("X").havePricesBetween(100.0, 100.06);
  }

  @Test
  void lowsAndHighsOutsideOfTheBoundsAreTold() {
    String text =
        """
        Expected all 2 bars of A.X to have prices from %s, which is not true of 1:
          bar 2: %s
        %s
        """;

    assertFails(
        () -> assertThat(RECEIVED).secondBars("X").havePricesBetween(100.01, 100.06),
        text.formatted("100.01 to 100.06", SECOND.toJson(), CONTEXT));
    assertFails(
        () -> assertThat(RECEIVED).secondBars("X").havePricesBetween(100, 100.05),
        text.formatted("100.0 to 100.05", SECOND.toJson(), CONTEXT));
  }

  @Test
  void volumesMayBeThoseOfTheBounds() {
    assertThat(RECEIVED).secondBars("X").haveVolumesBetween(900, 1_000);
  }

  @Test
  void volumesOutsideOfTheBoundsAreTold() {
    String text =
        """
        Expected all 2 bars of A.X to have volumes from %s, which is not true of 1:
          bar %s
        %s
        """;

    assertFails(
        () -> assertThat(RECEIVED).secondBars("X").haveVolumesBetween(901, 1_000),
        text.formatted("901 to 1000", "1: " + FIRST.toJson(), CONTEXT));
    assertFails(
        () -> assertThat(RECEIVED).secondBars("X").haveVolumesBetween(900, 999),
        text.formatted("900 to 999", "2: " + SECOND.toJson(), CONTEXT));
  }

  @Test
  void barsThatFollowEachOtherHaveNoGaps() {
    assertThat(received(FIRST, SECOND, THIRD)).secondBars("X").haveNoGaps();
  }

  @Test
  void theBarAfterAGapIsTold() {
    assertFails(
        () -> assertThat(received(FIRST, THIRD)).secondBars("X").haveNoGaps(),
        """
        Expected all 2 bars of A.X to begin where the one before ended, which is not true of 1:
          bar 2: %s
        %s
        """
            .formatted(THIRD.toJson(), CONTEXT));
  }

  @Test
  void closesAndVolumesCanBeExtracted() {
    assertThat(RECEIVED).secondBars("X").extractingCloses().containsExactly(100.03, 100.0);
    assertThat(RECEIVED).secondBars("X").extractingVolumes().containsExactly(900L, 1_000L);
  }
}
