package io.fakepolygon.protocol;

import java.util.List;

/**
 * A limit-up limit-down price band, channel {@code LULD}. Captured in 2026; the ticker is {@code
 * T}, the time is in nanoseconds:
 *
 * <pre>{@code
 * {"ev":"LULD","h":3.63,"l":2.97,"i":[15],"z":3,"T":"ATHR","t":1788877046310003385,"q":3209681}
 * }</pre>
 *
 * @param symbol ticker (wire {@code T}, not {@code sym})
 * @param upperUsd upper band; 0 in a halt message (wire {@code h})
 * @param lowerUsd lower band; 0 in a halt message (wire {@code l})
 * @param indicators what this band says, such as 15 intraday update, 17 halt, 18 reopening (wire
 *     {@code i})
 * @param tape 1 NYSE, 2 Arca and American, 3 Nasdaq (wire {@code z})
 * @param timestampNs nanoseconds since the Unix epoch, UTC (wire {@code t})
 * @param sequence increasing per ticker and day, with gaps (wire {@code q})
 */
public record LuldBand(
    String symbol,
    double upperUsd,
    double lowerUsd,
    List<Integer> indicators,
    int tape,
    long timestampNs,
    long sequence)
    implements MarketEvent {
  private static final byte[] OPENING = JsonBytes.opening("LULD");

  /** Refuses bands below zero; copies the list. */
  public LuldBand {
    Require.notNegative(upperUsd, "h");
    Require.notNegative(lowerUsd, "l");
    indicators = List.copyOf(indicators);
  }

  static LuldBand from(Fields fields) {
    return new LuldBand(
        fields.text("T"),
        fields.decimal("h"),
        fields.decimal("l"),
        fields.integersIfAny("i"),
        fields.smallInteger("z"),
        fields.integer("t"),
        fields.integer("q"));
  }

  @Override
  public Channel channel() {
    return Channel.LULD;
  }

  @Override
  public void writeTo(JsonBytes json) {
    json.begin(OPENING)
        .decimal(Keys.H, upperUsd)
        .decimal(Keys.L, lowerUsd)
        .integersIfAny(Keys.I, indicators)
        .integer(Keys.Z, tape)
        .text(Keys.TICKER, symbol)
        .integer(Keys.T, timestampNs)
        .integer(Keys.Q, sequence)
        .end();
  }
}
