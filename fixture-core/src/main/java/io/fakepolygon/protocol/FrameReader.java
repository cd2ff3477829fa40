package io.fakepolygon.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From a server's text frame, as any client received it, to messages. Nothing is lost: what this
 * version cannot read is an {@link UnknownMessage}, and every message keeps its own JSON.
 *
 * <p>Stateless; threads may share it.
 */
public final class FrameReader {
  private FrameReader() {}

  /**
   * {@return the messages of one frame, in order} A frame that is no JSON array of objects is one
   * {@link UnknownMessage}.
   */
  public static List<ReceivedMessage> read(String frame) {
    List<ReceivedMessage> messages = new ArrayList<>();
    try (JsonParser json = Json.FACTORY.createParser(frame)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        return unreadable(frame, "A frame is a JSON array");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        messages.add(readObject(frame, json));
      }
      if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
        return unreadable(frame, "A frame is one JSON array of objects");
      }
      return messages;
    } catch (IOException e) {
      return unreadable(frame, "Not JSON");
    }
  }

  private static List<ReceivedMessage> unreadable(String frame, String reason) {
    return List.of(new ReceivedMessage(new UnknownMessage("", frame, reason), frame));
  }

  private static ReceivedMessage readObject(String frame, JsonParser json) throws IOException {
    int start = (int) json.currentTokenLocation().getCharOffset();
    Map<String, Object> values = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      values.put(name, valueOf(json));
    }
    String object = frame.substring(start, (int) json.currentTokenLocation().getCharOffset() + 1);
    return new ReceivedMessage(messageOf(values, object), object);
  }

  private static Object valueOf(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? json.getBigIntegerValue()
              : (Object) json.getLongValue();
      case START_ARRAY -> arrayOf(json);
      case START_OBJECT -> {
        json.skipChildren();
        yield Unusable.OBJECT;
      }
      default -> Unusable.NULL;
    };
  }

  private static Object arrayOf(JsonParser json) throws IOException {
    List<Long> integers = new ArrayList<>();
    boolean onlyIntegers = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
          && json.getNumberType() == JsonParser.NumberType.INT) {
        integers.add(json.getLongValue());
      } else {
        json.skipChildren();
        onlyIntegers = false;
      }
    }
    return onlyIntegers ? integers : Unusable.ARRAY;
  }

  private static Message messageOf(Map<String, Object> values, String object) {
    Fields fields = new Fields(values);
    String ev = values.get("ev") instanceof String text ? text : "";
    try {
      return switch (ev) {
        case "T" -> Trade.from(fields);
        case "Q" -> Quote.from(fields);
        case "A", "AM" -> Aggregate.from(fields);
        case "LULD" -> LuldBand.from(fields);
        case "status" -> new Status(fields.text("status"), fields.text("message"));
        default -> new UnknownMessage(ev, object, "Unknown ev '%s'".formatted(ev));
      };
    } catch (IllegalArgumentException e) {
      return new UnknownMessage(ev, object, String.valueOf(e.getMessage()));
    }
  }

  /** A value that no field of a known message has. */
  private enum Unusable {
    OBJECT,
    ARRAY,
    NULL
  }
}
