package io.fakepolygon.market;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A walk along the steps of a market, seeing only what somebody wants. Steps are the multiples of
 * the interval since the Unix epoch; at a step falls due what happened after the step before it, up
 * to and including the step.
 *
 * <p>Any step may be asked for, in any order and again; in order is fastest. Threads may share it.
 */
public final class Walk {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SECOND_NS = 1_000_000_000;
  private static final long MINUTE_NS = 60 * SECOND_NS;

  private final long intervalNs;
  private final List<Stop> stops;
  private final boolean everyStep;
  private final boolean secondBars;
  private final boolean minuteBars;

  Walk(long intervalNs, List<Stop> stops) {
    this.intervalNs = intervalNs;
    this.stops = stops;
    everyStep = stops.stream().anyMatch(stop -> stop.trades || stop.quotes);
    secondBars = stops.stream().anyMatch(Stop::secondBars);
    minuteBars = stops.stream().anyMatch(Stop::minuteBars);
  }

  /**
   * {@return the first step after {@code epochNs} at which something falls due, in nanoseconds
   * since the Unix epoch; {@link Long#MAX_VALUE} when nothing ever will}
   */
  public long nextStepAfter(long epochNs) {
    long next = (Math.floorDiv(epochNs, intervalNs) + 1) * intervalNs;
    if (everyStep) {
      return next;
    }
    if (secondBars) {
      return stepFrom(windowEnd(next - intervalNs, SECOND_NS));
    }
    return minuteBars ? stepFrom(windowEnd(next - intervalNs, MINUTE_NS)) : NEVER;
  }

  /**
   * Hands on what falls due at a step, in canonical order: event time, then symbols in configured
   * order, then quote, trade, second bar, minute bar.
   *
   * @param stepNs a multiple of the interval, in nanoseconds since the Unix epoch
   * @param sink receives the events on the calling thread
   */
  public void step(long stepNs, Consumer<? super MarketEvent> sink) {
    // A window that the step before was the last to fall into closes after it, at this step or
    // between the two.
    long before = stepNs - intervalNs;
    long second = secondBars ? windowEnd(before, SECOND_NS) : NEVER;
    long minute = minuteBars ? windowEnd(before, MINUTE_NS) : NEVER;
    if (second < stepNs) {
      bars(second, second, minute, sink);
    }
    if (minute < stepNs && minute != second) {
      bars(minute, NEVER, minute, sink);
    }
    long index = Math.floorDiv(stepNs, intervalNs);
    for (Stop stop : stops) {
      if (stop.quotes) {
        sink.accept(stop.symbol.quote(index));
      }
      if (stop.trades) {
        sink.accept(stop.symbol.trade(index));
      }
      stop.bars(stepNs, second, minute, sink);
    }
  }

  /** {@return whether bars of any symbol are wanted} */
  public boolean hasBars() {
    return secondBars || minuteBars;
  }

  /**
   * Sums up the session day of every symbol whose bars are wanted, so that whoever comes to them
   * late keeps nobody waiting: some milliseconds for each symbol. Ends early when the calling
   * thread is interrupted; that changes no answer.
   *
   * @param epochNs the instant up to which to sum, nanoseconds since the Unix epoch
   */
  public void rememberDayUntil(long epochNs) {
    for (Stop stop : stops) {
      if ((stop.secondBars || stop.minuteBars) && !Thread.currentThread().isInterrupted()) {
        stop.symbol.rememberDayUntil(epochNs);
      }
    }
  }

  private void bars(long atNs, long second, long minute, Consumer<? super MarketEvent> sink) {
    for (Stop stop : stops) {
      stop.bars(atNs, second, minute, sink);
    }
  }

  private long stepFrom(long epochNs) {
    return -Math.floorDiv(-epochNs, intervalNs) * intervalNs;
  }

  private static long windowEnd(long epochNs, long windowNs) {
    return (Math.floorDiv(epochNs, windowNs) + 1) * windowNs;
  }

  /** One symbol on the way, and what is wanted of it. */
  record Stop(
      OscillatingSymbol symbol,
      boolean quotes,
      boolean trades,
      boolean secondBars,
      boolean minuteBars) {

    static Stream<Stop> of(
        String name, Interest interest, Function<String, OscillatingSymbol> symbols) {
      boolean quotes = interest.wants(Channel.Q, name);
      boolean trades = interest.wants(Channel.T, name);
      boolean secondBars = interest.wants(Channel.A, name);
      boolean minuteBars = interest.wants(Channel.AM, name);
      return quotes || trades || secondBars || minuteBars
          ? Stream.of(new Stop(symbols.apply(name), quotes, trades, secondBars, minuteBars))
          : Stream.empty();
    }

    private void bars(long atNs, long second, long minute, Consumer<? super MarketEvent> sink) {
      if (secondBars && second == atNs) {
        sink.accept(symbol.secondBar(atNs));
      }
      if (minuteBars && minute == atNs) {
        sink.accept(symbol.minuteBar(atNs));
      }
    }
  }
}
