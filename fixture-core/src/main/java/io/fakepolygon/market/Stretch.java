package io.fakepolygon.market;

import io.fakepolygon.protocol.EventSink;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A stretch of one symbol's tape: its trades and quotes, each in the order of time. Immutable, once
 * it is built.
 *
 * <p>Prices are in ten-thousandths of a dollar, sizes of trades in millionths of a share.
 */
final class Stretch {
  private static final double TEN_THOUSANDTHS = 10_000;
  private static final long MILLION = 1_000_000;
  private static final int A_SECOND_MS = 1_000;
  private static final List<Integer> USUAL_INDICATOR = List.of(604);

  private final String symbol;
  private final int tape;
  private final long startMs;
  private final long endMs;

  private int trades;
  private int[] tradeTimes = new int[0];
  private int[] tradeDelays = new int[0];
  private long[] tradePrices = new long[0];
  private long[] tradeSizes = new long[0];
  private long[] tradeIds = new long[0];
  private long[] tradeSequences = new long[0];
  private byte[] tradeExchanges = new byte[0];
  private byte[] tradeFacilities = new byte[0];
  private SaleConditions[] tradeConditions = new SaleConditions[0];

  private int quotes;
  private int[] quoteTimes = new int[0];
  private byte[] quoteDelays = new byte[0];
  private long[] bids = new long[0];
  private long[] asks = new long[0];
  private int[] bidSizes = new int[0];
  private int[] askSizes = new int[0];
  private long[] quoteSequences = new long[0];
  private byte[] bidExchanges = new byte[0];
  private byte[] askExchanges = new byte[0];

  /**
   * An empty one.
   *
   * @param expectedTrades about how many trades there will be
   * @param expectedQuotes about how many quotes
   */
  Stretch(
      String symbol, int tape, long startMs, long endMs, int expectedTrades, int expectedQuotes) {
    this.symbol = symbol;
    this.tape = tape;
    this.startMs = startMs;
    this.endMs = endMs;
    resizeTrades(expectedTrades);
    resizeQuotes(expectedQuotes);
  }

  void addTrade(
      long ms,
      int delayMs,
      long price,
      long sizeMillionths,
      long id,
      long sequence,
      int exchange,
      int facility,
      SaleConditions conditions) {
    if (trades == tradeTimes.length) {
      growTrades();
    }
    tradeTimes[trades] = (int) (ms - startMs);
    tradeDelays[trades] = delayMs;
    tradePrices[trades] = price;
    tradeSizes[trades] = sizeMillionths;
    tradeIds[trades] = id;
    tradeSequences[trades] = sequence;
    tradeExchanges[trades] = (byte) exchange;
    tradeFacilities[trades] = (byte) facility;
    tradeConditions[trades] = conditions;
    trades++;
  }

  void addQuote(
      long ms,
      int delayMs,
      long bid,
      long ask,
      int bidSize,
      int askSize,
      long sequence,
      int bidExchange,
      int askExchange) {
    if (quotes == quoteTimes.length) {
      growQuotes();
    }
    quoteTimes[quotes] = (int) (ms - startMs);
    quoteDelays[quotes] = (byte) delayMs;
    bids[quotes] = bid;
    asks[quotes] = ask;
    bidSizes[quotes] = bidSize;
    askSizes[quotes] = askSize;
    quoteSequences[quotes] = sequence;
    bidExchanges[quotes] = (byte) bidExchange;
    askExchanges[quotes] = (byte) askExchange;
    quotes++;
  }

  long startMs() {
    return startMs;
  }

  /** {@return the first instant after it} */
  long endMs() {
    return endMs;
  }

  boolean contains(long epochMs) {
    return startMs <= epochMs && epochMs < endMs;
  }

  int trades() {
    return trades;
  }

  int quotes() {
    return quotes;
  }

  long tradeMs(int trade) {
    return startMs + tradeTimes[trade];
  }

  long tradePrice(int trade) {
    return tradePrices[trade];
  }

  long tradeSizeMillionths(int trade) {
    return tradeSizes[trade];
  }

  SaleConditions conditions(int trade) {
    return tradeConditions[trade];
  }

  long bid(int quote) {
    return bids[quote];
  }

  long ask(int quote) {
    return asks[quote];
  }

  long quoteMs(int quote) {
    return startMs + quoteTimes[quote];
  }

  /** {@return the index of the first trade at or after an instant, or how many there are} */
  int firstTradeFrom(long epochMs) {
    return firstFrom(tradeTimes, trades, epochMs - startMs);
  }

  /** {@return the index of the first quote at or after an instant, or how many there are} */
  int firstQuoteFrom(long epochMs) {
    return firstFrom(quoteTimes, quotes, epochMs - startMs);
  }

  void tellTrade(int trade, EventSink sink) {
    long ms = tradeMs(trade);
    int facility = tradeFacilities[trade] & 0xff;
    long size = tradeSizes[trade];
    int delay = tradeDelays[trade];
    sink.trade(
        symbol,
        tradeIds[trade],
        tradeExchanges[trade] & 0xff,
        tradePrices[trade] / TEN_THOUSANDTHS,
        size / MILLION,
        conditions(trade).codes(),
        ms,
        ms - delay,
        tradeSequences[trade],
        tape,
        facility,
        facility == 0 ? 0 : ms - (delay < A_SECOND_MS ? delay / 2 : 0),
        size);
  }

  void tellQuote(int quote, EventSink sink) {
    long ms = quoteMs(quote);
    sink.quote(
        symbol,
        OptionalInt.empty(),
        USUAL_INDICATOR,
        bidExchanges[quote] & 0xff,
        askExchanges[quote] & 0xff,
        bids[quote] / TEN_THOUSANDTHS,
        asks[quote] / TEN_THOUSANDTHS,
        bidSizes[quote],
        askSizes[quote],
        ms,
        ms - quoteDelays[quote],
        quoteSequences[quote],
        tape);
  }

  /** {@return the same, in no more memory than it needs} */
  Stretch trimmed() {
    if (trades < tradeTimes.length) {
      resizeTrades(trades);
    }
    if (quotes < quoteTimes.length) {
      resizeQuotes(quotes);
    }
    return this;
  }

  private static int firstFrom(int[] times, int count, long offset) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void growTrades() {
    resizeTrades(2 * trades + 4);
  }

  private void resizeTrades(int length) {
    tradeTimes = Arrays.copyOf(tradeTimes, length);
    tradeDelays = Arrays.copyOf(tradeDelays, length);
    tradePrices = Arrays.copyOf(tradePrices, length);
    tradeSizes = Arrays.copyOf(tradeSizes, length);
    tradeIds = Arrays.copyOf(tradeIds, length);
    tradeSequences = Arrays.copyOf(tradeSequences, length);
    tradeExchanges = Arrays.copyOf(tradeExchanges, length);
    tradeFacilities = Arrays.copyOf(tradeFacilities, length);
    tradeConditions = Arrays.copyOf(tradeConditions, length);
  }

  private void growQuotes() {
    resizeQuotes(2 * quotes + 4);
  }

  private void resizeQuotes(int length) {
    quoteTimes = Arrays.copyOf(quoteTimes, length);
    quoteDelays = Arrays.copyOf(quoteDelays, length);
    bids = Arrays.copyOf(bids, length);
    asks = Arrays.copyOf(asks, length);
    bidSizes = Arrays.copyOf(bidSizes, length);
    askSizes = Arrays.copyOf(askSizes, length);
    quoteSequences = Arrays.copyOf(quoteSequences, length);
    bidExchanges = Arrays.copyOf(bidExchanges, length);
    askExchanges = Arrays.copyOf(askExchanges, length);
  }
}
