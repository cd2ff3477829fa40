package io.fakepolygon.fault;

/** By which time a delay goes. */
public enum TimeBase {
  /** Market time: what is late comes when the market's clock has moved on. */
  MARKET,
  /** Real time: a clock that waits for delivery waits for what is late. */
  REAL
}
