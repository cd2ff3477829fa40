package io.fakepolygon.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** The vendor's JSON, read and written. */
final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Wire() {}

  /** What a client says, such as {@code {"action":"auth","params":"key"}}. */
  static String command(String action, String params) {
    return JSON.createObjectNode().put("action", action).put("params", params).toString();
  }

  /** The messages of one text frame: any number, of mixed kinds. */
  static JsonNode messages(String frame) {
    try {
      return JSON.readTree(frame);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message whose {@code ev} is {@code T}. */
  static Print print(JsonNode trade) {
    Set<Integer> conditions = new HashSet<>();
    trade.path("c").forEach(condition -> conditions.add(condition.asInt()));
    return new Print(
        trade.path("sym").asText(),
        trade.path("p").asDouble(),
        new BigDecimal(trade.path("ds").asText(trade.path("s").asText())), // No ds before 2026.
        conditions,
        trade.path("q").asLong(),
        Instant.ofEpochMilli(trade.path("t").asLong()));
  }
}
