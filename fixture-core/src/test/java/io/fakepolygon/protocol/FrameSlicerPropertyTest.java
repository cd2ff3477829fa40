package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.fakepolygon.Mutations;
import io.fakepolygon.protocol.FrameSlicer.Malformation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What Jackson makes of a frame is the judge of what the slicer, which makes nothing of it, tells.
 */
class FrameSlicerPropertyTest {
  private static final int FRAMES = 300_000;
  private static final List<byte[]> SEEDS =
      Stream.of(
              "[{\"ev\":\"T\",\"sym\":\"AAPL\",\"i\":\"143541\",\"x\":4,\"p\":297.845,\"c\":[14,41],\"z\":3,\"ds\":\"40.0\"}]",
              "[{\"ev\":\"Q\",\"sym\":\"NVDA\",\"bp\":225.62},{\"ev\":\"T\",\"sym\":\"A\",\"p\":1e-05}]",
              "[{\"q\":1,\"T\":\"ATHR\",\"ev\":\"LULD\"},{\"ev\":\"XT\",\"pair\":\"BTC-USD\",\"p\":4}]",
              "[{\"ev\":\"C\",\"p\":\"EUR/USD\"},{\"ev\":\"ZZ\",\"pair\":\"A\",\"T\":\"B\"},{\"ev\":\"V\",\"T\":\"I\"}]",
              "[{\"ev\":\"status\",\"status\":\"success\",\"message\":\"subscribed to: T.AAPL\"}]",
              "[{\"ev\":\"T\",\"sym\":\"A\",\"venue\":{\"ev\":\"Q\",\"legs\":[{\"T\":\"IBM\"},null,\"}],{\"]}}]",
              " [ { \"ev\" : \"Q\" ,\r\n\t\"sym\":\"B\" , \"a\" : [ ] , \"b\" : { } } ] ",
              "[{\"\\u0065v\":\"\\u0054\",\"s\\u0079m\":\"BRK\\u002eA\",\"n\":\"\u20ac \\n \\ud83d\\ude00\"}]",
              "[[[{\"a\":{\"b\":[null,true,false,-0.0e+1]}}]],{},{\"ev\":7},{\"ev\":\"T\",\"ev\":\"Q\",\"sym\":\"D\"}]",
              "[]")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  private final JsonFactory jackson = new JsonFactory();

  @Test
  void aFrameThatIsJsonIsSplitAsJacksonReadsIt() throws IOException {
    Mutations frames = new Mutations(20_261_127, SEEDS);
    int read = 0;
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = frames.next();
      String text = new String(frame, UTF_8);
      boolean isUtf8 = text.indexOf('\ufffd') < 0;
      if (isUtf8) {
        Told told = new Told();
        FrameSlicer.slice(frame, told);
        List<String> wanted = readByJackson(text);
        if (wanted.isEmpty()) {
          assertThat(told.parts).as(text).containsAnyOf("EVENT", "FRAME");
        } else {
          assertThat(told.parts).as(text).isEqualTo(wanted.subList(1, wanted.size()));
          read++;
        }
      }
    }
    assertThat(read).isGreaterThan(FRAMES / 5);
  }

  /**
   * The parts of a frame behind a first entry for the frame itself; nothing for what is no JSON.
   */
  private List<String> readByJackson(String text) throws IOException {
    List<String> parts = new ArrayList<>(List.of("a frame"));
    try (JsonParser json = jackson.createParser(text)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        return List.of();
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        parts.add(part(json, text));
      }
      return json.nextToken() == null ? parts : List.of();
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private static String part(JsonParser json, String text) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return Malformation.EVENT.name();
    }
    int start = (int) json.currentTokenLocation().getCharOffset();
    Map<String, String> strings = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        strings.put(name, json.getText());
      }
      json.skipChildren();
    }
    return part(strings, text.substring(start, (int) json.currentLocation().getCharOffset()));
  }

  private static String part(Map<String, String> strings, String event) {
    String ev = strings.getOrDefault("ev", "");
    if (ev.isEmpty()) {
      return Malformation.NO_KIND.name();
    }
    String ticker =
        switch (ev) {
          case "status" -> "";
          case "LULD", "NOI", "V" -> first(strings, "T");
          case "C" -> first(strings, "p");
          case "CA", "CAS", "XT", "XQ", "XA", "XAS", "XL2", "XS" -> first(strings, "pair");
          default -> first(strings, "sym", "pair", "T");
        };
    return ticker.isEmpty() && !ev.equals("status")
        ? Malformation.NO_TICKER.name()
        : ev + "." + ticker + " " + event;
  }

  private static String first(Map<String, String> strings, String... names) {
    return Stream.of(names)
        .map(name -> strings.getOrDefault(name, ""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Keeps what it is told, in order. */
  private static final class Told implements FrameSlicer.Sink {
    private final List<String> parts = new ArrayList<>();

    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      parts.add(ev + "." + ticker + " " + new String(frame, start, length, UTF_8));
    }

    @Override
    public void malformed(Malformation kind, String what) {
      parts.add(kind.name());
    }
  }
}
