package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message against lines captured on the live service, byte for byte. */
class WireFormatTest {
  private static final String TRADE_OF_2026 =
      "{\"ev\":\"T\",\"sym\":\"AAPL\",\"i\":\"143541\",\"x\":4,\"p\":297.845,\"s\":40,\"t\":1781622376036,"
          + "\"pt\":1781622376029,\"q\":4938312,\"z\":3,\"trfi\":202,\"trft\":1781622376036,\"ds\":\"40.0\"}";
  private static final String TRADE_OF_2022 =
      "{\"ev\":\"T\",\"sym\":\"AMZN\",\"i\":\"72815\",\"x\":12,\"p\":161.87,\"s\":1,\"c\":[14,37,41],"
          + "\"t\":1651684192536,\"q\":4009408,\"z\":3}";
  private static final String QUOTE_OF_2026 =
      "{\"ev\":\"Q\",\"sym\":\"NVDA\",\"i\":[604],\"bx\":10,\"ax\":15,\"bp\":225.62,\"ap\":225.64,\"bs\":100,"
          + "\"as\":500,\"t\":1786649956446,\"pt\":1786649956446,\"q\":106078192,\"z\":3}";
  private static final String QUOTE_AS_OF_2020 =
      "{\"ev\":\"Q\",\"sym\":\"MSFT\",\"c\":0,\"bx\":4,\"ax\":7,\"bp\":114.125,\"ap\":114.128,\"bs\":100,"
          + "\"as\":160,\"t\":1536036818784,\"q\":50385480,\"z\":3}";
  private static final String ONE_SIDED_QUOTE =
      "{\"ev\":\"Q\",\"sym\":\"NVDA\",\"i\":[604],\"ax\":15,\"bp\":0,\"ap\":225.64,\"bs\":0,\"as\":500,"
          + "\"t\":1786649956446,\"q\":106078192,\"z\":3}";
  private static final String SECOND_BAR_OF_2026 =
      "{\"ev\":\"A\",\"sym\":\"FCX\",\"v\":4989,\"av\":4332125,\"op\":75.98,\"vw\":78.0894,\"o\":78.1,\"c\":78.08,"
          + "\"h\":78.125,\"l\":78.07,\"a\":76.8404,\"z\":62,\"s\":1788877043000,\"e\":1788877044000,"
          + "\"dv\":\"4989.0\",\"dav\":\"4332125.038360\"}";
  private static final String VENDORS_MINUTE_BAR =
      "{\"ev\":\"AM\",\"sym\":\"GTE\",\"v\":4110,\"av\":9470157,\"op\":0.4372,\"vw\":0.4488,\"o\":0.4488,"
          + "\"c\":0.4486,\"h\":0.4489,\"l\":0.4486,\"a\":0.4352,\"z\":685,\"s\":1610144640000,\"e\":1610144700000}";
  private static final String BAND_OF_2026 =
      "{\"ev\":\"LULD\",\"h\":3.63,\"l\":2.97,\"i\":[15],\"z\":3,\"T\":\"ATHR\",\"t\":1788877046310003385,"
          + "\"q\":3209681}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        TRADE_OF_2026,
        TRADE_OF_2022,
        QUOTE_OF_2026,
        QUOTE_AS_OF_2020,
        ONE_SIDED_QUOTE,
        SECOND_BAR_OF_2026,
        VENDORS_MINUTE_BAR,
        BAND_OF_2026,
        "{\"ev\":\"status\",\"status\":\"connected\",\"message\":\"Connected Successfully\"}",
      })
  void aCapturedFrameIsWrittenBackAsItCame(String captured) {
    String frame = "[" + captured + "]";

    List<ReceivedMessage> read = FrameReader.read(frame);

    assertThat(read).extracting(ReceivedMessage::json).containsExactly(captured);
    assertThat(written(read)).isEqualTo(frame);
  }

  @Test
  void severalMessagesInOneFrameAreWrittenBackAsTheyCame() {
    String frame =
        "["
            + String.join(",", TRADE_OF_2026, BAND_OF_2026, QUOTE_OF_2026, SECOND_BAR_OF_2026)
            + "]";

    assertThat(written(FrameReader.read(frame))).isEqualTo(frame);
  }

  @Test
  void aTradeMeansWhatItSays() {
    assertThat(only(TRADE_OF_2026))
        .isEqualTo(
            new Trade(
                "AAPL",
                "143541",
                4,
                297.845,
                40,
                List.of(),
                1_781_622_376_036L,
                1_781_622_376_029L,
                4_938_312,
                3,
                202,
                1_781_622_376_036L,
                40_000_000));
  }

  @Test
  void anOldTradeLacksWhatCameLater() {
    assertThat(only(TRADE_OF_2022))
        .isEqualTo(
            new Trade(
                "AMZN",
                "72815",
                12,
                161.87,
                1,
                List.of(14, 37, 41),
                1_651_684_192_536L,
                0,
                4_009_408,
                3,
                0,
                0,
                0));
  }

  @Test
  void aTradeWithConditionsHasThemBeforeItsTime() {
    Trade trade =
        new Trade(
            "BRK.A", "1", 4, 6995, 250, List.of(14, 41), 1_000, 990, 7, 1, 201, 995, 250_000_000);

    assertThat(trade.toJson())
        .isEqualTo(
            "{\"ev\":\"T\",\"sym\":\"BRK.A\",\"i\":\"1\",\"x\":4,\"p\":6995,\"s\":250,\"c\":[14,41],\"t\":1000,"
                + "\"pt\":990,\"q\":7,\"z\":1,\"trfi\":201,\"trft\":995,\"ds\":\"250.0\"}");
  }

  @Test
  void aTradeOfLessThanAShareHasSizeZero() {
    Trade trade = new Trade("AAPL", "1", 4, 297.8451, 0, List.of(), 1, 0, 7, 3, 0, 0, 740_474);

    assertThat(trade.toJson())
        .contains("\"p\":297.8451,\"s\":0,")
        .endsWith(",\"ds\":\"0.740474\"}");
  }

  @Test
  void aTinyPriceHasAnExponent() {
    Trade trade = new Trade("PENNY", "1", 62, 4.522e-05, 1, List.of(), 1, 0, 7, 3, 0, 0, 0);

    assertThat(trade.toJson()).contains("\"p\":4.522e-05,");
  }

  @Test
  void aQuoteMeansWhatItSays() {
    assertThat(only(QUOTE_OF_2026))
        .isEqualTo(
            new Quote(
                "NVDA",
                OptionalInt.empty(),
                List.of(604),
                10,
                15,
                225.62,
                225.64,
                100,
                500,
                1_786_649_956_446L,
                1_786_649_956_446L,
                106_078_192,
                3));
  }

  @Test
  void theConditionOfAQuoteIsNoArray() {
    Quote quote = (Quote) only(QUOTE_AS_OF_2020);

    assertThat(quote.condition()).hasValue(0);
    assertThat(quote.indicators()).isEmpty();
  }

  @Test
  void aSecondBarMeansWhatItSays() {
    assertThat(only(SECOND_BAR_OF_2026))
        .isEqualTo(
            new Aggregate(
                Channel.A,
                "FCX",
                4_989,
                4_332_125,
                75.98,
                78.0894,
                78.1,
                78.08,
                78.125,
                78.07,
                76.8404,
                62,
                1_788_877_043_000L,
                1_788_877_044_000L,
                false,
                4_989_000_000L,
                4_332_125_038_360L));
  }

  @Test
  void aBarBeforeTheOpeningPrintHasNoOfficialOpen() {
    Aggregate bar =
        new Aggregate(Channel.AM, "FCX", 1, 2, 0, 4, 5, 6, 7, 8, 9, 10, 0, 60_000, false, 0, 0);

    assertThat(bar.toJson())
        .isEqualTo(
            "{\"ev\":\"AM\",\"sym\":\"FCX\",\"v\":1,\"av\":2,\"vw\":4,\"o\":5,\"c\":6,\"h\":7,\"l\":8,\"a\":9,"
                + "\"z\":10,\"s\":0,\"e\":60000}");
  }

  @Test
  void aBarOfAnOtcTickerSaysSo() {
    Aggregate bar =
        new Aggregate(
            Channel.A, "OTC", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 1_000, true, 1_000_000, 2_500_000);

    assertThat(bar.toJson())
        .endsWith("\"e\":1000,\"otc\":true,\"dv\":\"1.0\",\"dav\":\"2.500000\"}");
    assertThat(only(bar.toJson())).isEqualTo(bar);
  }

  @Test
  void aBandMeansWhatItSays() {
    assertThat(only(BAND_OF_2026))
        .isEqualTo(
            new LuldBand(
                "ATHR", 3.63, 2.97, List.of(15), 3, 1_788_877_046_310_003_385L, 3_209_681));
  }

  @Test
  void aHaltHasBandsOfZero() {
    LuldBand halt = new LuldBand("ATHR", 0, 0, List.of(17), 3, 7, 8);

    assertThat(halt.toJson())
        .isEqualTo(
            "{\"ev\":\"LULD\",\"h\":0,\"l\":0,\"i\":[17],\"z\":3,\"T\":\"ATHR\",\"t\":7,\"q\":8}");
  }

  private static Message only(String json) {
    return FrameReader.read("[" + json + "]").get(0).message();
  }

  private static String written(List<ReceivedMessage> messages) {
    return messages.stream()
        .map(received -> received.message().toJson())
        .collect(Collectors.joining(",", "[", "]"));
  }
}
