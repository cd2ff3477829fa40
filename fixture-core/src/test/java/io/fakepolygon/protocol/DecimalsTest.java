package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

  @ParameterizedTest
  @CsvSource({
    "6995, 6995",
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "100, 100",
    "102.5, 102.5",
    "102.45, 102.45",
    "297.845, 297.845",
    "78.0894, 78.0894",
    "509.91712, 509.91712",
    "0.4372, 0.4372",
    "0.5, 0.5",
    "-1.5, -1.5",
    "-0.25, -0.25",
    "1000000, 1000000",
    "999999.99, 999999.99",
    "10.000001, 10.000001",
    "10.00001, 10.00001",
    "0.123456, 0.123456",
    "0.100001, 0.100001",
  })
  void areTheShortestDecimal(double value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0001, 0.0001",
    "-0.0001, -0.0001",
    "0.000101, 0.000101",
    "0.0099, 0.0099",
    "0.000123456, 0.000123456",
  })
  void arePlainFromOneTenThousandthUp(double value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.00004522, 4.522e-05",
    "0.00005, 5e-05",
    "0.000001, 1e-06",
    "0.000099, 9.9e-05",
    "0.00009999999, 9.999999e-05",
    "-0.00004522, -4.522e-05",
    "1e-9, 1e-09",
    "1.25e-10, 1.25e-10",
    "1e-100, 1e-100",
  })
  void haveAnExponentBelowOneTenThousandth(double value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "12.3456789, 12.3456789",
    "0.30000000000000004, 0.30000000000000004",
    "1125899906.842623, 1125899906.842623",
    "1125899906.842624, 1125899906.842624",
    "9007199254740992, 9007199254740992",
    "1e22, 10000000000000000000000",
    "-1e15, -1000000000000000",
  })
  void loseNothingWhereMillionthsDoNotReach(double value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }

  @Test
  void everyPriceOfUpToSixPlacesIsWrittenAsItself() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      int places = random.nextInt(7);
      BigDecimal price = BigDecimal.valueOf(1_000_000L + random.nextInt(), places);

      String expected = price.stripTrailingZeros().toPlainString();

      if (price.abs().doubleValue() >= 1e-4 || price.signum() == 0) {
        assertThat(written(price.doubleValue())).isEqualTo(expected);
      }
    }
  }

  @Test
  void anyNumberIsReadBackAsItself() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());

      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(written(value))).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "40000000, 40.0",
    "740474, 0.740474",
    "7300, 0.007300",
    "1, 0.000001",
    "4332125038360, 4332125.038360",
    "1000000, 1.0",
    "1500000, 1.500000",
    "9223372036854775807, 9223372036854.775807",
  })
  void exactSizesHaveOnePlaceOrSix(long millionths, String expected) {
    JsonBytes json = new JsonBytes();

    json.exactSizeIfPresent(Key.of("ds"), millionths);

    assertThat(json).hasToString(",\"ds\":\"" + expected + "\"");
  }

  private static String written(double value) {
    JsonBytes json = new JsonBytes();
    Decimals.write(value, json);
    return json.toString();
  }
}
