package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private static final Status STATUS = new Status("success", "subscribed to: T.😀");
  private static final String TRADE =
      "{\"ev\":\"T\",\"sym\":\"AAPL\",\"i\":\"1\",\"x\":12,\"p\":297.84,\"s\":40,\"c\":[14],\"t\":7,\"pt\":6,"
          + "\"q\":5,\"z\":3,\"trfi\":202,\"trft\":6,\"ds\":\"40.0\"}";
  private static final String BAR =
      "{\"ev\":\"A\",\"sym\":\"FCX\",\"v\":1,\"av\":1,\"op\":1,\"vw\":1,\"o\":1,\"c\":1,\"h\":1,\"l\":1,\"a\":1,"
          + "\"z\":1,\"s\":0,\"e\":1000,\"otc\":true,\"dv\":\"1.0\",\"dav\":\"1.0\"}";

  @Test
  void readsSeveralMessagesInOrder() {
    String frame = "[" + STATUS.toJson() + "," + TRADE + "," + BAR + "]";

    List<ReceivedMessage> messages = FrameReader.read(frame);

    assertThat(messages)
        .extracting(ReceivedMessage::json)
        .containsExactly(STATUS.toJson(), TRADE, BAR);
    assertThat(messages.get(0).message()).isEqualTo(STATUS);
    assertThat(messages.get(1).message()).isInstanceOf(Trade.class);
    assertThat(messages.get(2).message()).isInstanceOf(Aggregate.class);
  }

  @Test
  void anEmptyArrayHoldsNoMessages() {
    assertThat(FrameReader.read("[]")).isEmpty();
    assertThat(FrameReader.read(" [ ] ")).isEmpty();
  }

  @Test
  void keepsEachMessagesOwnJsonBlanksIncluded() {
    String spacious = "{ \"ev\" : \"status\",\n\"status\":\"x\", \"message\":\"😀\" }";

    List<ReceivedMessage> messages =
        FrameReader.read("\n[ " + spacious + " ,\t" + STATUS.toJson() + " ] ");

    assertThat(messages)
        .extracting(ReceivedMessage::json)
        .containsExactly(spacious, STATUS.toJson());
  }

  @Test
  void countsCharactersRightInAFrameOfManyEmoji() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      sent.add(new Status("s" + i, "😀é漢\\\"}{][," + "x".repeat(i % 50)).toJson());
    }

    List<ReceivedMessage> messages = FrameReader.read("[" + String.join(" , ", sent) + "]");

    assertThat(messages).extracting(ReceivedMessage::json).containsExactlyElementsOf(sent);
    assertThat(messages).extracting(m -> m.message().toJson()).containsExactlyElementsOf(sent);
  }

  @Test
  void anUnknownEvSurvivesAsItCame() {
    String news = "{\"ev\":\"NEWS\",\"title\":\"😀\",\"score\":1.50,\"tags\":[\"a\",{\"b\":[]}]}";

    ReceivedMessage received = only(news);

    assertThat(received)
        .isEqualTo(
            new ReceivedMessage(new UnknownMessage("NEWS", news, "Unknown ev 'NEWS'"), news));
    assertThat(received.message().toJson()).isEqualTo(news);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"sym\":\"AAPL\"}", "{\"ev\":null}", "{\"ev\":7}", "{\"ev\":\"\"}"})
  void aMessageWithoutEvSurvivesAsItCame(String json) {
    assertThat(only(json).message()).isEqualTo(new UnknownMessage("", json, "Unknown ev ''"));
  }

  @Test
  void unknownFieldsSurviveInTheJson() {
    String future = TRADE.replace("\"z\":3", "\"z\":3,\"new\":{\"deep\":[1,[2]]},\"n\":null");

    ReceivedMessage received = only(future);

    assertThat(received.json()).isEqualTo(future);
    assertThat(received.message().toJson()).isEqualTo(TRADE);
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() {
    String reordered =
        "{\"q\":8,\"t\":7,\"T\":\"ATHR\",\"z\":3,\"i\":[17],\"l\":0,\"h\":0,\"ev\":\"LULD\"}";

    assertThat(only(reordered).message())
        .isEqualTo(new LuldBand("ATHR", 0, 0, List.of(17), 3, 7, 8));
  }

  @Test
  void theLastOfTwoEqualFieldsCounts() {
    assertThat(only(TRADE.replace("\"s\":40", "\"s\":\"x\",\"s\":41")).message())
        .isInstanceOfSatisfying(Trade.class, trade -> assertThat(trade.sizeShares()).isEqualTo(41));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"sym\":\"AAPL\",||'sym' is missing",
        "\"p\":297.84,||'p' is missing",
        "\"q\":5,||'q' is missing",
        "\"i\":\"1\"|\"i\":1|'i' is a string on the wire, not 1",
        "\"p\":297.84|\"p\":\"297.84\"|'p' is a number on the wire, not 297.84",
        "\"p\":297.84|\"p\":true|'p' is a number on the wire, not true",
        "\"p\":297.84|\"p\":0|'p' is a number above zero, not 0.0",
        "\"p\":297.84|\"p\":1e999|'p' is a number above zero, not Infinity",
        "\"s\":40|\"s\":40.5|'s' is an integer on the wire, not 40.5",
        "\"s\":40|\"s\":\"40\"|'s' is an integer on the wire, not 40",
        "\"s\":40|\"s\":-1|'s' is a number from zero up, not -1",
        "\"s\":40|\"s\":9223372036854775808|'s' is an integer on the wire, not 9223372036854775808",
        "\"s\":40|\"s\":null|'s' is an integer on the wire, not NULL",
        "\"s\":40|\"s\":{}|'s' is an integer on the wire, not OBJECT",
        "\"s\":40|\"s\":[40]|'s' is an integer on the wire, not [40]",
        "\"x\":12|\"x\":2147483648|'x' is an integer of 32 bits on the wire, not 2147483648",
        "\"x\":12|\"x\":-2147483649|'x' is an integer of 32 bits on the wire, not -2147483649",
        "\"c\":[14]|\"c\":14|'c' is an array of integers on the wire, not 14",
        "\"c\":[14]|\"c\":null|'c' is an array of integers on the wire, not NULL",
        "\"c\":[14]|\"c\":[14,\"37\"]|'c' is an array of integers on the wire, not ARRAY",
        "\"c\":[14]|\"c\":[14,[37]]|'c' is an array of integers on the wire, not ARRAY",
        "\"c\":[14]|\"c\":[2147483648]|'c' is an array of integers on the wire, not ARRAY",
        "\"pt\":6|\"pt\":\"6\"|'pt' is an integer on the wire, not 6",
        "\"trfi\":202|\"trfi\":2.5|'trfi' is an integer on the wire, not 2.5",
        "\"ds\":\"40.0\"|\"ds\":40.0|'ds' is a string on the wire, not 40.0",
        "\"ds\":\"40.0\"|\"ds\":\"much\"|'ds' is a decimal of at most six places on the wire, not much",
        "\"ds\":\"40.0\"|\"ds\":\"0.0000001\"|'ds' is a decimal of at most six places on the wire, not 0.0000001",
        "\"ds\":\"40.0\"|\"ds\":\"1e300\"|'ds' is a decimal of at most six places on the wire, not 1e300",
      })
  void saysWhyATradeCannotBeRead(String field, String replacement, String reason) {
    String json = TRADE.replace(field, replacement == null ? "" : replacement);

    assertThat(only(json).message()).isEqualTo(new UnknownMessage("T", json, reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"otc\":true|\"otc\":1|'otc' is true or false on the wire, not 1",
        "\"op\":1|\"op\":\"1\"|'op' is a number on the wire, not 1",
        "\"z\":1|\"z\":12.5|'z' is an integer on the wire, not 12.5",
        "\"e\":1000|\"e\":0|A bar's window ends after it starts, but e=0 and s=0",
        "\"vw\":1|\"vw\":1e999|'vw' is a number from zero up, not Infinity",
        "\"h\":1|\"h\":-1|'h' is a number from zero up, not -1.0",
      })
  void saysWhyABarCannotBeRead(String field, String replacement, String reason) {
    String json = BAR.replace(field, replacement);

    assertThat(only(json).message()).isEqualTo(new UnknownMessage("A", json, reason));
  }

  @Test
  void aWholeNumberIsAPriceToo() {
    assertThat(only(TRADE.replace("297.84", "6995")).message())
        .isInstanceOfSatisfying(Trade.class, trade -> assertThat(trade.priceUsd()).isEqualTo(6995));
  }

  @Test
  void aFlagMayBeFalse() {
    assertThat(only(BAR.replace("\"otc\":true", "\"otc\":false")).message())
        .isInstanceOfSatisfying(Aggregate.class, bar -> assertThat(bar.otc()).isFalse());
  }

  @Test
  void aStatusWithoutMessageCannotBeRead() {
    String json = "{\"ev\":\"status\",\"status\":\"connected\"}";

    assertThat(only(json).message())
        .isEqualTo(new UnknownMessage("status", json, "'message' is missing"));
  }

  @Test
  void oneBadMessageDoesNotSpoilItsNeighbours() {
    List<ReceivedMessage> messages =
        FrameReader.read(
            "[" + TRADE + "," + TRADE.replace("\"s\":40", "\"s\":\"x\"") + "," + TRADE + "]");

    assertThat(messages)
        .extracting(received -> received.message().getClass().getSimpleName())
        .containsExactly("Trade", "UnknownMessage", "Trade");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"ev\":\"status\"}", "null", "7", "\"text\"", "", "  "})
  void aFrameThatIsNoArrayIsOneUnknownMessage(String frame) {
    assertThat(FrameReader.read(frame))
        .containsExactly(unreadable(frame, "A frame is a JSON array"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[7]", "[null]", "[[]]", "[{},7]", "[{},[{}]]", "[{}][{}]", "[{}]{}", "[] 7"})
  void aFrameThatIsNoArrayOfObjectsIsOneUnknownMessage(String frame) {
    assertThat(FrameReader.read(frame))
        .containsExactly(unreadable(frame, "A frame is one JSON array of objects"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[{}",
        "[{]",
        "[{\"ev\":}]",
        "[{\"ev\":NaN}]",
        "[{}] x",
        "x",
        "[{},]",
        "[{\"ev\":1]"
      })
  void aFrameThatIsNotJsonIsOneUnknownMessage(String frame) {
    assertThat(FrameReader.read(frame)).containsExactly(unreadable(frame, "Not JSON"));
  }

  @Test
  void deepNestingIsOneUnknownMessage() {
    String deep = "[{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]";

    assertThat(FrameReader.read(deep)).containsExactly(unreadable(deep, "Not JSON"));
  }

  @Test
  void neverThrows() {
    Random random = new Random(4);
    String frame = "[" + TRADE + "," + BAR + "," + STATUS.toJson() + "]";
    String spoilers = "{}[]\",:\\\u0000\n -+.019eEtfnu\ud83d\udc00é";

    for (int i = 0; i < 50_000; i++) {
      StringBuilder spoiled = new StringBuilder(frame);
      for (int spoils = random.nextInt(3); spoils >= 0; spoils--) {
        spoiled.setCharAt(
            random.nextInt(frame.length()), spoilers.charAt(random.nextInt(spoilers.length())));
      }
      assertThatCode(() -> rewritten(spoiled.toString())).doesNotThrowAnyException();
    }
  }

  private static List<String> rewritten(String frame) {
    return FrameReader.read(frame).stream().map(received -> received.message().toJson()).toList();
  }

  private static ReceivedMessage only(String json) {
    List<ReceivedMessage> messages = FrameReader.read("[" + json + "]");
    assertThat(messages).hasSize(1);
    return messages.get(0);
  }

  private static ReceivedMessage unreadable(String frame, String reason) {
    return new ReceivedMessage(new UnknownMessage("", frame, reason), frame);
  }
}
