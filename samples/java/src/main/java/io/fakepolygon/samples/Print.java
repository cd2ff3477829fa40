package io.fakepolygon.samples;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/**
 * A trade as the tape prints it: what our programs keep of a message of channel {@code T}.
 *
 * @param symbol such as {@code AAPL}
 * @param priceUsd US dollars per share
 * @param sizeShares to the last decimal, for there are trades of part of a share
 * @param conditions the vendor's numbers for what kind of trade it was; none for an ordinary one
 * @param sequence rises with each trade of a symbol and day, by one or more
 * @param time when the consolidated tape stamped it
 */
public record Print(
    String symbol,
    double priceUsd,
    BigDecimal sizeShares,
    Set<Integer> conditions,
    long sequence,
    Instant time) {

  /** Copies the set. */
  public Print {
    conditions = Set.copyOf(conditions);
  }
}
