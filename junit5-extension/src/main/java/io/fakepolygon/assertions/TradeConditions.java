package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Trade;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which parts of a bar a trade counts for, by the consolidated rules: for a part, all of its
 * conditions have to allow it. A condition that is not in the table forbids nothing.
 *
 * <p>Source: the vendor's reference of conditions as read in 2026, and its mocks; see "The Polygon
 * WebSocket protocol, as this project speaks it", 6.2.
 */
final class TradeConditions {
  private static final Updates EVERYTHING = new Updates(true, true, true);
  private static final int FORM_T = 12;

  // Average price, cash sale, Form T (in regular hours), extended hours sold out of sequence, next
  // day, price variation, odd lot, contingent and qualified contingent: volume only. Bunched sold,
  // derivatively priced, prior reference price, seller, sold out of sequence: not open and close.
  // A market centre's official close and open: nothing. A corrected close: no volume.
  private static final Map<Integer, Updates> TABLE =
      Stream.of(
              rule(new Updates(false, false, true), 2, 7, FORM_T, 13, 20, 21, 37, 52, 53),
              rule(new Updates(true, false, true), 5, 10, 22, 29, 32),
              rule(new Updates(false, false, false), 15, 16),
              rule(new Updates(true, true, false), 38))
          .flatMap(rules -> rules.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private TradeConditions() {}

  /** {@return what a trade counts for} Form T counts for everything outside of regular hours. */
  static Updates of(Trade trade) {
    Updates updates = EVERYTHING;
    for (int condition : trade.conditions()) {
      if (condition != FORM_T || Stretch.isRegularTime(trade.sipTimestampMs())) {
        updates = updates.and(TABLE.getOrDefault(condition, EVERYTHING));
      }
    }
    return updates;
  }

  private static Map<Integer, Updates> rule(Updates updates, int... conditions) {
    return IntStream.of(conditions)
        .boxed()
        .collect(Collectors.toUnmodifiableMap(condition -> condition, condition -> updates));
  }

  /**
   * Parts of a bar.
   *
   * @param highLow the highest and lowest price
   * @param openClose the first and last price
   * @param volume volume, and with it VWAP and average size
   */
  record Updates(boolean highLow, boolean openClose, boolean volume) {
    private Updates and(Updates other) {
      return new Updates(
          highLow && other.highLow, openClose && other.openClose, volume && other.volume);
    }
  }
}
