package io.fakepolygon.assertions;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Message;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.Trade;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Short events for tests, and frames of them. */
final class Wire {
  /** 2024-01-02T14:30:00Z, 09:30 in New York. */
  static final long OPEN_MS = 1_704_205_800_000L;

  static final String CONTEXT = "seed 42, market time 2024-01-02T14:31:00Z";

  private Wire() {}

  /**
   * The trade of 100 shares at a tenth of a second after the open, at 100 dollars and so many
   * cents.
   */
  static Trade trade(String symbol, int tenth, int cents) {
    return trade(symbol, tenth, cents, 100, List.of());
  }

  static Trade trade(String symbol, int tenth, int cents, long shares, List<Integer> conditions) {
    return new Trade(
        symbol,
        Integer.toString(tenth),
        12,
        (10_000 + cents) / 100.0,
        shares,
        conditions,
        OPEN_MS + 100L * tenth,
        0,
        5L * tenth,
        3,
        0,
        0,
        0);
  }

  /** A trade whose cents are its tenth. */
  static Trade trade(int tenth) {
    return trade("X", tenth, tenth);
  }

  /** A trade at 100 dollars with a sequence number. */
  static Trade sequenced(long sipTimestampMs, long sequence) {
    return new Trade("X", "1", 12, 100, 100, List.of(), sipTimestampMs, 0, sequence, 3, 0, 0, 0);
  }

  /** A quote one cent around 100 dollars and so many cents. */
  static Quote quote(String symbol, int tenth, int cents) {
    return quote(symbol, tenth, (9_999 + cents) / 100.0, (10_001 + cents) / 100.0);
  }

  static Quote quote(String symbol, int tenth, double bidUsd, double askUsd) {
    return new Quote(
        symbol,
        OptionalInt.empty(),
        List.of(),
        11,
        12,
        bidUsd,
        askUsd,
        100,
        300,
        OPEN_MS + 100L * tenth,
        0,
        7L * tenth,
        3);
  }

  /** The bar of the second that begins so many seconds after the open. */
  static Aggregate secondBar(
      int second,
      double open,
      double close,
      double high,
      double low,
      long volume,
      double vwap,
      long averageSize) {
    long startMs = OPEN_MS + 1_000L * second;
    return new Aggregate(
        Channel.A,
        "X",
        volume,
        volume,
        0,
        vwap,
        open,
        close,
        high,
        low,
        vwap,
        averageSize,
        startMs,
        startMs + 1_000,
        false,
        0,
        0);
  }

  static String frame(Message... messages) {
    return Stream.of(messages).map(Message::toJson).collect(Collectors.joining(",", "[", "]"));
  }

  /** One frame each, with the context. */
  static Messages received(Message... messages) {
    return received(List.of(messages));
  }

  static Messages received(List<? extends Message> messages) {
    return Messages.parse(messages.stream().map(Wire::frame).toList()).describedBy(CONTEXT);
  }

  /** Events that can be read only once: a second reading finds none. */
  static Iterable<MarketEvent> readableOnce(List<? extends MarketEvent> events) {
    Iterator<MarketEvent> reading = List.<MarketEvent>copyOf(events).iterator();
    return () -> reading;
  }

  /** Holds a failure's text word for word. */
  static void assertFails(ThrowingCallable assertion, String text) {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessage(text.strip());
  }
}
