package io.fakepolygon.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** From what a client says to its text frame. */
final class ClientActionWriter {
  private ClientActionWriter() {}

  static String write(String action, String params) {
    StringWriter frame = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(frame)) {
      json.writeStartObject();
      json.writeStringField("action", action);
      json.writeStringField("params", params);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory has failed", e);
    }
    return frame.toString();
  }
}
