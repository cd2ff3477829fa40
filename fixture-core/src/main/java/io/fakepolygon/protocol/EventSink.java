package io.fakepolygon.protocol;

import java.util.List;
import java.util.OptionalInt;

/**
 * Who is told of events as they happen, field by field: units, and what stands for none, are those
 * of {@link Trade} and {@link Quote}.
 *
 * <p>Why no records: of each event the server makes a hundred bytes of JSON, and nobody asks for
 * the rest. An object for each took half of the time of a step, and all of its garbage. Where
 * records are wanted, {@link RecordSink} makes them.
 */
public interface EventSink {

  /**
   * A trade.
   *
   * @param id the trade id, which here is always a number
   */
  void trade(
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
      long sizeMillionths);

  /** A quote. */
  void quote(
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
      int tape);

  /** A bar: there are few. */
  void bar(Aggregate bar);

  /** A price band: there are fewer. */
  void band(LuldBand band);
}
