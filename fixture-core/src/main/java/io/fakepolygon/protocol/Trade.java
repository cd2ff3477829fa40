package io.fakepolygon.protocol;

import java.util.List;

/**
 * One print on the consolidated tape, channel {@code T}. Source: vendor WebSocket reference,
 * Stocks, Trades, and captures of 2026:
 *
 * <pre>{@code
 * {"ev":"T","sym":"AAPL","i":"143541","x":4,"p":297.845,"s":40,"t":1781622376036,"pt":1781622376029,"q":4938312,
 *  "z":3,"trfi":202,"trft":1781622376036,"ds":"40.0"}
 * }</pre>
 *
 * @param symbol ticker (wire {@code sym})
 * @param id trade id, unique per ticker, exchange and trade reporting facility (wire {@code i}, a
 *     string)
 * @param exchange exchange id; 4 is a FINRA facility, off exchange (wire {@code x})
 * @param priceUsd US dollars per share, above zero (wire {@code p})
 * @param sizeShares shares with any fraction cut off, so 0 below one share (wire {@code s})
 * @param conditions trade conditions, empty when the wire has none (wire {@code c})
 * @param sipTimestampMs when the SIP stamped it, ms since the Unix epoch, UTC (wire {@code t})
 * @param participantTimestampMs when the venue stamped it, ms since the Unix epoch; 0 when the wire
 *     has none, as before 2026 (wire {@code pt})
 * @param sequence increasing per ticker and day, with gaps (wire {@code q})
 * @param tape 1 NYSE, 2 Arca and American, 3 Nasdaq (wire {@code z})
 * @param trfId trade reporting facility 201 to 203; 0 unless off exchange (wire {@code trfi})
 * @param trfTimestampMs when the facility stamped it, ms since the Unix epoch; 0 unless off
 *     exchange (wire {@code trft})
 * @param sizeMillionths exact size in millionths of a share; 0 when the wire has none, as before
 *     2026 (wire {@code ds}, a string)
 */
public record Trade(
    String symbol,
    String id,
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
    long sizeMillionths)
    implements MarketEvent {

  /** Refuses a price that is not above zero and a size below zero; copies the list. */
  public Trade {
    Require.positive(priceUsd, "p");
    Require.notNegative(sizeShares, "s");
    conditions = List.copyOf(conditions);
  }

  static Trade from(Fields fields) {
    return new Trade(
        fields.text("sym"),
        fields.text("i"),
        fields.smallInteger("x"),
        fields.decimal("p"),
        fields.integer("s"),
        fields.integersIfAny("c"),
        fields.integer("t"),
        fields.integerIfPresent("pt"),
        fields.integer("q"),
        fields.smallInteger("z"),
        fields.smallIntegerIfPresent("trfi"),
        fields.integerIfPresent("trft"),
        fields.exactSizeIfPresent("ds"));
  }

  @Override
  public Channel channel() {
    return Channel.T;
  }

  @Override
  public long timestampNs() {
    return sipTimestampMs * 1_000_000;
  }

  @Override
  public void writeTo(JsonBytes json) {
    JsonSink.beginTrade(json, symbol).text(Keys.I, id);
    JsonSink.endTrade(
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
  }
}
