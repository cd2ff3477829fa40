package io.fakepolygon.plot;

import static java.util.Comparator.comparingDouble;

import io.fakepolygon.Tape;
import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a picture shows of the tape. Quotes and trades are those of the span; bars are those whose
 * whole window lies in it, so that each bar stands among its own trades. Of a long span there are
 * minute bars alone: the rest would be too small to see.
 *
 * @param quotes with both sides, in the order of the tape
 * @param trades in the order of the tape
 * @param seconds second bars
 * @param minutes minute bars
 */
record Excerpt(
    List<Quote> quotes, List<Trade> trades, List<Aggregate> seconds, List<Aggregate> minutes) {

  static Excerpt of(Tape tape, Subject subject) {
    Excerpt excerpt =
        new Excerpt(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    tape.of(topics(subject))
        .between(justBefore(subject.from()), subject.to())
        .forEach(event -> excerpt.take(event, subject));
    return excerpt;
  }

  /** {@return the bars that volume and, in a long span, prices are drawn from} */
  List<Aggregate> shortestBars() {
    return seconds.isEmpty() ? minutes : seconds;
  }

  boolean isEmpty() {
    return trades.isEmpty() && minutes.isEmpty();
  }

  /** {@return the second with the smallest range, the first of them} */
  Optional<Aggregate> calmestSecond() {
    return seconds.stream().min(comparingDouble(bar -> bar.highUsd() - bar.lowUsd()));
  }

  /** {@return what of it belongs to the window of one of its bars} */
  Excerpt within(Aggregate bar) {
    return new Excerpt(
        quotes.stream().filter(quote -> isWithin(bar, quote.sipTimestampMs())).toList(),
        trades.stream().filter(trade -> isWithin(bar, trade.sipTimestampMs())).toList(),
        List.of(bar),
        List.of());
  }

  /** {@return every price in it, US dollars} */
  DoubleStream pricesUsd() {
    return DoubleStream.concat(
        quotes.stream().flatMapToDouble(quote -> DoubleStream.of(quote.bidUsd(), quote.askUsd())),
        DoubleStream.concat(
            trades.stream().mapToDouble(Trade::priceUsd),
            Stream.concat(seconds.stream(), minutes.stream())
                .flatMapToDouble(bar -> DoubleStream.of(bar.lowUsd(), bar.highUsd()))));
  }

  private void take(MarketEvent event, Subject subject) {
    if (event instanceof Aggregate bar) {
      if (subject.containsWindow(bar.startMs(), bar.endMs())) {
        (bar.channel() == Channel.A ? seconds : minutes).add(bar);
      }
    } else if (event instanceof Trade trade) {
      if (subject.contains(trade.sipTimestampMs())) {
        trades.add(trade);
      }
    } else if (event instanceof Quote quote
        && quote.bidUsd() > 0
        && quote.askUsd() > 0
        && subject.contains(quote.sipTimestampMs())) {
      quotes.add(quote);
    }
  }

  private static String[] topics(Subject subject) {
    return (subject.showsSeconds()
            ? Stream.of(Channel.Q, Channel.T, Channel.A, Channel.AM)
            : Stream.of(Channel.AM))
        .map(channel -> channel + "." + subject.symbol())
        .toArray(String[]::new);
  }

  // The tape's spans are open at their beginning; a picture begins with what its first bar begins
  // with.
  private static Instant justBefore(Instant from) {
    return from.equals(Instant.EPOCH) ? from : from.minusMillis(1);
  }

  private static boolean isWithin(Aggregate bar, long instantMs) {
    return bar.startMs() <= instantMs && instantMs < bar.endMs();
  }
}
