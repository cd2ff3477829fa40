package io.fakepolygon.market;

import java.time.Duration;

/** What can happen to a market, and how strong and long it is unless said otherwise. */
public enum ScenarioKind {
  /** Nothing: ends at its start, on its symbols, whatever other scenario is under way. */
  NORMAL(1, 1, 1, Duration.ZERO),
  /** Price changes are {@code strength} times as large; spreads widen with them. */
  HIGH_VOLATILITY(3, 0.01, 100, Scenario.FOR_GOOD),
  /** One of {@code strength} trades and quotes is left, and spreads are wider. */
  LOW_LIQUIDITY(10, 1, 10_000, Scenario.FOR_GOOD),
  /** The price jumps up by {@code strength} percent, and stays there. */
  GAP_UP(5, 0.01, 1_000, Duration.ZERO),
  /** The price jumps down by {@code strength} percent, and stays there. */
  GAP_DOWN(5, 0.01, 90, Duration.ZERO),
  /**
   * No trade, quote or bar; in regular hours of the realistic market a reopening auction ends it.
   * The strength says nothing.
   */
  TRADING_HALT(1, 1, 1, Duration.ofMinutes(5)),
  /** The price falls by {@code strength} percent in a fifth of the length, and comes back. */
  CRASH_AND_RECOVERY(10, 0.01, 90, Duration.ofMinutes(10)),
  /**
   * {@code strength} times as many trades and quotes at first, fewer and fewer until the end.
   * Realistic market.
   */
  OPENING_BURST(5, 1, 16, Duration.ofMinutes(5)),
  /**
   * The price runs into a limit-up limit-down band and trading pauses for five minutes: into the
   * lower one for a strength below 0, into the upper one above. The longer it is, the slower the
   * price comes back. In regular hours; the oscillating market has no bands, and trading halts as
   * long as it is.
   */
  LULD_PAUSE(-1, -1, 1, Duration.ofMinutes(5)),
  /** A share {@code strength} of the off-exchange trades is reported up to 15 minutes late. */
  LATE_PRINTS(0.2, 0.001, 1, Scenario.FOR_GOOD),
  /** A share {@code strength} of the bars is sent too early, and again when it is right. */
  BAR_CORRECTIONS(0.2, 0.001, 1, Scenario.FOR_GOOD);

  private final double usualStrength;
  private final double leastStrength;
  private final double mostStrength;
  private final Duration usualLength;

  ScenarioKind(
      double usualStrength, double leastStrength, double mostStrength, Duration usualLength) {
    this.usualStrength = usualStrength;
    this.leastStrength = leastStrength;
    this.mostStrength = mostStrength;
    this.usualLength = usualLength;
  }

  /** {@return how strong it is unless said otherwise} */
  public double usualStrength() {
    return usualStrength;
  }

  /** {@return the smallest strength that it can have} */
  public double leastStrength() {
    return leastStrength;
  }

  /** {@return the largest strength that it can have} */
  public double mostStrength() {
    return mostStrength;
  }

  /** {@return how long it is unless said otherwise; 36,500 days stands for as long as it takes} */
  public Duration usualLength() {
    return usualLength;
  }
}
