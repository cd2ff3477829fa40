package io.fakepolygon.market;

import io.fakepolygon.protocol.UpdateRules;
import java.util.List;

/**
 * The combinations of conditions that trades of this market have, and what each changes in a bar.
 */
enum SaleConditions {
  REGULAR(),
  EXEMPT(41),
  SWEEP(14),
  SWEEP_EXEMPT(14, 41),
  ODD_LOT(37),
  SWEEP_ODD_LOT(14, 37),
  SWEEP_ODD_LOT_EXEMPT(14, 37, 41),
  EXTENDED(12),
  EXTENDED_ODD_LOT(12, 37),
  LATE(32),
  LATE_ODD_LOT(32, 37),
  OPENING(17),
  REOPENING(18),
  CLOSING(8),
  OFFICIAL_OPEN(16),
  OFFICIAL_CLOSE(15);

  private static final SaleConditions[] ALL = values();

  // Of numbers.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Integer> codes;

  private final boolean highAndLow;
  private final boolean openAndClose;
  private final boolean volume;

  SaleConditions(Integer... codes) {
    this.codes = List.of(codes);
    highAndLow = UpdateRules.setsHighAndLow(this.codes);
    openAndClose = UpdateRules.setsOpenAndClose(this.codes);
    volume = UpdateRules.countsAsVolume(this.codes);
  }

  static SaleConditions of(List<Integer> codes) {
    for (SaleConditions conditions : ALL) {
      if (conditions.codes.equals(codes)) {
        return conditions;
      }
    }
    throw new IllegalArgumentException("No trade of this market has the conditions " + codes);
  }

  List<Integer> codes() {
    return codes;
  }

  boolean setsHighAndLow() {
    return highAndLow;
  }

  boolean setsOpenAndClose() {
    return openAndClose;
  }

  boolean countsAsVolume() {
    return volume;
  }
}
