package io.fakepolygon.protocol;

import static io.fakepolygon.protocol.FrameSlicer.Malformation.EVENT;
import static io.fakepolygon.protocol.FrameSlicer.Malformation.FRAME;
import static io.fakepolygon.protocol.FrameSlicer.Malformation.NO_KIND;
import static io.fakepolygon.protocol.FrameSlicer.Malformation.NO_TICKER;
import static io.fakepolygon.protocol.FrameSlicer.Malformation.TOO_LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fakepolygon.protocol.FrameSlicer.Malformation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameSlicerTest {
  private static final String TRADE =
      "{\"ev\":\"T\",\"sym\":\"AAPL\",\"i\":\"143541\",\"x\":4,\"p\":297.845,\"s\":40,\"t\":1781622376036,\"pt\":1781622376029,\"q\":4938312,\"z\":3,\"trfi\":202,\"trft\":1781622376036,\"ds\":\"40.0\"}";
  private static final String BAND =
      "{\"ev\":\"LULD\",\"h\":3.63,\"l\":2.97,\"i\":[15],\"z\":3,\"T\":\"ATHR\",\"t\":1788877046310003385,\"q\":3209681}";
  private static final String FUTURE_EVENT =
      "{ \"novel\":{\"deep\":[1,{\"x\":\"}]\"}]} , \"ev\" : \"ZZ\", \"sym\":\"BRK.A\" , \"e\":4.522e-05}";

  private static final String ALPHABET = "{}[]\",:\\0123456789.eE+-truefalsn x\n\u0001";

  private final Seen seen = new Seen();

  @Test
  void eventsAreTheirBytesAsTheyCame() {
    seen.slice("[" + TRADE + "," + BAND + " , " + FUTURE_EVENT + "]");

    assertThat(seen.events)
        .containsExactly("T.AAPL " + TRADE, "LULD.ATHR " + BAND, "ZZ.BRK.A " + FUTURE_EVENT);
    assertThat(seen.malformed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Q, sym",
    "A, sym",
    "AM, sym",
    "FMV, sym",
    "LV, sym",
    "NOI, T",
    "V, T",
    "C, p",
    "CA, pair",
    "CAS, pair",
    "XT, pair",
    "XQ, pair",
    "XA, pair",
    "XAS, pair",
    "XL2, pair",
    "XS, pair"
  })
  void eachKindHasItsTickerInAFieldOfItsOwn(String ev, String field) {
    String others = "\"sym\":\"1\",\"T\":\"2\",\"pair\":\"3\",\"p\":\"4\"";
    String event =
        "{\"ev\":\"%s\",%s}"
            .formatted(ev, others.replaceAll("(\"" + field + "\":)\"\\d\"", "$1\"X\""));

    seen.slice("[" + event + "]");

    assertThat(seen.events).containsExactly(ev + ".X " + event);
  }

  @Test
  void aStatusIsToldWithoutATicker() {
    seen.slice(
        "[{\"ev\":\"status\",\"status\":\"connected\",\"message\":\"Connected Successfully\"}]");

    assertThat(seen.events).singleElement().asString().startsWith("status. {");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ev\":\"T\",\"sym\":\"X\",\"p\":NaN}",
        "{\"ev\":\"T\",\"sym\":\"X\",\"p\":01}",
        "{\"ev\":\"T\",\"sym\":\"X\",\"p\":1.}",
        "{\"ev\":\"T\",\"sym\":\"X\",}",
        "{\"ev\":\"T\" \"sym\":\"X\"}",
        "{\"ev\":\"T\",\"sym\":\"X\\q\"}",
        "{\"ev\":\"T\",\"sym\":\"X\",\"a\":[1,]}",
        "{'ev':'T'}",
        "17",
        "null"
      })
  void anEventThatIsWrongCostsNothingButItself(String wrong) {
    seen.slice("[" + TRADE + "," + wrong + "," + BAND + "]");

    assertThat(seen.events).containsExactly("T.AAPL " + TRADE, "LULD.ATHR " + BAND);
    assertThat(seen.malformed).containsExactly(EVENT);
  }

  @Test
  void whatDoesNotSayWhereItBelongsIsToldByKind() {
    seen.slice(
        "[{\"sym\":\"X\"},{\"ev\":7,\"sym\":\"X\"},{\"ev\":\"T\",\"sym\":7},{\"ev\":\"C\",\"p\":1.1},{}]");

    assertThat(seen.events).isEmpty();
    assertThat(seen.malformed).containsExactly(NO_KIND, NO_KIND, NO_TICKER, NO_TICKER, NO_KIND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "hello", "[", "[1", "[]]", "[],", "\"[]\""})
  void whatIsNoArrayIsNoFrame(String frame) {
    seen.slice(frame);

    assertThat(seen.events).isEmpty();
    assertThat(seen.malformed).contains(FRAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"a\" : { } , \"ev\" : \"T\" , \"sym\" : \"X\" }",
        "{\"ev\":\"T\",\"sym\":\"X\",\"a\":{ \"b\" : [ 1 , [ ] , { \"c\" : null } ] }}",
        "{\"ev\":\"T\",\"sym\":\"X\",\"a\":[ ],\"b\":[ true , false ]}",
        "{\"ev\":\"T\",\"sym\":\"X\",\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\"}",
        "{\"ev\":\"T\",\"sym\":\"X\",\"a\":\"\u20ac \"}",
        "{\"ev\":\"T\",\"sym\":\"X\",\"a\":[0,-0,-1.5,1e5,1E+5,1e-05,10.25]}",
        "{\"\\u0065v\":\"Q\",\"ev\":\"T\",\"sym\":\"X\"}"
      })
  void whateverIsJsonIsAnEvent(String event) {
    seen.slice("[" + event + "]");

    assertThat(seen.events).containsExactly("T.X " + event);
    assertThat(seen.malformed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x", "\\u12", "\\u12G4", "\\u/123", "\\", "\u0001"})
  void anEscapeThatIsNoneIsWrong(String wrong) {
    seen.slice("[{\"ev\":\"T\",\"sym\":\"X\",\"a\":\"" + wrong + "\"}," + TRADE + "]");

    assertThat(seen.events).doesNotContain("T.X");
    assertThat(seen.malformed).startsWith(EVENT);
  }

  @Test
  void whatIsNestedMayBeSixtyFourDeep() {
    String good = "{\"ev\":\"T\",\"sym\":\"X\",\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";
    String tooDeep = good.replace("[]", "[[]]");

    seen.slice("[" + good + "," + tooDeep + "]");

    assertThat(seen.events).containsExactly("T.X " + good);
    assertThat(seen.malformed).containsExactly(EVENT);
  }

  @Test
  void anEventOfAKindThatNobodyKnowsBelongsWhereItSays() {
    seen.slice("[{\"ev\":\"ZZ\",\"pair\":\"A\",\"T\":\"B\"},{\"ev\":\"ZZ\",\"T\":\"B\"}]");

    assertThat(seen.events)
        .extracting(event -> event.substring(0, 4))
        .containsExactly("ZZ.A", "ZZ.B");
  }

  @Test
  void whatIsMalformedIsShownFromItsBeginningAndNotForEver() {
    seen.slice("[" + TRADE + ",{\"ev\":oops" + "x".repeat(1_000) + "}]");

    assertThat(seen.shown).singleElement().asString().startsWith("{\"ev\":oopsx").hasSize(200);
  }

  @Test
  void anEventThatFitsInNoFrameIsLeftOut() {
    String begin = "{\"ev\":\"T\",\"sym\":\"X\",\"a\":\"";
    String large = begin + "x".repeat(FrameSlicer.LARGEST_EVENT - begin.length() - 2) + "\"}";
    String tooLarge = large.replace("\"}", "x\"}");

    seen.slice("[" + large + "," + tooLarge + "," + TRADE + "]");

    assertThat(seen.events).containsExactly("T.X " + large, "T.AAPL " + TRADE);
    assertThat(seen.malformed).containsExactly(TOO_LARGE);
  }

  @Test
  void anEmptyArrayIsAFrameOfNothing() {
    seen.slice(" [ ] ");

    assertThat(seen.events).isEmpty();
    assertThat(seen.malformed).isEmpty();
  }

  @Test
  void eventsBeforeTheBreakOfAFrameAreGood() {
    String frame = "[" + TRADE + "," + BAND + "]";

    for (int length = TRADE.length() + 2; length < frame.length(); length++) {
      Seen broken = new Seen();
      broken.slice(frame.substring(0, length));

      assertThat(broken.events).startsWith("T.AAPL " + TRADE);
      assertThat(broken.malformed).contains(FRAME);
    }
  }

  @Test
  void arraysNestedWithoutEndAreRefusedAndDoNotOverflow() {
    seen.slice("[{\"ev\":\"T\",\"sym\":\"X\",\"a\":" + "[".repeat(100_000));

    assertThat(seen.malformed).containsExactly(EVENT, FRAME);
  }

  @Test
  void aTickerWithAnEscapeIsTheTickerThatItMeans() {
    Seen seen = new Seen();
    seen.slice("[{\"ev\":\"\\u0054\",\"s\\u0079m\":\"BRK\\u002eA\"}]");

    assertThat(seen.events)
        .containsExactly("T.BRK.A {\"ev\":\"\\u0054\",\"s\\u0079m\":\"BRK\\u002eA\"}");
  }

  /** Jackson is the judge of 200,000 frames, each with some bytes changed. */
  @Test
  void noEventIsToldThatIsNoJson() throws IOException {
    Random random = new Random(42);
    byte[] good = ("[" + TRADE + "," + BAND + "," + FUTURE_EVENT + "]").getBytes(UTF_8);
    int told = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] frame = good.clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        frame[random.nextInt(frame.length)] =
            (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      }
      Seen one = new Seen();
      FrameSlicer.slice(frame, one);
      for (String event : one.json) {
        assertThat(isObject(event)).as(event).isTrue();
        told++;
      }
      if (isArrayOfObjects(new String(frame, UTF_8))) {
        assertThat(one.malformed).doesNotContain(EVENT, FRAME);
      }
    }
    assertThat(told).isGreaterThan(200_000);
  }

  private static boolean isObject(String json) {
    return reads(json, JsonToken.START_OBJECT);
  }

  private static boolean isArrayOfObjects(String json) {
    return json.startsWith("[{")
        && reads(json, JsonToken.START_ARRAY)
        && !json.matches("(?s).*\\}\\s*,\\s*[^\\s{].*");
  }

  private static boolean reads(String json, JsonToken first) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() != first) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Keeps what it is told. */
  private static final class Seen implements FrameSlicer.Sink {
    private final List<String> events = new ArrayList<>();
    private final List<String> json = new ArrayList<>();
    private final List<Malformation> malformed = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();

    void slice(String frame) {
      FrameSlicer.slice(frame.getBytes(UTF_8), this);
    }

    @Override
    public void event(String ev, String ticker, byte[] frame, int start, int length) {
      String text = new String(frame, start, length, UTF_8);
      json.add(text);
      events.add(ev + "." + ticker + " " + text);
    }

    @Override
    public void malformed(Malformation kind, String what) {
      malformed.add(kind);
      shown.add(what);
    }
  }
}
