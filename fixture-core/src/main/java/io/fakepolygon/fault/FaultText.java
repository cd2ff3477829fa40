package io.fakepolygon.fault;

import static java.util.stream.Collectors.joining;

import io.fakepolygon.protocol.Topic;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Faults as one line of text, for places that hold nothing else: an annotation, a file, a request.
 *
 * <pre>
 * DROP
 * DUPLICATE_EVENT on T.FAKETICKER after 3 times 2
 * LATENCY delay 200ms jitter 50ms at 10m for 5m connection 1; GAP on T.* always chance 0.01
 * </pre>
 *
 * <p>First the harm, then what is not as usual, in any order, a word before each: the harm's own
 * parameters; {@code on} topics; {@code after} a count; {@code at} an instant, or how long after
 * the market's start; {@code for} a length of time; {@code times} a number, or {@code always};
 * {@code chance}; {@code connection} a number.
 */
final class FaultText {
  // Between single quotation marks a semicolon is text.
  private static final Pattern SEPARATOR = Pattern.compile(";(?=(?:[^']*'[^']*')*[^']*$)");

  private final String text;
  private final Map<String, String> said;

  private FaultText(String text, Map<String, String> said) {
    this.text = text;
    this.said = said;
  }

  static List<Fault> parseAll(String text, Instant marketStart) {
    return Arrays.stream(SEPARATOR.split(text))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(one -> one(one, marketStart))
        .toList();
  }

  static Fault parse(String text, Instant marketStart) {
    List<Fault> faults = parseAll(text, marketStart);
    if (faults.size() != 1) {
      throw new IllegalArgumentException(
          "'%s' is %d faults. Write one".formatted(text, faults.size()));
    }
    return faults.get(0);
  }

  private static Fault one(String text, Instant marketStart) {
    List<String> words = Words.of(text);
    Map<String, String> said =
        new LinkedHashMap<>(Words.pairs(words.subList(1, words.size()), text));
    Harm harm = HarmText.take(words.get(0), said, text);
    return new FaultText(text, said).fault(harm, marketStart);
  }

  private Fault fault(Harm harm, Instant marketStart) {
    List<Topic> topics =
        take("on", "topics such as T.FAKETICKER,Q.*", FaultText::topics, List.of());
    long after = take("after", "a whole number", Long::valueOf, 0L);
    Optional<Instant> at =
        take(
            "at",
            "an instant such as 2024-01-02T15:00:00Z, or how long after the market's start, such as 10m, up to 366d",
            word -> Optional.of(instant(word, marketStart)),
            Optional.empty());
    Optional<Duration> length =
        take(
            "for",
            "a length of time such as 5m or PT5M",
            word -> Optional.of(Words.duration(word)),
            Optional.empty());
    OptionalLong times =
        take(
            "times",
            "a whole number, or always instead",
            word -> OptionalLong.of(Long.parseLong(word)),
            OptionalLong.empty());
    if (said.remove("always") != null) {
      times = OptionalLong.of(Fault.ALWAYS);
    }
    double chance = take("chance", "a number such as 0.01", Double::valueOf, 1.0);
    int connection = take("connection", "the number of a connection", Integer::valueOf, 0);
    if (!said.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no '%s' for %s, in '%s'. %s; any harm has on, after, at, for, times, always, chance, connection"
              .formatted(
                  said.keySet().iterator().next(), harm.name(), text, HarmText.parameters(harm)));
    }
    try {
      return new Fault(harm, topics, after, at, length, times, chance, connection);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s, in '%s'".formatted(e.getMessage(), text), e);
    }
  }

  private <T> T take(String name, String what, Function<String, T> reader, T absent) {
    String word = said.remove(name);
    try {
      return word == null ? absent : reader.apply(word);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Words.unreadable(name, word, what, text);
    }
  }

  private static List<Topic> topics(String word) {
    return Arrays.stream(word.split(",", -1)).map(Topic::parse).toList();
  }

  private static Instant instant(String word, Instant marketStart) {
    try {
      return Instant.parse(word);
    } catch (DateTimeException e) {
      Duration afterStart = Words.duration(word);
      Amounts.requireNotNegative("at", afterStart);
      return marketStart.plus(afterStart);
    }
  }

  static String write(Fault fault) {
    List<String> words = new ArrayList<>(HarmText.write(fault.harm()).toList());
    if (!fault.topics().isEmpty()) {
      String topics = fault.topics().stream().map(Topic::toString).collect(joining(","));
      words.addAll(List.of("on", Words.write(topics)));
    }
    if (fault.after() > 0) {
      words.addAll(List.of("after", Long.toString(fault.after())));
    }
    fault.at().ifPresent(at -> words.addAll(List.of("at", at.toString())));
    fault.length().ifPresent(length -> words.addAll(List.of("for", Words.write(length))));
    fault
        .times()
        .ifPresent(
            times ->
                words.addAll(
                    times == Fault.ALWAYS
                        ? List.of("always")
                        : List.of("times", Long.toString(times))));
    if (fault.chance() < 1) {
      words.addAll(List.of("chance", BigDecimal.valueOf(fault.chance()).toPlainString()));
    }
    if (fault.connection() > 0) {
      words.addAll(List.of("connection", Integer.toString(fault.connection())));
    }
    return String.join(" ", words);
  }
}
