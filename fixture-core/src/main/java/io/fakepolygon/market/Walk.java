package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.RecordSink;
import java.util.function.Consumer;

/**
 * A walk along the steps of a market, seeing only what somebody wants. Steps are the multiples of
 * the interval since the Unix epoch; at a step falls due what happened after the step before it, up
 * to and including the step.
 *
 * <p>Any step may be asked for, in any order and again; in order is fastest. Threads may share it.
 */
public sealed interface Walk permits SteppedWalk, MergingWalk, EndingWalk {

  /**
   * {@return the first step after {@code epochNs} at which something falls due, in nanoseconds
   * since the Unix epoch; {@link Long#MAX_VALUE} when nothing ever will}
   */
  long nextStepAfter(long epochNs);

  /**
   * Hands on what falls due at a step, in canonical order: event time, then symbols in configured
   * order, then price band, quote, trade, second bar, minute bar.
   *
   * @param stepNs a multiple of the interval, in nanoseconds since the Unix epoch
   * @param sink is told on the calling thread
   */
  void step(long stepNs, EventSink sink);

  /** Does the same, and makes a record of each event. */
  default void step(long stepNs, Consumer<? super MarketEvent> events) {
    step(stepNs, new RecordSink(events));
  }

  /** {@return whether bars of any symbol are wanted} */
  boolean hasBars();

  /**
   * Sums up the session day of every symbol whose bars are wanted, so that whoever comes to them
   * late keeps nobody waiting: some milliseconds for each symbol. Ends early when the calling
   * thread is interrupted; that changes no answer.
   *
   * @param epochNs the instant up to which to sum, nanoseconds since the Unix epoch
   */
  void rememberDayUntil(long epochNs);
}
