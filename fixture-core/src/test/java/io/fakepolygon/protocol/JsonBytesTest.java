package io.fakepolygon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {
  private static final Key KEY = Key.of("k");

  private final JsonBytes json = new JsonBytes();

  @Test
  void beginsEmpty() {
    assertThat(json.length()).isZero();
    assertThat(json).hasToString("");
  }

  @Test
  void writesAnObjectFieldByField() {
    json.begin(JsonBytes.opening("T")).text(Key.of("sym"), "AAPL").integer(Key.of("s"), 40).end();

    assertThat(json).hasToString("{\"ev\":\"T\",\"sym\":\"AAPL\",\"s\":40}");
  }

  @Test
  void theFirstBytesOfTheArrayAreTheText() {
    json.text(KEY, "é");

    byte[] written = Arrays.copyOf(json.array(), json.length());

    assertThat(written).isEqualTo(",\"k\":\"é\"".getBytes(UTF_8));
  }

  @Test
  void forgetsWhatWasWritten() {
    json.text(KEY, "one");

    json.clear();
    json.integer(KEY, 2);

    assertThat(json).hasToString(",\"k\":2");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 511, 512, 513, 1_024, 100_000})
  void growsAsNeeded(int length) {
    String text = "x".repeat(length);

    json.text(KEY, text);

    assertThat(json).hasToString(",\"k\":\"" + text + "\"");
  }

  @Test
  void growsWithinARawText() {
    String text = "\"é\"".repeat(10_000);

    json.raw(text);

    assertThat(json).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        9,
        10,
        99,
        100,
        1_781_622_376_036L,
        999_999_999_999_999_999L,
        1_000_000_000_000_000_000L,
        Long.MAX_VALUE,
        -1,
        -10,
        Long.MIN_VALUE
      })
  void writesIntegers(long value) {
    json.integer(KEY, value);

    assertThat(json).hasToString(",\"k\":" + value);
  }

  @Test
  void anIntegerFitsInTheLastBytes() {
    String almostFull = "x".repeat(512 - 20);
    json.raw(almostFull);

    json.number(Long.MAX_VALUE);
    json.number(Long.MAX_VALUE);

    assertThat(json).hasToString(almostFull + Long.MAX_VALUE + Long.MAX_VALUE);
  }

  @Test
  void textAndDigitsFitInTheLastBytes() {
    String almostFull = "x".repeat(511);

    json.raw(almostFull);
    json.ascii("abc");
    assertThat(json).hasToString(almostFull + "abc");

    json.clear();
    json.raw("x".repeat(json.array().length - 1));
    json.digits(7, 3);
    assertThat(json.toString()).endsWith("x007");
  }

  @Test
  void writesArraysOfIntegers() {
    json.integersIfAny(KEY, List.of(14)).integersIfAny(KEY, List.of(14, 37, 41));

    assertThat(json).hasToString(",\"k\":[14],\"k\":[14,37,41]");
  }

  @Test
  void omitsWhatTheWireDoesNotHave() {
    json.integerIfPresent(KEY, 0)
        .decimalIfPresent(KEY, 0)
        .exactSizeIfPresent(KEY, 0)
        .integersIfAny(KEY, List.of());

    assertThat(json).hasToString("");
  }

  @Test
  void writesWhatTheWireHas() {
    json.integerIfPresent(KEY, 7).decimalIfPresent(KEY, 0.5).exactSizeIfPresent(KEY, 40_000_000);

    assertThat(json).hasToString(",\"k\":7,\"k\":0.5,\"k\":\"40.0\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a\"b|a\\\"b",
        "a\\b|a\\\\b",
        "a/b|a/b",
        "a'b|a'b",
        "a<&>b|a<&>b",
        "` `|` `",
        "~|~",
      })
  void escapesWhatJsonCannotHold(String text, String escaped) {
    json.text(KEY, text);

    assertThat(json).hasToString(",\"k\":\"" + escaped + "\"");
  }

  @Test
  void escapesControlCharacters() {
    json.text(KEY, "\n\r\t\0\u0001\u001f\u007f");

    assertThat(json).hasToString(",\"k\":\"\\n\\r\\t\\u0000\\u0001\\u001f\u007f\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "ß", "€", "漢字", "😀", "x😀y", "\u2028", "\uffff"})
  void writesOtherScriptsAsUtf8(String text) {
    json.text(KEY, text);

    assertThat(Arrays.copyOf(json.array(), json.length()))
        .isEqualTo((",\"k\":\"" + text + "\"").getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "\ud83d, \\ud83d",
    "\ud83dx, \\ud83dx",
    "\ude00, \\ude00",
    "\ude00\ud83d, \\ude00\\ud83d",
    "\ud83d\ud83d, \\ud83d\\ud83d",
  })
  void escapesALoneHalfOfASurrogatePair(String text, String escaped) {
    json.text(KEY, text);

    assertThat(json).hasToString(",\"k\":\"" + escaped + "\"");
  }
}
