package io.fakepolygon.market;

import io.fakepolygon.market.Hash.Purpose;
import io.fakepolygon.protocol.Channel;

/**
 * When a symbol's bars of one length are sent. Mostly once, when the window has ended. With a
 * delay, as the vendor has it, second bars come that much later; minute bars come at once with the
 * trades that the vendor has got by then, and again when it has got all. Where bars are corrected,
 * some are sent with a part of their trades, and again with all of them.
 *
 * <p>Immutable.
 */
final class BarSchedule {
  /** Which of the messages that a bar can be sent by. */
  enum Sending {
    FIRST,
    AGAIN_AFTER_THE_DELAY,
    CORRECTED
  }

  private static final long SECOND_MS = 1_000;
  private static final long MINUTE_MS = 60_000;
  private static final long SECONDS_CORRECTED_AFTER_MS = 5_000;
  private static final long MINUTES_CORRECTED_AFTER_MS = 30_000;
  // Of a window, what is missing at first in a bar that is corrected.
  private static final int LEAST_MISSING_PERCENT = 10;
  private static final int MOST_MISSING_PERCENT = 60;

  private final Channel channel;
  private final long delayMs;
  private final Timeline timeline;
  private final Hash hash;

  /**
   * That of one channel.
   *
   * @param channel {@link Channel#A} or {@link Channel#AM}
   */
  BarSchedule(MarketSpec spec, String symbol, Channel channel, Timeline timeline) {
    this.channel = channel;
    this.timeline = timeline;
    delayMs = spec.barDelay().toMillis();
    hash = Hash.of(spec.seed(), symbol, Purpose.CORRECTION);
  }

  Channel channel() {
    return channel;
  }

  long windowMs() {
    return isMinute() ? MINUTE_MS : SECOND_MS;
  }

  /** {@return whether any bar is ever sent so} */
  boolean has(Sending sending) {
    return switch (sending) {
      case FIRST -> true;
      case AGAIN_AFTER_THE_DELAY -> isMinute() && delayMs > 0;
      case CORRECTED -> timeline.hasCorrections();
    };
  }

  /** {@return how long after its window a bar is sent so} */
  long delayMs(Sending sending) {
    return switch (sending) {
      case FIRST -> isMinute() ? 0 : delayMs;
      case AGAIN_AFTER_THE_DELAY -> delayMs;
      case CORRECTED ->
          delayMs + (isMinute() ? MINUTES_CORRECTED_AFTER_MS : SECONDS_CORRECTED_AFTER_MS);
    };
  }

  /** {@return whether the bar of a window is sent so if that says anything new} */
  boolean applies(Sending sending, long startMs) {
    return switch (sending) {
      case FIRST -> true;
      case AGAIN_AFTER_THE_DELAY -> !isCorrected(startMs);
      case CORRECTED -> isCorrected(startMs);
    };
  }

  /** {@return the end of the trades that a window's bar has when it is sent first} */
  long firstCutMs(long startMs) {
    long endMs = startMs + windowMs();
    long cut = uncorrectedCutMs(startMs);
    if (isCorrected(startMs)) {
      int percent =
          LEAST_MISSING_PERCENT
              + Hash.highBelow(
                  MOST_MISSING_PERCENT - LEAST_MISSING_PERCENT, hash.at(index(startMs)));
      cut = Math.min(cut, endMs - percent * windowMs() / 100);
    }
    return cut;
  }

  /** {@return the same if the bar is not corrected} */
  long uncorrectedCutMs(long startMs) {
    long endMs = startMs + windowMs();
    return isMinute() ? endMs - delayMs : endMs;
  }

  private boolean isCorrected(long startMs) {
    double share = timeline.corrected(startMs + windowMs());
    return share > 0 && (hash.at(index(startMs)) & 0xffffffffL) * 0x1p-32 < share;
  }

  private long index(long startMs) {
    return startMs * 2 + (isMinute() ? 1 : 0);
  }

  private boolean isMinute() {
    return channel == Channel.AM;
  }
}
