package io.fakepolygon.market;

import io.fakepolygon.protocol.Channel;

/** What is wanted of one symbol. */
record Wish(
    String symbol,
    boolean bands,
    boolean quotes,
    boolean trades,
    boolean secondBars,
    boolean minuteBars) {

  static Wish of(String symbol, Interest interest) {
    return new Wish(
        symbol,
        interest.wants(Channel.LULD, symbol),
        interest.wants(Channel.Q, symbol),
        interest.wants(Channel.T, symbol),
        interest.wants(Channel.A, symbol),
        interest.wants(Channel.AM, symbol));
  }

  boolean isAny() {
    return bands || quotes || trades || hasBars();
  }

  boolean hasBars() {
    return secondBars || minuteBars;
  }
}
