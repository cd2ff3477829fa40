package io.fakepolygon.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.fault.FieldHarm.DisagreeingBar;
import io.fakepolygon.fault.FieldHarm.NanosecondsForMs;
import io.fakepolygon.protocol.RawFields;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What field harms make of values that the real feed, or another order, may have left there. */
class FieldHarmTest {

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"1704205800100\"", "[]"})
  void aTimeThatIsNoNumberIsNotMadeNanoseconds(String time) {
    String event = "{\"ev\":\"T\",\"t\":" + time + "}";

    assertThat(come(new NanosecondsForMs(), event)).isEqualTo(event);
  }

  @Test
  void aTimeOfZeroIsZeroInNanosecondsToo() {
    String event = "{\"ev\":\"T\",\"t\":0}";

    assertThat(come(new NanosecondsForMs(), event)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"many\""})
  void aVolumeThatIsNoNumberStaysAsItIs(String volume) {
    assertThat(come(new DisagreeingBar(), "{\"ev\":\"A\",\"dv\":" + volume + ",\"c\":1}"))
        .isEqualTo("{\"ev\":\"A\",\"dv\":" + volume + ",\"c\":1.01}");
  }

  @ParameterizedTest
  @CsvSource({"7,107", "'\"7.5\"','\"107.5\"'"})
  void aVolumeGrowsWithQuotationMarksOrWithout(String volume, String grown) {
    assertThat(come(new DisagreeingBar(), "{\"ev\":\"A\",\"dv\":" + volume + ",\"c\":1}"))
        .isEqualTo("{\"ev\":\"A\",\"dv\":" + grown + ",\"c\":1.01}");
  }

  private static String come(FieldHarm harm, String event) {
    return String.join("", harm.applyTo(RawFields.of(event), Optional.empty()));
  }
}
