package io.fakepolygon.assertions;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What happened to events on their way, counted by topic. */
final class Harms {
  private static final int MOST_TOPICS = 6;

  private final Map<String, Map<Harm, Long>> byTopic = new LinkedHashMap<>();

  void add(String topic, Harm harm, long times) {
    if (times > 0) {
      byTopic
          .computeIfAbsent(topic, key -> new EnumMap<>(Harm.class))
          .merge(harm, times, Long::sum);
    }
  }

  /** {@return a line for each topic, in the order in which they were first harmed} */
  String lines() {
    List<String> shown =
        byTopic.entrySet().stream()
            .limit(MOST_TOPICS)
            .map(entry -> entry.getKey() + ": " + describe(entry.getValue()))
            .toList();
    return "\nBy topic:" + Text.lines(shown, 0) + rest();
  }

  private String rest() {
    int more = byTopic.size() - MOST_TOPICS;
    if (more <= 0) {
      return "";
    }
    Map<Harm, Long> sum = new EnumMap<>(Harm.class);
    byTopic.values().stream()
        .skip(MOST_TOPICS)
        .forEach(harms -> harms.forEach((harm, times) -> sum.merge(harm, times, Long::sum)));
    return "\n  and %s: %s".formatted(Text.count(more, "more topic"), describe(sum));
  }

  private static String describe(Map<Harm, Long> harms) {
    return harms.entrySet().stream()
        .map(entry -> Text.number(entry.getValue()) + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  enum Harm {
    /** Expected, but not received. */
    MISSING,
    /** Received more often than expected. */
    DUPLICATED,
    /** Received as often as expected, but at another place among the others. */
    REORDERED,
    /** Not expected at all. */
    UNEXPECTED,
    /** Received after an event that happened later. */
    LATE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
