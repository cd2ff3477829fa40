package io.fakepolygon.assertions;

import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.ReceivedMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an assertion on events is about, for its failures.
 *
 * @param one a single one: {@code trade}
 * @param selection which: {@code " of FAKETICKER"}, or empty for all
 * @param received what they were taken from, if that is known
 */
record Subject(String one, String selection, Optional<Messages> received) {
  private static final int MOST_TOPICS = 8;

  static Subject alone(String one) {
    return new Subject(one, "", Optional.empty());
  }

  static Subject of(String one, String selection, Messages received) {
    return new Subject(one, selection, Optional.of(received));
  }

  /** {@return {@code 600 trades of FAKETICKER}} */
  String counted(long number) {
    return Text.count(number, one) + selection;
  }

  /** {@return {@code trades of FAKETICKER}} */
  String all() {
    return Text.plural(one) + selection;
  }

  /**
   * {@return a description for AssertJ, which has it in brackets}
   *
   * @param given the description that was given before, or an empty one
   */
  String describe(String given) {
    return (given.isEmpty() ? "" : given + ": ") + all() + lastLine().replace("\n", "; ");
  }

  /** {@return the line that ends a failure, with its line break; empty if there is none} */
  String lastLine() {
    return received.map(Messages::lastLine).orElse("");
  }

  /** {@return a line that says how many events of which topic were received, if that is known} */
  String receivedByTopic() {
    return received.map(messages -> "\nReceived by topic: " + byTopic(messages)).orElse("");
  }

  private static String byTopic(Messages received) {
    Map<String, Long> counts =
        received.stream()
            .map(ReceivedMessage::message)
            .filter(MarketEvent.class::isInstance)
            .collect(
                Collectors.groupingBy(Text::topicOf, LinkedHashMap::new, Collectors.counting()));
    if (counts.isEmpty()) {
      return "no event at all";
    }
    int more = counts.size() - MOST_TOPICS;
    return counts.entrySet().stream()
            .limit(MOST_TOPICS)
            .map(entry -> Text.number(entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + Text.count(more, "more topic") : "");
  }
}
