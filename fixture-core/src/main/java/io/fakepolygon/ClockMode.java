package io.fakepolygon;

/** How market time moves when a server has started. */
public enum ClockMode {
  /** It stands at the configured start until it is moved. */
  MANUAL,
  /**
   * It starts at the computer's time and runs at its pace, by the computer's monotonic clock from
   * there.
   */
  REAL_TIME,
  /** It starts at the configured start and runs at a configured speed. */
  SCALED
}
