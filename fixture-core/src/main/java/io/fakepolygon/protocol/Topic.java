package io.fakepolygon.protocol;

import java.util.Optional;

/**
 * What a client subscribes to: one channel of one ticker, {@code T.AAPL}, or of all of them, {@code
 * T.*}.
 *
 * <p>Split at the first dot, for tickers may hold dots: {@code T.BRK.A} is the ticker {@code
 * BRK.A}.
 *
 * @param channel the prefix
 * @param ticker what follows the first dot, case-sensitive, never empty
 */
public record Topic(Channel channel, String ticker) {
  /** Longer tickers than any market's are not remembered for whoever sends them. */
  public static final int LONGEST_TICKER = 100;

  private static final String EVERY_TICKER = "*";

  /** Refuses an empty ticker. */
  public Topic {
    if (ticker.isEmpty()) {
      throw new IllegalArgumentException(
          "No ticker in topic '%s.'. Write a ticker or '*' after the dot: %s.AAPL"
              .formatted(channel, channel));
    }
  }

  /** {@return the topic for every ticker of a channel} */
  public static Topic everyTickerOf(Channel channel) {
    return new Topic(channel, EVERY_TICKER);
  }

  /**
   * {@return the topic written in {@code text}} For the author of a test, who wants to hear of a
   * mistake.
   *
   * @throws IllegalArgumentException if no known channel stands before the first dot, or nothing
   *     after it
   */
  public static Topic parse(String text) {
    int dot = text.indexOf('.');
    String prefix = dot < 0 ? text : text.substring(0, dot);
    if (dot < 0 || Channel.of(prefix).isEmpty() || dot == text.length() - 1) {
      throw new IllegalArgumentException(complaint(text, dot, prefix));
    }
    return new Topic(Channel.valueOf(prefix), text.substring(dot + 1));
  }

  /**
   * {@return the topic a client's subscription parameter names, or empty where the vendor's server
   * stays silent} So do we for a ticker beyond {@link #LONGEST_TICKER}.
   */
  public static Optional<Topic> read(String parameter) {
    int dot = parameter.indexOf('.');
    int tickerLength = parameter.length() - dot - 1;
    if (dot < 0 || tickerLength == 0 || tickerLength > LONGEST_TICKER) {
      return Optional.empty();
    }
    return Channel.of(parameter.substring(0, dot))
        .map(channel -> new Topic(channel, parameter.substring(dot + 1)));
  }

  /** {@return whether this topic stands for every ticker of its channel} */
  public boolean isWildcard() {
    return ticker.equals(EVERY_TICKER);
  }

  /** {@return whether an event of this channel and symbol belongs to this topic} */
  public boolean covers(Channel eventChannel, String symbol) {
    return channel == eventChannel && (isWildcard() || ticker.equals(symbol));
  }

  /** {@return the topic as the wire writes it, such as {@code T.AAPL}} */
  @Override
  public String toString() {
    return channel + "." + ticker;
  }

  private static String complaint(String text, int dot, String prefix) {
    String what =
        dot < 0
            ? "No dot in topic '%s'".formatted(text)
            : Channel.of(prefix).isEmpty()
                ? "Unknown channel '%s' in topic '%s'".formatted(prefix, text)
                : "No ticker in topic '%s'".formatted(text);
    return what + ". Write one of T, Q, A, AM, LULD, then '.', then a ticker or '*': T.AAPL";
  }
}
