package io.fakepolygon.samples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the trades of one second come to.
 *
 * @param start of the second
 * @param volumeShares whole shares; what is left of fractions is cut off
 * @param vwapUsd average price by volume, to four decimals
 */
public record Bar(
    Instant start,
    double openUsd,
    double highUsd,
    double lowUsd,
    double closeUsd,
    long volumeShares,
    double vwapUsd) {

  // Conditions under which a trade does not count, from the vendor's reference, in regular hours:
  // average price (2), cash sale (7), odd lot (37), a market centre's official close (15), …
  private static final Set<Integer> NOT_FOR_OPEN_AND_CLOSE =
      Set.of(2, 5, 7, 10, 12, 13, 15, 16, 20, 21, 22, 29, 32, 37, 52, 53);
  private static final Set<Integer> NOT_FOR_HIGH_AND_LOW =
      Set.of(2, 7, 12, 13, 15, 16, 20, 21, 37, 52, 53);
  private static final Set<Integer> NOT_FOR_VOLUME = Set.of(15, 16, 38);
  private static final int VWAP_DECIMALS = 4;

  /** The bar of a second's trades, in their order; none where none of them counts. */
  static Optional<Bar> of(Instant start, List<Print> trades) {
    List<Double> lasts = prices(countingTrades(trades, NOT_FOR_OPEN_AND_CLOSE));
    List<Double> range = prices(countingTrades(trades, NOT_FOR_HIGH_AND_LOW));
    List<Print> volume = countingTrades(trades, NOT_FOR_VOLUME);
    if (lasts.isEmpty() || range.isEmpty() || volume.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Bar(
            start,
            lasts.get(0),
            Collections.max(range),
            Collections.min(range),
            lasts.get(lasts.size() - 1),
            shares(volume).longValue(),
            vwapUsd(volume)));
  }

  private static List<Print> countingTrades(List<Print> trades, Set<Integer> excluding) {
    return trades.stream()
        .filter(trade -> Collections.disjoint(trade.conditions(), excluding))
        .toList();
  }

  private static List<Double> prices(List<Print> trades) {
    return trades.stream().map(Print::priceUsd).toList();
  }

  private static BigDecimal shares(List<Print> trades) {
    return trades.stream().map(Print::sizeShares).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static double vwapUsd(List<Print> trades) {
    return trades.stream()
        .map(trade -> trade.sizeShares().multiply(BigDecimal.valueOf(trade.priceUsd())))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(shares(trades), VWAP_DECIMALS, RoundingMode.HALF_UP)
        .doubleValue();
  }
}
