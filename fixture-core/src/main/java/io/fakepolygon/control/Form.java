package io.fakepolygon.control;

import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.HttpService.Request;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a request has filled in: the members of its body, or the parameters of its query. */
final class Form {
  private final Map<String, ? extends @Nullable Object> fields;
  private final Set<String> asked = new HashSet<>();

  private Form(Map<String, ? extends @Nullable Object> fields) {
    this.fields = fields;
  }

  /**
   * {@return the members of the body}
   *
   * @throws Problem.Refusal if it is no JSON object
   */
  static Form ofBody(Request request) {
    try {
      if (JsonTree.parse(request.body()) instanceof Map<?, ?> members) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        members.forEach((name, value) -> named.put(String.valueOf(name), field(name, value)));
        return new Form(named);
      }
      throw bad("The body is no JSON object. Send one such as {\"action\":\"pause\"}");
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Object field(Object name, @Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      throw bad("'%s' is '%s'. Write a single value".formatted(name, value));
    }
    return value instanceof List<?> list ? new Several(list) : value;
  }

  static Form ofQuery(Request request) {
    return new Form(request.query());
  }

  /** {@return all values of a parameter of the query} */
  List<String> all(String name) {
    asked.add(name);
    return fields.get(name) instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** {@return the topics that the query names} */
  List<Topic> topics() {
    return all("topic").stream().map(Topic::parse).toList();
  }

  /** Refuses no topic at all. After {@link #refuseOthers}, for a slip in the name is told first. */
  static void requireAny(List<Topic> topics) {
    if (topics.isEmpty()) {
      throw bad("There is no 'topic', and it is needed. Write one such as T.FAKETICKER");
    }
  }

  /** {@return the texts of a list in the body; empty where there is none} */
  List<String> texts(String name) {
    asked.add(name);
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Several several && several.areTexts()) {
      return several.values().stream().map(String::valueOf).toList();
    }
    throw bad(
        "'%s' is '%s'. Write a list of texts such as [\"FAKETICKER\"]".formatted(name, value));
  }

  Optional<String> text(String name) {
    asked.add(name);
    Object value = fields.get(name);
    if (value instanceof Several) {
      throw bad("'%s' is '%s'. Write a single value".formatted(name, value));
    }
    Object first = value instanceof List<?> values ? values.get(0) : value;
    return Optional.ofNullable(first).map(String::valueOf);
  }

  Optional<Duration> duration(String name) {
    return read(name, "a duration such as PT10S, ten seconds", Duration::parse);
  }

  Optional<Instant> instant(String name) {
    return read(name, "an instant such as 2024-01-02T14:30:00Z", Instant::parse);
  }

  Optional<Integer> wholeNumber(String name) {
    return read(name, "a whole number", text -> new BigDecimal(text).intValueExact());
  }

  Optional<Double> number(String name) {
    return read(name, "a number", Double::valueOf);
  }

  /**
   * Refuses what was filled in and never asked for: a slip in a name would go unseen otherwise.
   *
   * @throws Problem.Refusal if there is such a field
   */
  void refuseOthers() {
    for (String name : fields.keySet()) {
      if (!asked.contains(name)) {
        throw bad("There is no '%s' here. There is %s".formatted(name, new TreeSet<>(asked)));
      }
    }
  }

  /** {@return what is there} */
  static <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() -> bad("There is no '%s', and it is needed".formatted(name)));
  }

  static Problem.Refusal bad(String detail) {
    return Problem.of(400, "Bad request", detail).refusal();
  }

  private <T> Optional<T> read(String name, String what, Function<String, T> reader) {
    Optional<String> text = text(name);
    try {
      return text.map(reader);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw bad("'%s' is '%s'. Write %s".formatted(name, text.orElse(""), what));
    }
  }

  /** A list in a body; what a query has several times is a plain one. */
  private record Several(List<?> values) {
    boolean areTexts() {
      return values.stream().allMatch(String.class::isInstance);
    }

    @Override
    public String toString() {
      return values.toString();
    }
  }
}
