package io.fakepolygon.assertions;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The small parts of failure texts. */
final class Text {
  // A bar has some 280 characters; what is longer has come from a broken sender.
  private static final int LONGEST_MESSAGE = 400;

  private static final double BEYOND_ALL_PRICES = 1e15;

  private Text() {}

  /** {@return {@code 1 trade}, {@code 1,200 trades}} */
  static String count(long number, String one) {
    return number(number) + " " + (number == 1 ? one : plural(one));
  }

  static String plural(String one) {
    return one + (one.endsWith("s") ? "es" : "s");
  }

  /** {@return {@code 1,200}} */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@return a price as the wire writes it, such as {@code 100.25}; an open bound by its name} */
  static String price(double usd) {
    return Math.abs(usd) < BEYOND_ALL_PRICES
        ? BigDecimal.valueOf(usd).toPlainString()
        : Double.toString(usd);
  }

  /** {@return a message on one line of bounded length} */
  static String shown(String json) {
    String line = json.replace("\r", "\\r").replace("\n", "\\n");
    return line.length() <= LONGEST_MESSAGE
        ? line
        : line.substring(0, LONGEST_MESSAGE) + "… (" + count(line.length(), "character") + ")";
  }

  /** {@return the topic that a message belongs to, for counting} */
  static String topicOf(Message message) {
    return message instanceof MarketEvent event
        ? event.channel() + "." + event.symbol()
        : "unknown messages";
  }

  /** {@return each on a line of its own, indented, and how many more there are} */
  static String lines(List<String> shown, long more) {
    StringBuilder lines = new StringBuilder();
    shown.forEach(line -> lines.append("\n  ").append(line));
    if (more > 0) {
      lines.append("\n  and ").append(number(more)).append(" more");
    }
    return lines.toString();
  }
}
