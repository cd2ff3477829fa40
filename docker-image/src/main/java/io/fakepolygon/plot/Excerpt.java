package io.fakepolygon.plot;

import static java.util.Comparator.comparingDouble;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.LuldBand;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a picture shows of the tape. Quotes and trades are those of the span; bars are those whose
 * whole window lies in it, so that each bar stands among its own trades.
 *
 * @param columns the span as pixels
 * @param quotes with both sides, at most one of each column, in order; empty where they would be
 *     too small to see
 * @param trades in order; empty where they are too many to see
 * @param official the official opening and closing prints
 * @param seconds second bars
 * @param minutes minute bars
 * @param corrected the starts of the bars that were sent again
 * @param bands the limit-up limit-down bands, at most one of each column; the first may have come
 *     before the span
 * @param halts when there was no trading
 * @param spreadCents the median spread of each column; not a number where no quote stood
 * @param quoteCount how many quotes there are
 * @param tradeCount how many trades there are
 */
record Excerpt(
    Columns columns,
    List<Quote> quotes,
    List<Trade> trades,
    List<Trade> official,
    List<Aggregate> seconds,
    List<Aggregate> minutes,
    Set<Long> corrected,
    List<LuldBand> bands,
    List<Halt> halts,
    List<Double> spreadCents,
    long quoteCount,
    long tradeCount) {

  /** {@return what a source of events has of a subject's span} */
  static Excerpt of(
      BiConsumer<Subject, Consumer<MarketEvent>> source, Subject subject, int columns) {
    Reading reading = new Reading(subject, columns);
    source.accept(subject, reading::take);
    return reading.excerpt();
  }

  /** {@return the bars that volume and prices are drawn from} */
  List<Aggregate> shortestBars() {
    return seconds.isEmpty() ? minutes : seconds;
  }

  /** {@return those of them that were sent again} */
  List<Aggregate> correctedBars() {
    return shortestBars().stream().filter(bar -> corrected.contains(bar.startMs())).toList();
  }

  boolean isEmpty() {
    return tradeCount == 0 && minutes.isEmpty();
  }

  boolean hasSpreads() {
    return !spreadCents.stream().allMatch(cents -> cents.isNaN());
  }

  /** {@return the second with the smallest range, the first of them} */
  Optional<Aggregate> calmestSecond() {
    return seconds.stream().min(comparingDouble(bar -> bar.highUsd() - bar.lowUsd()));
  }

  /** {@return every price in it, US dollars; a band is none} */
  DoubleStream pricesUsd() {
    return DoubleStream.concat(
        quotes.stream().flatMapToDouble(quote -> DoubleStream.of(quote.bidUsd(), quote.askUsd())),
        DoubleStream.concat(
            trades.stream().mapToDouble(Trade::priceUsd),
            Stream.concat(seconds.stream(), minutes.stream())
                .flatMapToDouble(bar -> DoubleStream.of(bar.lowUsd(), bar.highUsd()))));
  }
}
