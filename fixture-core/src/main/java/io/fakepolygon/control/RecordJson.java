package io.fakepolygon.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.protocol.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON objects: with {@link RecordReader} the little that this door needs of an object
 * mapper, which would be one more library on the class path of whoever uses this one.
 *
 * <p>A component is a member of its name. Instants and durations are written as ISO 8601 has them,
 * constants in lower case, topics as on the wire. A {@code long} whose name ends in {@code Ns} is
 * nanoseconds since the Unix epoch, and becomes an instant under the name without {@code Ns}, or is
 * left out where it is {@link Long#MAX_VALUE}, which never comes. An {@link Optional} that is empty
 * is left out.
 */
public final class RecordJson {
  // A short answer goes in one piece: it is not sent before it is whole.
  private static final JsonFactory FACTORY =
      new JsonFactory().disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  private static final String NANOSECONDS = "Ns";

  private RecordJson() {}

  /** {@return a value as JSON: a record, map, collection, or what they hold} */
  public static String text(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Record whole && !(value instanceof Topic)) {
      json.writeStartObject();
      for (RecordComponent component : whole.getClass().getRecordComponents()) {
        writeMember(json, component, valueOf(component, whole));
      }
      json.writeEndObject();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        json.writeFieldName(nameOf(member.getKey()));
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Collection<?> all) {
      json.writeStartArray();
      for (Object one : all) {
        write(json, one);
      }
      json.writeEndArray();
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean yes) {
      json.writeBoolean(yes);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(nameOf(value));
    }
  }

  private static void writeMember(JsonGenerator json, RecordComponent component, Object value)
      throws IOException {
    if (value instanceof Optional<?> perhaps) {
      if (perhaps.isPresent()) {
        json.writeFieldName(component.getName());
        write(json, perhaps.get());
      }
    } else if (!isNanoseconds(component)) {
      json.writeFieldName(component.getName());
      write(json, value);
    } else if ((long) value != Long.MAX_VALUE) {
      json.writeStringField(memberOf(component), MarketTime.toInstant((long) value).toString());
    }
  }

  static boolean isNanoseconds(RecordComponent component) {
    return component.getType() == long.class && component.getName().endsWith(NANOSECONDS);
  }

  static String memberOf(RecordComponent component) {
    String name = component.getName();
    return isNanoseconds(component)
        ? name.substring(0, name.length() - NANOSECONDS.length())
        : name;
  }

  static String nameOf(@Nullable Object value) {
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : String.valueOf(value);
  }

  private static Object valueOf(RecordComponent component, Object whole) {
    try {
      return component.getAccessor().invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
