package io.fakepolygon.samples;

/** Who wants to know of trades. Called by one thread at a time. */
@FunctionalInterface
public interface TradeListener {

  /** A trade has come. */
  void onTrade(Print trade);

  /** The connection has ended, or could not be made: from here on trades are missed. */
  default void onConnectionLost() {}
}
