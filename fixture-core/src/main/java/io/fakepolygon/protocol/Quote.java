package io.fakepolygon.protocol;

import java.util.List;
import java.util.OptionalInt;

/**
 * The national best bid and offer, channel {@code Q}. Source: vendor WebSocket reference, Stocks,
 * Quotes, and a capture of 2026:
 *
 * <pre>{@code
 * {"ev":"Q","sym":"NVDA","i":[604],"bx":10,"ax":15,"bp":225.62,"ap":225.64,"bs":100,"as":500,"t":1786649956446,
 *  "pt":1786649956446,"q":106078192,"z":3}
 * }</pre>
 *
 * @param symbol ticker (wire {@code sym})
 * @param condition quote condition, empty when the wire has none, as for regular quotes of 2026
 *     (wire {@code c}, no array)
 * @param indicators usually 604; empty when the wire has none (wire {@code i})
 * @param bidExchange exchange id; 0 when that side is empty (wire {@code bx})
 * @param askExchange exchange id; 0 when that side is empty (wire {@code ax})
 * @param bidUsd US dollars per share; 0 when that side is empty (wire {@code bp})
 * @param askUsd US dollars per share; 0 when that side is empty (wire {@code ap})
 * @param bidShares shares, not round lots (wire {@code bs})
 * @param askShares shares, not round lots (wire {@code as})
 * @param sipTimestampMs when the SIP stamped it, ms since the Unix epoch, UTC (wire {@code t})
 * @param participantTimestampMs when the venue stamped it, ms since the Unix epoch; 0 when the wire
 *     has none (wire {@code pt})
 * @param sequence increasing per ticker and day, with gaps, in another number space than trades
 *     (wire {@code q})
 * @param tape 1 NYSE, 2 Arca and American, 3 Nasdaq (wire {@code z})
 */
public record Quote(
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
    int tape)
    implements MarketEvent {

  /**
   * Refuses prices and sizes below zero; copies the list. A crossed quote is possible: the wild has
   * them.
   */
  public Quote {
    Require.notNegative(bidUsd, "bp");
    Require.notNegative(askUsd, "ap");
    Require.notNegative(bidShares, "bs");
    Require.notNegative(askShares, "as");
    indicators = List.copyOf(indicators);
  }

  static Quote from(Fields fields) {
    return new Quote(
        fields.text("sym"),
        fields.has("c") ? OptionalInt.of(fields.smallInteger("c")) : OptionalInt.empty(),
        fields.integersIfAny("i"),
        fields.smallIntegerIfPresent("bx"),
        fields.smallIntegerIfPresent("ax"),
        fields.decimal("bp"),
        fields.decimal("ap"),
        fields.integer("bs"),
        fields.integer("as"),
        fields.integer("t"),
        fields.integerIfPresent("pt"),
        fields.integer("q"),
        fields.smallInteger("z"));
  }

  @Override
  public Channel channel() {
    return Channel.Q;
  }

  @Override
  public long timestampNs() {
    return sipTimestampMs * 1_000_000;
  }

  @Override
  public void writeTo(JsonBytes json) {
    JsonSink.quote(
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
  }
}
