package io.fakepolygon.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fakepolygon.protocol.ClientAction.Authenticate;
import io.fakepolygon.protocol.ClientAction.Subscribe;
import io.fakepolygon.protocol.ClientAction.Unintelligible;
import io.fakepolygon.protocol.ClientAction.Unsubscribe;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a client's text frame to what it says. */
final class ClientActionReader {
  private ClientActionReader() {}

  static ClientAction read(String frame) {
    try (JsonParser json = Json.FACTORY.createParser(frame)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Unintelligible("not a JSON object");
      }
      return readObject(json);
    } catch (IOException e) {
      return new Unintelligible("not JSON");
    }
  }

  private static ClientAction readObject(JsonParser json) throws IOException {
    String action = null;
    String params = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("action")) {
        action = textOf(json, value);
      } else if (name.equals("params")) {
        params = textOf(json, value);
      } else {
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      return new Unintelligible("more than one JSON value");
    }
    return actionOf(action, params);
  }

  private static @Nullable String textOf(JsonParser json, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  private static ClientAction actionOf(@Nullable String action, @Nullable String params) {
    if (action == null) {
      return new Unintelligible("no action");
    }
    if (params == null) {
      return new Unintelligible("params are not a string");
    }
    return switch (action) {
      case "auth" -> new Authenticate(params);
      case "subscribe" -> new Subscribe(split(params));
      case "unsubscribe" -> new Unsubscribe(split(params));
      default -> new Unintelligible("unknown action");
    };
  }

  private static List<String> split(String params) {
    return Arrays.stream(params.split(",", -1)).map(String::trim).toList();
  }
}
