package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one event as they stand on the wire, in order, each value as its JSON text: {@code
 * p} is {@code 102.45}, {@code sym} is {@code "AAPL"}, quotation marks included. For whoever
 * changes a field and leaves the others to the letter as they are. Owned by one thread.
 */
public final class RawFields {
  private final Map<String, String> values = new LinkedHashMap<>();

  private RawFields() {}

  /**
   * {@return the fields of an event}
   *
   * @param json one JSON object; blanks between its parts are lost
   * @throws IllegalArgumentException if it is none
   */
  public static RawFields of(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length);
    RawFields fields = new RawFields();
    boolean more = scanner.symbol('{');
    scanner.skipBlanks();
    more = more && !scanner.symbol('}');
    while (more) {
      fields.readOne(scanner, bytes, json);
      more = scanner.symbol(',');
      if (!more && !scanner.symbol('}')) {
        throw noObject(json);
      }
    }
    if (!scanner.isAtEnd() || bytes.length == 0) {
      throw noObject(json);
    }
    return fields;
  }

  private void readOne(JsonScanner scanner, byte[] bytes, String json) {
    scanner.skipBlanks();
    if (scanner.next() != '"' || !scanner.value()) {
      throw noObject(json);
    }
    String name = scanner.text();
    scanner.skipBlanks();
    boolean hasColon = scanner.symbol(':');
    scanner.skipBlanks();
    int start = scanner.position();
    if (!hasColon || !scanner.value()) {
      throw noObject(json);
    }
    values.put(name, new String(bytes, start, scanner.position() - start, UTF_8));
    scanner.skipBlanks();
  }

  /** {@return a field's value as JSON text, empty if there is no such field} */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Gives a field another value: one that is there keeps its place, another comes last. */
  public RawFields with(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** Leaves a field out. */
  public RawFields without(String name) {
    values.remove(name);
    return this;
  }

  /** {@return the JSON object} */
  public String toJson() {
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (name, value) ->
            json.append(json.length() == 1 ? "\"" : ",\"")
                .append(name)
                .append("\":")
                .append(value));
    return json.append('}').toString();
  }

  private static IllegalArgumentException noObject(String json) {
    return new IllegalArgumentException("'%s' is no JSON object".formatted(json));
  }
}
