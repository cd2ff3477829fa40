package io.fakepolygon.assertions;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.protocol.UpdateRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The bar that some trades make by the consolidated rules. In exact decimals. */
final class RollUp {
  private static final int MILLIONTHS = 6;
  private static final int VWAP_DECIMALS = 4;

  private double openUsd;
  private double closeUsd;
  private double highUsd;
  private double lowUsd;
  private boolean hasOpenAndClose;
  private boolean hasHighAndLow;
  private BigDecimal volume = BigDecimal.ZERO;
  private BigDecimal notional = BigDecimal.ZERO;
  private long tradesOfVolume;

  RollUp(List<Trade> trades) {
    trades.forEach(this::add);
  }

  /**
   * {@return what a bar says otherwise, such as {@code close 100.01 instead of 100.02}} Where no
   * trade counts for open and close there should be none.
   */
  List<String> differencesFrom(Aggregate bar) {
    List<String> differences = new ArrayList<>();
    if (!hasOpenAndClose) {
      differences.add("a bar although no trade of its window sets open and close");
    } else {
      comparePrice("open", bar.openUsd(), openUsd, differences);
      comparePrice("close", bar.closeUsd(), closeUsd, differences);
    }
    if (hasHighAndLow) {
      comparePrice("high", bar.highUsd(), highUsd, differences);
      comparePrice("low", bar.lowUsd(), lowUsd, differences);
    }
    long wholeShares = volume.setScale(0, RoundingMode.DOWN).longValueExact();
    compare("volume", bar.volumeShares(), wholeShares, differences);
    if (volume.signum() > 0) {
      comparePrice(
          "vwap",
          bar.vwapUsd(),
          notional.divide(volume, VWAP_DECIMALS, RoundingMode.HALF_UP).doubleValue(),
          differences);
      long averageSize = (wholeShares + tradesOfVolume / 2) / tradesOfVolume;
      compare("average size", bar.averageTradeShares(), averageSize, differences);
    }
    return differences;
  }

  private void add(Trade trade) {
    List<Integer> conditions = trade.conditions();
    double price = trade.priceUsd();
    if (UpdateRules.setsOpenAndClose(conditions)) {
      openUsd = hasOpenAndClose ? openUsd : price;
      closeUsd = price;
      hasOpenAndClose = true;
    }
    if (UpdateRules.setsHighAndLow(conditions)) {
      highUsd = hasHighAndLow ? Math.max(highUsd, price) : price;
      lowUsd = hasHighAndLow ? Math.min(lowUsd, price) : price;
      hasHighAndLow = true;
    }
    if (UpdateRules.countsAsVolume(conditions)) {
      BigDecimal size = exactSize(trade);
      volume = volume.add(size);
      notional = notional.add(size.multiply(BigDecimal.valueOf(price)));
      tradesOfVolume++;
    }
  }

  private static BigDecimal exactSize(Trade trade) {
    return trade.sizeMillionths() > 0
        ? BigDecimal.valueOf(trade.sizeMillionths(), MILLIONTHS)
        : BigDecimal.valueOf(trade.sizeShares());
  }

  private static void comparePrice(
      String field, double said, double made, List<String> differences) {
    if (said != made) {
      differences.add("%s %s instead of %s".formatted(field, Text.price(said), Text.price(made)));
    }
  }

  private static void compare(String field, long said, long made, List<String> differences) {
    if (said != made) {
      differences.add("%s %d instead of %d".formatted(field, said, made));
    }
  }
}
