package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketEventTest {
  private static final long SIP_MS = 1_781_622_376_036L;

  @Test
  void happensWhenTheSipStampedIt() {
    assertThat(aTrade(1, 100).timestampNs()).isEqualTo(SIP_MS * 1_000_000);
    assertThat(aQuote(1, 2, 100, 100).timestampNs()).isEqualTo(SIP_MS * 1_000_000);
  }

  @Test
  void aBarHappensWhenItsWindowEnds() {
    assertThat(aBar(Channel.A, 1_000, 2_000).timestampNs()).isEqualTo(2_000_000_000L);
  }

  @Test
  void aBandHappensToTheNanosecond() {
    assertThat(aBand(3, 2).timestampNs()).isEqualTo(7);
  }

  @Test
  void knowsItsChannelAndSymbol() {
    assertThat(List.of(aTrade(1, 1), aQuote(1, 2, 1, 1), aBar(Channel.AM, 0, 1), aBand(3, 2)))
        .extracting(event -> event.channel() + "." + event.symbol())
        .containsExactly("T.AAPL", "Q.AAPL", "AM.AAPL", "LULD.AAPL");
  }

  @Test
  void belongsToItsTopicAndToTheWildcardOfItsChannel() {
    MarketEvent trade = aTrade(1, 1);

    assertThat(trade.belongsTo(Topic.parse("T.AAPL"))).isTrue();
    assertThat(trade.belongsTo(Topic.parse("T.*"))).isTrue();
    assertThat(trade.belongsTo(Topic.parse("T.MSFT"))).isFalse();
    assertThat(trade.belongsTo(Topic.parse("Q.AAPL"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, '''p'' is a number above zero, not 0.0'",
    "-0.01, '''p'' is a number above zero, not -0.01'",
    "NaN, '''p'' is a number above zero, not NaN'",
    "Infinity, '''p'' is a number above zero, not Infinity'",
  })
  void aTradeHasAPrice(double price, String sentence) {
    assertThatIllegalArgumentException().isThrownBy(() -> aTrade(price, 1)).withMessage(sentence);
  }

  @Test
  void aTradeMayBeOfLessThanAShareButNotOfLessThanNothing() {
    assertThat(aTrade(1, 0).sizeShares()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aTrade(1, -1))
        .withMessage("'s' is a number from zero up, not -1");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 2, 3, 4, '''bp'' is a number from zero up, not -1.0'",
    "1, -2, 3, 4, '''ap'' is a number from zero up, not -2.0'",
    "1, 2, -3, 4, '''bs'' is a number from zero up, not -3'",
    "1, 2, 3, -4, '''as'' is a number from zero up, not -4'",
    "NaN, 2, 3, 4, '''bp'' is a number from zero up, not NaN'",
    "1, Infinity, 3, 4, '''ap'' is a number from zero up, not Infinity'",
  })
  void aQuoteHasNothingBelowZero(
      double bid, double ask, long bidShares, long askShares, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aQuote(bid, ask, bidShares, askShares))
        .withMessage(sentence);
  }

  @Test
  void aQuoteMayBeEmptyOrCrossed() {
    assertThat(aQuote(0, 0, 0, 0).bidUsd()).isZero();
    assertThat(aQuote(2, 1, 100, 100).bidUsd()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Channel.class,
      names = {"A", "AM"},
      mode = EnumSource.Mode.EXCLUDE)
  void aBarHasAChannelOfBars(Channel channel) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aBar(channel, 0, 1_000))
        .withMessage("A bar is carried by channel A or AM, not by " + channel);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 999})
  void aBarEndsAfterItStarts(long endMs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aBar(Channel.A, 1_000, endMs))
        .withMessage("A bar's window ends after it starts, but e=" + endMs + " and s=1000");
  }

  @ParameterizedTest
  @CsvSource({"v", "av", "op", "vw", "o", "c", "h", "l", "a"})
  void aBarHasNothingBelowZero(String field) {
    String bar =
        "{\"ev\":\"A\",\"sym\":\"FCX\",\"v\":1,\"av\":1,\"op\":1,\"vw\":1,\"o\":1,\"c\":1,\"h\":1,\"l\":1,\"a\":1,"
            + "\"z\":1,\"s\":0,\"e\":1000}";
    String spoiled = bar.replace("\"" + field + "\":1", "\"" + field + "\":-1");

    Message read = FrameReader.read("[" + spoiled + "]").get(0).message();

    assertThat(read)
        .isInstanceOfSatisfying(
            UnknownMessage.class,
            unknown ->
                assertThat(unknown.reason())
                    .startsWith("'" + field + "' is a number from zero up, not -1"));
  }

  @Test
  void aBandHasNothingBelowZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aBand(-3, 2))
        .withMessage("'h' is a number from zero up, not -3.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> aBand(3, -2))
        .withMessage("'l' is a number from zero up, not -2.0");
  }

  @Test
  void listsAreTheEventsOwn() {
    List<Integer> given = new ArrayList<>(List.of(14));
    Trade trade = new Trade("AAPL", "1", 12, 1, 1, given, SIP_MS, 0, 1, 3, 0, 0, 0);
    Quote quote = new Quote("AAPL", OptionalInt.empty(), given, 1, 1, 1, 2, 1, 1, SIP_MS, 0, 1, 3);
    LuldBand band = new LuldBand("AAPL", 3, 2, given, 3, 7, 1);

    given.clear();

    assertThat(trade.conditions()).containsExactly(14);
    assertThat(quote.indicators()).containsExactly(14);
    assertThat(band.indicators()).containsExactly(14);
  }

  private static Trade aTrade(double price, long size) {
    return new Trade("AAPL", "1", 12, price, size, List.of(), SIP_MS, 0, 1, 3, 0, 0, 0);
  }

  private static Quote aQuote(double bid, double ask, long bidShares, long askShares) {
    return new Quote(
        "AAPL",
        OptionalInt.empty(),
        List.of(),
        1,
        1,
        bid,
        ask,
        bidShares,
        askShares,
        SIP_MS,
        0,
        1,
        3);
  }

  private static Aggregate aBar(Channel channel, long startMs, long endMs) {
    return new Aggregate(
        channel, "AAPL", 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, startMs, endMs, false, 0, 0);
  }

  private static LuldBand aBand(double upper, double lower) {
    return new LuldBand("AAPL", upper, lower, List.of(), 3, 7, 1);
  }
}
