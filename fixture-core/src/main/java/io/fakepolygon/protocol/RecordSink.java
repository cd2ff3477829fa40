package io.fakepolygon.protocol;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Makes a record of each event, for those who want to look into it. */
public final class RecordSink implements EventSink {
  private final Consumer<? super MarketEvent> records;

  /** A sink that hands the records on, on the calling thread. */
  public RecordSink(Consumer<? super MarketEvent> records) {
    this.records = records;
  }

  @Override
  public void trade(
      String symbol,
      long id,
      int exchange,
      double priceUsd,
      long sizeShares,
      List<Integer> conditions,
      long sipTimestampMs,
      long participantTimestampMs,
      long sequence,
      int tape,
      int trfId,
      long trfTimestampMs,
      long sizeMillionths) {
    records.accept(
        new Trade(
            symbol,
            Long.toString(id),
            exchange,
            priceUsd,
            sizeShares,
            conditions,
            sipTimestampMs,
            participantTimestampMs,
            sequence,
            tape,
            trfId,
            trfTimestampMs,
            sizeMillionths));
  }

  @Override
  public void quote(
      String symbol,
      OptionalInt condition,
      List<Integer> indicators,
      int bidExchange,
      int askExchange,
      double bidUsd,
      double askUsd,
      long bidShares,
      long askShares,
      long sipTimestampMs,
      long participantTimestampMs,
      long sequence,
      int tape) {
    records.accept(
        new Quote(
            symbol,
            condition,
            indicators,
            bidExchange,
            askExchange,
            bidUsd,
            askUsd,
            bidShares,
            askShares,
            sipTimestampMs,
            participantTimestampMs,
            sequence,
            tape));
  }

  @Override
  public void bar(Aggregate bar) {
    records.accept(bar);
  }

  @Override
  public void band(LuldBand band) {
    records.accept(band);
  }
}
