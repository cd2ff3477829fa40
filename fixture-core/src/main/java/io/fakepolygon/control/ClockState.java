package io.fakepolygon.control;

import io.fakepolygon.clock.MarketTime;
import java.time.Instant;

/**
 * How the clock stood at one moment.
 *
 * @param now market time
 * @param start where market time began
 * @param mode whether it moves by itself
 * @param speed market seconds per second, 0 when it does not
 */
public record ClockState(Instant now, Instant start, Mode mode, double speed) {

  /** How market time moves. */
  public enum Mode {
    /** It stands until somebody moves it. */
    MANUAL,
    /** It moves by itself. */
    RUNNING
  }

  static ClockState of(MarketTime time, Instant start) {
    double speed = time.speed();
    return new ClockState(time.now(), start, speed > 0 ? Mode.RUNNING : Mode.MANUAL, speed);
  }
}
