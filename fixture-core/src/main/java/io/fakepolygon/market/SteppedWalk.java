package io.fakepolygon.market;

import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.EventSink;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A walk along the steps of an oscillating market to which nothing happens: at every step there is
 * one quote and one trade of each symbol, so it need not look for them.
 */
final class SteppedWalk implements Walk {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SECOND_NS = 1_000_000_000;
  private static final long MINUTE_NS = 60 * SECOND_NS;

  private final long intervalNs;
  private final Stop[] stops;
  private final boolean everyStep;
  private final boolean secondBars;
  private final boolean minuteBars;

  SteppedWalk(long intervalNs, List<Stop> stops) {
    this.intervalNs = intervalNs;
    this.stops = stops.toArray(Stop[]::new);
    everyStep = stops.stream().anyMatch(stop -> stop.trades || stop.quotes);
    secondBars = stops.stream().anyMatch(Stop::secondBars);
    minuteBars = stops.stream().anyMatch(Stop::minuteBars);
  }

  @Override
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

  @Override
  public void step(long stepNs, EventSink sink) {
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
        stop.symbol.quote(index, sink);
      }
      if (stop.trades) {
        stop.symbol.trade(index, sink);
      }
      stop.bars(stepNs, second, minute, sink);
    }
  }

  @Override
  public boolean hasBars() {
    return secondBars || minuteBars;
  }

  @Override
  public void rememberDayUntil(long epochNs) {
    for (Stop stop : stops) {
      if ((stop.secondBars || stop.minuteBars) && !Thread.currentThread().isInterrupted()) {
        stop.symbol.rememberDayUntil(epochNs);
      }
    }
  }

  private void bars(long atNs, long second, long minute, EventSink sink) {
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

    private void bars(long atNs, long second, long minute, EventSink sink) {
      if (secondBars && second == atNs) {
        sink.bar(symbol.secondBar(atNs));
      }
      if (minuteBars && minute == atNs) {
        sink.bar(symbol.minuteBar(atNs));
      }
    }
  }
}
