package io.fakepolygon.plot;

import io.fakepolygon.market.ScenarioKind;

/**
 * A time without trading.
 *
 * @param fromMs when it begins, ms since the Unix epoch
 * @param toMs when it ends
 * @param kind the scenario that made it
 */
record Halt(long fromMs, long toMs, ScenarioKind kind) {

  boolean contains(long instantMs) {
    return fromMs <= instantMs && instantMs < toMs;
  }

  boolean overlaps(Halt other) {
    return fromMs < other.toMs && other.fromMs < toMs;
  }

  long lengthMs() {
    return toMs - fromMs;
  }

  /** {@return what is written on it, such as {@code pause, 5 min}} */
  String label() {
    return "%s, %s".formatted(word(), Title.length(lengthMs()));
  }

  private String word() {
    return kind == ScenarioKind.TRADING_HALT ? "halt" : "pause";
  }
}
