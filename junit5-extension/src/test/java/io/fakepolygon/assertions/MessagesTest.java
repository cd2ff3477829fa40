package io.fakepolygon.assertions;

import static io.fakepolygon.assertions.Wire.frame;
import static io.fakepolygon.assertions.Wire.quote;
import static io.fakepolygon.assertions.Wire.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.protocol.Aggregate;
import io.fakepolygon.protocol.Channel;
import io.fakepolygon.protocol.Quote;
import io.fakepolygon.protocol.ReceivedMessage;
import io.fakepolygon.protocol.Status;
import io.fakepolygon.protocol.Trade;
import io.fakepolygon.protocol.UnknownMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Trade TRADE = trade("X", 1, 1);
  private static final Trade OTHER_TRADE = trade("Y", 1, 2);
  private static final Quote QUOTE = quote("X", 1, 1);
  private static final Quote OTHER_QUOTE = quote("Y", 1, 2);
  private static final Aggregate SECOND = Wire.secondBar(0, 1, 1, 1, 1, 100, 1, 100);
  private static final Aggregate MINUTE = minuteBar();
  private static final String NEWS = "{\"ev\":\"N\",\"title\":\"unheard of\"}";

  private final List<String> frames =
      List.of(
          frame(Status.CONNECTED),
          frame(QUOTE, TRADE, OTHER_QUOTE, OTHER_TRADE),
          "[" + NEWS + "]",
          frame(SECOND, MINUTE));

  private final Messages messages = Messages.parse(frames);

  @Test
  void messagesAreThereInTheOrderOfTheirFrames() {
    assertThat(messages.all())
        .extracting(ReceivedMessage::message)
        .containsExactly(
            Status.CONNECTED,
            QUOTE,
            TRADE,
            OTHER_QUOTE,
            OTHER_TRADE,
            new UnknownMessage("N", NEWS, "Unknown ev 'N'"),
            SECOND,
            MINUTE);
  }

  @Test
  void eventsAreWhatHappenedOnTheMarket() {
    assertThat(messages.events())
        .containsExactly(QUOTE, TRADE, OTHER_QUOTE, OTHER_TRADE, SECOND, MINUTE);
  }

  @Test
  void eventsCanBeOfOneTopic() {
    assertThat(messages.events("T.*")).containsExactly(TRADE, OTHER_TRADE);
    assertThat(messages.events("A.X")).containsExactly(SECOND);
  }

  @Test
  void refusesWhatIsNoTopic() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> messages.events("X"))
        .withMessageStartingWith("No dot in topic 'X'.");
  }

  @Test
  void tradesAreThoseOfAllSymbolsOrOfOne() {
    assertThat(messages.trades()).containsExactly(TRADE, OTHER_TRADE);
    assertThat(messages.trades("Y")).containsExactly(OTHER_TRADE);
  }

  @Test
  void quotesAreThoseOfAllSymbolsOrOfOne() {
    assertThat(messages.quotes()).containsExactly(QUOTE, OTHER_QUOTE);
    assertThat(messages.quotes("Y")).containsExactly(OTHER_QUOTE);
  }

  @Test
  void barsAreOfSecondsOrOfMinutes() {
    assertThat(messages.secondBars("X")).containsExactly(SECOND);
    assertThat(messages.minuteBars("X")).containsExactly(MINUTE);
    assertThat(messages.bars(Channel.A, "Y")).isEmpty();
  }

  @Test
  void refusesAChannelWithoutBars() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> messages.bars(Channel.T, "X"))
        .withMessage(
            "Channel T carries no bars. Write Channel.A for second bars or Channel.AM for minute bars");
  }

  @Test
  void statusesAreWhatTheServerSaidOfTheConnection() {
    assertThat(messages.statuses()).containsExactly(Status.CONNECTED);
  }

  @Test
  void whatCannotBeReadSurvivesAsItCame() {
    assertThat(messages.unknown()).extracting(UnknownMessage::json).containsExactly(NEWS);
    assertThat(Messages.parse(List.of("no JSON")).unknown())
        .containsExactly(new UnknownMessage("", "no JSON", "Not JSON"));
  }

  @Test
  void framesKeepTheirBoundaries() {
    assertThat(messages.frames()).isEqualTo(frames);
    assertThat(messages.byFrame()).extracting(List::size).containsExactly(1, 4, 1, 2);
  }

  @Test
  void whatHappensToTheListOfFramesLaterDoesNotMatter() {
    List<String> growing = new ArrayList<>(frames);
    Messages before = Messages.parse(growing);

    growing.clear();

    assertThat(before.all()).hasSize(8);
    assertThatThrownBy(() -> before.frames().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void saysHowManyFramesAndInWhichMarket() {
    assertThat(messages).asString().isEqualTo("messages of 4 frames");
    assertThat(Messages.parse(List.of("[]")).describedBy("seed 7"))
        .asString()
        .isEqualTo("messages of 1 frame; seed 7");
  }

  @Test
  void assertJsOwnAssertThatLeadsToTheSameAssertions() {
    MessagesAssert made = org.assertj.core.api.Assertions.assertThat(messages);

    made.trades().hasSize(2);
  }

  private static Aggregate minuteBar() {
    return new Aggregate(
        Channel.AM,
        "X",
        100,
        100,
        0,
        1,
        1,
        1,
        1,
        1,
        1,
        100,
        Wire.OPEN_MS,
        Wire.OPEN_MS + 60_000,
        false,
        0,
        0);
  }
}
