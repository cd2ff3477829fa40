package io.fakepolygon.samples;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds the second bars of one stock from its trades. A bar is finished by the first trade of a
 * later second. The second in which it begins to listen has no bar, for its first trades are not
 * known. A trade that comes after its second is passed over: its bar has been told.
 */
public final class SecondBars implements TradeListener {
  private final Consumer<Bar> listener;
  private final List<Print> trades = new ArrayList<>();
  private Instant second = Instant.MIN;
  private boolean whole;

  /** Tells the listener of each finished bar, on the thread that brings the trades. */
  public SecondBars(Consumer<Bar> listener) {
    this.listener = listener;
  }

  @Override
  public void onTrade(Print trade) {
    Instant its = trade.time().truncatedTo(ChronoUnit.SECONDS);
    if (its.isAfter(second)) {
      finish();
      whole = second.isAfter(Instant.MIN);
      second = its;
    }
    if (its.equals(second)) {
      trades.add(trade);
    }
  }

  @Override
  public void onConnectionLost() {
    trades.clear();
    second = Instant.MIN;
  }

  private void finish() {
    if (whole) {
      Bar.of(second, trades).ifPresent(listener);
    }
    trades.clear();
  }
}
