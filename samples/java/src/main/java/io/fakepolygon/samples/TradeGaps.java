package io.fakepolygon.samples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notes between which trades others may have been missed, so that they can be fetched elsewhere.
 * Sequence numbers have holes of their own; that the connection was lost tells which of them count.
 */
public final class TradeGaps implements TradeListener {
  // Guarded by this.
  private final Map<String, Long> lastSequence = new HashMap<>();
  private final Set<String> unsure = new HashSet<>();
  private final List<Gap> gaps = new ArrayList<>();

  /** Between two trades of a symbol that have come, told by their sequence numbers. */
  public record Gap(String symbol, long after, long before) {

    /** Whether a trade of this symbol and number may have been missed. */
    public boolean contains(long sequence) {
      return after < sequence && sequence < before;
    }
  }

  /** The gaps so far, in the order in which they were noticed. */
  public synchronized List<Gap> found() {
    return List.copyOf(gaps);
  }

  @Override
  public synchronized void onConnectionLost() {
    unsure.addAll(lastSequence.keySet());
  }

  @Override
  public synchronized void onTrade(Print trade) {
    Long last = lastSequence.put(trade.symbol(), trade.sequence());
    if (unsure.remove(trade.symbol()) && last != null && trade.sequence() > last + 1) {
      gaps.add(new Gap(trade.symbol(), last, trade.sequence()));
    }
  }
}
