package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawFieldsTest {
  private static final String TRADE =
      "{\"ev\":\"T\",\"sym\":\"A\\\"B\",\"p\":102.45,\"c\":[14,37],\"ds\":\"40.0\",\"x\":{\"y\":[{}]}}";

  @Test
  void whatIsNotChangedStaysToTheLetter() {
    assertThat(RawFields.of(TRADE).toJson()).isEqualTo(TRADE);
  }

  @Test
  void aChangedFieldKeepsItsPlaceAndANewOneComesLast() {
    assertThat(RawFields.of(TRADE).with("p", "7").with("n", "true").without("c").toJson())
        .isEqualTo(
            "{\"ev\":\"T\",\"sym\":\"A\\\"B\",\"p\":7,\"ds\":\"40.0\",\"x\":{\"y\":[{}]},\"n\":true}");
  }

  @Test
  void aValueIsItsJsonText() {
    assertThat(RawFields.of(TRADE).get("ds")).contains("\"40.0\"");
    assertThat(RawFields.of(TRADE).get("none")).isEmpty();
  }

  @Test
  void anEmptyObjectHasNoFields() {
    assertThat(RawFields.of("{}").with("a", "1").toJson()).isEqualTo("{\"a\":1}");
  }

  @Test
  void blanksBetweenThePartsAreLost() {
    assertThat(RawFields.of("{ \"a\" : 1 , \"b\" : [ 2 ] }").toJson())
        .isEqualTo("{\"a\":1,\"b\":[ 2 ]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{\"a\"}", "{\"a\":1", "{\"a\":1,}", "{\"a\":1}x", "{a:1}"})
  void whatIsNoObjectIsRefused(String text) {
    assertThatThrownBy(() -> RawFields.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is no JSON object", text);
  }
}
