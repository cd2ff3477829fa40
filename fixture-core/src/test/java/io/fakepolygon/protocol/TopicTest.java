package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
  private static final String WHAT_TO_WRITE =
      ". Write one of T, Q, A, AM, LULD, then '.', then a ticker or '*': T.AAPL";

  @Test
  void splitsAtTheFirstDot() {
    Topic topic = Topic.parse("T.BRK.A");

    assertThat(topic.channel()).isEqualTo(Channel.T);
    assertThat(topic.ticker()).isEqualTo("BRK.A");
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void everyChannelHasTopics(Channel channel) {
    assertThat(Topic.parse(channel + ".AAPL")).isEqualTo(new Topic(channel, "AAPL"));
  }

  @Test
  void readsWhatItParses() {
    assertThat(Topic.read("T.BRK.A")).contains(new Topic(Channel.T, "BRK.A"));
  }

  @Test
  void aStarStandsForEveryTicker() {
    Topic topic = Topic.parse("T.*");

    assertThat(topic).isEqualTo(Topic.everyTickerOf(Channel.T));
    assertThat(topic.isWildcard()).isTrue();
    assertThat(topic.covers(Channel.T, "AAPL")).isTrue();
  }

  @Test
  void aStarStaysOnItsChannel() {
    assertThat(Topic.parse("A.*").covers(Channel.AM, "AAPL")).isFalse();
  }

  @Test
  void aTickerCoversItselfOnly() {
    Topic topic = Topic.parse("T.AAPL");

    assertThat(topic.isWildcard()).isFalse();
    assertThat(topic.covers(Channel.T, "AAPL")).isTrue();
    assertThat(topic.covers(Channel.T, "AAPLW")).isFalse();
    assertThat(topic.covers(Channel.Q, "AAPL")).isFalse();
  }

  @Test
  void aTrailingStarIsNoPrefixMatchOnStocks() {
    Topic topic = Topic.parse("T.AA*");

    assertThat(topic.isWildcard()).isFalse();
    assertThat(topic.covers(Channel.T, "AAPL")).isFalse();
  }

  @Test
  void caseOfATickerMatters() {
    assertThat(Topic.read("T.aapl")).contains(new Topic(Channel.T, "aapl"));
    assertThat(Topic.parse("T.aapl").covers(Channel.T, "AAPL")).isFalse();
  }

  @Test
  void isWrittenAsOnTheWire() {
    assertThat(Topic.parse("AM.BRK.A")).hasToString("AM.BRK.A");
    assertThat(Topic.parse("Q.*")).hasToString("Q.*");
  }

  @Test
  void ofOtherMarketsIsKnownAndNotOfStocks() {
    assertThat(Topic.read("XT.BTC-USD"))
        .hasValueSatisfying(topic -> assertThat(topic.channel().isOfStocks()).isFalse());
    assertThat(Topic.parse("LV.AAPL").channel().isOfStocks()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", ".", "T", "T.", ".AAPL", "ZZ.AAPL", "t.AAPL", "T*"})
  void staysSilentWhereTheVendorDoes(String parameter) {
    assertThat(Topic.read(parameter)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', No dot in topic ''",
    "T, No dot in topic 'T'",
    "*, No dot in topic '*'",
    "TR.AAPL, Unknown channel 'TR' in topic 'TR.AAPL'",
    "t.AAPL, Unknown channel 't' in topic 't.AAPL'",
    ".AAPL, Unknown channel '' in topic '.AAPL'",
    "TR., Unknown channel 'TR' in topic 'TR.'",
    "T., No ticker in topic 'T.'",
  })
  void saysWhatIsWrongAndWhatToWrite(String text, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Topic.parse(text))
        .withMessage(complaint + WHAT_TO_WRITE);
  }

  @Test
  void refusesAnEmptyTicker() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Topic(Channel.AM, ""))
        .withMessage("No ticker in topic 'AM.'. Write a ticker or '*' after the dot: AM.AAPL");
  }
}
