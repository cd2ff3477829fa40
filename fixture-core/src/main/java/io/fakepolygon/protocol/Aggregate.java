package io.fakepolygon.protocol;

/**
 * The message that carries a bar: of a second, channel {@code A}, or of a minute, channel {@code
 * AM}. Source: vendor WebSocket reference, Stocks, Aggregates, and a capture of 2026:
 *
 * <pre>{@code
 * {"ev":"A","sym":"FCX","v":4989,"av":4332125,"op":75.98,"vw":78.0894,"o":78.1,"c":78.08,"h":78.125,"l":78.07,
 *  "a":76.8404,"z":62,"s":1788877043000,"e":1788877044000,"dv":"4989.0","dav":"4332125.038360"}
 * }</pre>
 *
 * @param channel {@link Channel#A} or {@link Channel#AM}
 * @param symbol ticker (wire {@code sym})
 * @param volumeShares volume of the window, fractions cut off (wire {@code v})
 * @param dayVolumeShares volume of the session day so far, this window included (wire {@code av})
 * @param officialOpenUsd the day's official opening price; 0 before the opening print, when the
 *     wire has none (wire {@code op})
 * @param vwapUsd volume-weighted average price of the window, 4 decimals (wire {@code vw})
 * @param openUsd first price of the window (wire {@code o})
 * @param closeUsd last price of the window (wire {@code c})
 * @param highUsd highest price of the window (wire {@code h})
 * @param lowUsd lowest price of the window (wire {@code l})
 * @param dayVwapUsd volume-weighted average price of the day so far, 4 decimals (wire {@code a})
 * @param averageTradeShares average size of the window's trades (wire {@code z})
 * @param startMs the window's start, aligned, ms since the Unix epoch, UTC (wire {@code s})
 * @param endMs the window's end, 1,000 or 60,000 ms later (wire {@code e})
 * @param otc whether the ticker trades over the counter; omitted on the wire when false (wire
 *     {@code otc})
 * @param volumeMillionths exact volume in millionths of a share; 0 when the wire has none (wire
 *     {@code dv}, a string)
 * @param dayVolumeMillionths exact day volume in millionths of a share; 0 when the wire has none
 *     (wire {@code dav}, a string)
 */
public record Aggregate(
    Channel channel,
    String symbol,
    long volumeShares,
    long dayVolumeShares,
    double officialOpenUsd,
    double vwapUsd,
    double openUsd,
    double closeUsd,
    double highUsd,
    double lowUsd,
    double dayVwapUsd,
    long averageTradeShares,
    long startMs,
    long endMs,
    boolean otc,
    long volumeMillionths,
    long dayVolumeMillionths)
    implements MarketEvent {
  private static final byte[] OPENING_OF_SECOND = JsonBytes.opening("A");
  private static final byte[] OPENING_OF_MINUTE = JsonBytes.opening("AM");

  /**
   * Refuses another channel than A and AM, a window that does not end after its start, and prices
   * and volumes below zero.
   */
  public Aggregate {
    if (channel != Channel.A && channel != Channel.AM) {
      throw new IllegalArgumentException("A bar is carried by channel A or AM, not by " + channel);
    }
    if (endMs <= startMs) {
      throw new IllegalArgumentException(
          "A bar's window ends after it starts, but e=%d and s=%d".formatted(endMs, startMs));
    }
    Require.notNegative(volumeShares, "v");
    Require.notNegative(dayVolumeShares, "av");
    Require.notNegative(officialOpenUsd, "op");
    Require.notNegative(vwapUsd, "vw");
    Require.notNegative(openUsd, "o");
    Require.notNegative(closeUsd, "c");
    Require.notNegative(highUsd, "h");
    Require.notNegative(lowUsd, "l");
    Require.notNegative(dayVwapUsd, "a");
  }

  static Aggregate from(Fields fields) {
    return new Aggregate(
        Channel.valueOf(fields.text("ev")),
        fields.text("sym"),
        fields.integer("v"),
        fields.integer("av"),
        fields.decimalIfPresent("op"),
        fields.decimal("vw"),
        fields.decimal("o"),
        fields.decimal("c"),
        fields.decimal("h"),
        fields.decimal("l"),
        fields.decimal("a"),
        fields.integer("z"),
        fields.integer("s"),
        fields.integer("e"),
        fields.flagIfPresent("otc"),
        fields.exactSizeIfPresent("dv"),
        fields.exactSizeIfPresent("dav"));
  }

  @Override
  public long timestampNs() {
    return endMs * 1_000_000;
  }

  @Override
  public void writeTo(JsonBytes json) {
    json.begin(channel == Channel.A ? OPENING_OF_SECOND : OPENING_OF_MINUTE)
        .text(Keys.SYM, symbol)
        .integer(Keys.V, volumeShares)
        .integer(Keys.AV, dayVolumeShares)
        .decimalIfPresent(Keys.OP, officialOpenUsd)
        .decimal(Keys.VW, vwapUsd)
        .decimal(Keys.O, openUsd)
        .decimal(Keys.C, closeUsd)
        .decimal(Keys.H, highUsd)
        .decimal(Keys.L, lowUsd)
        .decimal(Keys.A, dayVwapUsd)
        .integer(Keys.Z, averageTradeShares)
        .integer(Keys.S, startMs)
        .integer(Keys.E, endMs);
    if (otc) {
      json.raw(",\"otc\":true");
    }
    json.exactSizeIfPresent(Keys.DV, volumeMillionths)
        .exactSizeIfPresent(Keys.DAV, dayVolumeMillionths)
        .end();
  }
}
