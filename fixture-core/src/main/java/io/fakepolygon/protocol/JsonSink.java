package io.fakepolygon.protocol;

import java.util.List;
import java.util.OptionalInt;

/**
 * Writes events as JSON, with the wire's key order and number format, without an object on the way:
 * the same bytes as {@link Message#writeTo} of the record, which a test holds. One stands behind
 * the other with a comma between, as in a frame.
 *
 * <p>Not to be shared among threads.
 */
public final class JsonSink implements EventSink {
  private static final byte[] TRADE = JsonBytes.opening("T");
  private static final byte[] QUOTE = JsonBytes.opening("Q");

  private final JsonBytes json = new JsonBytes();
  private final Written written;

  /** Who takes what was written, on the calling thread. */
  public interface Written {
    /**
     * An event, one JSON object.
     *
     * @param json where it stands, unchanged until the next {@link JsonSink#clear}
     * @param start its first byte
     * @param length how many bytes it has
     */
    void event(Channel channel, String symbol, byte[] json, int start, int length);
  }

  /** A sink that hands on what it writes. */
  public JsonSink(Written written) {
    this.written = written;
  }

  /** Forgets what was written. */
  public void clear() {
    json.clear();
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
    int start = begin();
    beginTrade(json, symbol).integerAsText(Keys.I, id);
    endTrade(
        json,
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
        sizeMillionths);
    end(Channel.T, symbol, start);
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
    int start = begin();
    quote(
        json,
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
        tape);
    end(Channel.Q, symbol, start);
  }

  @Override
  public void bar(Aggregate bar) {
    int start = begin();
    bar.writeTo(json);
    end(bar.channel(), bar.symbol(), start);
  }

  @Override
  public void band(LuldBand band) {
    int start = begin();
    band.writeTo(json);
    end(band.channel(), band.symbol(), start);
  }

  private int begin() {
    if (json.length() > 0) {
      json.put(',');
    }
    return json.length();
  }

  private void end(Channel channel, String symbol, int start) {
    written.event(channel, symbol, json.array(), start, json.length() - start);
  }

  static JsonBytes beginTrade(JsonBytes json, String symbol) {
    return json.begin(TRADE).text(Keys.SYM, symbol);
  }

  static void endTrade(
      JsonBytes json,
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
    json.integer(Keys.X, exchange)
        .decimal(Keys.P, priceUsd)
        .integer(Keys.S, sizeShares)
        .integersIfAny(Keys.C, conditions)
        .integer(Keys.T, sipTimestampMs)
        .integerIfPresent(Keys.PT, participantTimestampMs)
        .integer(Keys.Q, sequence)
        .integer(Keys.Z, tape)
        .integerIfPresent(Keys.TRFI, trfId)
        .integerIfPresent(Keys.TRFT, trfTimestampMs)
        .exactSizeIfPresent(Keys.DS, sizeMillionths)
        .end();
  }

  static void quote(
      JsonBytes json,
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
    json.begin(QUOTE).text(Keys.SYM, symbol);
    if (condition.isPresent()) {
      json.integer(Keys.C, condition.getAsInt());
    }
    json.integersIfAny(Keys.I, indicators)
        .integerIfPresent(Keys.BX, bidExchange)
        .integerIfPresent(Keys.AX, askExchange)
        .decimal(Keys.BP, bidUsd)
        .decimal(Keys.AP, askUsd)
        .integer(Keys.BS, bidShares)
        .integer(Keys.AS, askShares)
        .integer(Keys.T, sipTimestampMs)
        .integerIfPresent(Keys.PT, participantTimestampMs)
        .integer(Keys.Q, sequence)
        .integer(Keys.Z, tape)
        .end();
  }
}
