package io.fakepolygon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fakepolygon.protocol.ClientAction.Authenticate;
import io.fakepolygon.protocol.ClientAction.Subscribe;
import io.fakepolygon.protocol.ClientAction.Unintelligible;
import io.fakepolygon.protocol.ClientAction.Unsubscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientActionTest {

  @Test
  void readsAuth() {
    ClientAction action = ClientAction.read("{\"action\":\"auth\",\"params\":\"KEY\"}");

    assertThat(action).isEqualTo(new Authenticate("KEY"));
  }

  @Test
  void readsSubscribe() {
    ClientAction action =
        ClientAction.read("{\"action\":\"subscribe\",\"params\":\"T.AAPL,A.BRK.A\"}");

    assertThat(action).isEqualTo(new Subscribe(List.of("T.AAPL", "A.BRK.A")));
  }

  @Test
  void readsUnsubscribe() {
    ClientAction action = ClientAction.read("{\"action\":\"unsubscribe\",\"params\":\"T.*\"}");

    assertThat(action).isEqualTo(new Unsubscribe(List.of("T.*")));
  }

  @Test
  void trimsBlanksAroundCommas() {
    ClientAction action = subscribe(" T.AAPL ,  A.AAPL, Q.AAPL\\t");

    assertThat(action).isEqualTo(new Subscribe(List.of("T.AAPL", "A.AAPL", "Q.AAPL")));
  }

  @Test
  void keepsEmptyParametersWhichNobodyAnswers() {
    assertThat(subscribe("")).isEqualTo(new Subscribe(List.of("")));
    assertThat(subscribe("T.AAPL,,")).isEqualTo(new Subscribe(List.of("T.AAPL", "", "")));
  }

  @Test
  void keepsUnknownPrefixesToTheLetter() {
    assertThat(subscribe("ZZ.AAPL,*,T.")).isEqualTo(new Subscribe(List.of("ZZ.AAPL", "*", "T.")));
  }

  @Test
  void keepsAnEmptyKeyForTheServerToRefuse() {
    assertThat(ClientAction.read("{\"action\":\"auth\",\"params\":\"\"}"))
        .isEqualTo(new Authenticate(""));
  }

  @Test
  void keepsTheBlanksOfAKey() {
    assertThat(ClientAction.read("{\"action\":\"auth\",\"params\":\" a, b \"}"))
        .isEqualTo(new Authenticate(" a, b "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"params\":\"KEY\",\"action\":\"auth\"}",
        " \r\n{ \"action\" : \"auth\" ,\t\"params\" : \"KEY\" }\n",
        "{\"action\":\"auth\",\"params\":\"KEY\",\"id\":7}",
        "{\"x\":{\"action\":\"subscribe\",\"params\":[{}]},\"action\":\"auth\",\"y\":[[],null],\"params\":\"KEY\"}",
        "{\"action\":\"\\u0061uth\",\"params\":\"\\u004bEY\"}",
      })
  void orderBlanksEscapesAndUnknownFieldsDoNotMatter(String frame) {
    assertThat(ClientAction.read(frame)).isEqualTo(new Authenticate("KEY"));
  }

  @Test
  void theLastOfTwoEqualFieldsCounts() {
    assertThat(
            ClientAction.read(
                "{\"action\":\"subscribe\",\"params\":7,\"action\":\"auth\",\"params\":\"KEY\"}"))
        .isEqualTo(new Authenticate("KEY"));
    assertThat(ClientAction.read("{\"action\":\"auth\",\"params\":\"KEY\",\"params\":null}"))
        .isEqualTo(new Unintelligible("params are not a string"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"action\":\"auth\",\"params\":\"KEY\"",
        "{\"action\":\"auth\",\"params\":\"KEY",
        "{\"action\":\"auth\" \"params\":\"KEY\"}",
        "{\"action\":\"auth\",\"params\":\"KEY\",}",
        "{'action':'auth','params':'KEY'}",
        "{action:\"auth\",params:\"KEY\"}",
        "{\"action\":\"auth\",\"params\":\"KEY\"}}",
        "{\"action\":\"auth\",\"params\":\"KEY\"} and more",
        "{\"action\":\"auth\",\"params\":\"KEY\"/* comment */}",
        "{\"action\":\"auth\",\"params\":\"KEY\",\"x\":NaN}",
        "{\"action\":\"auth\",\"params\":\"K\nEY\"}",
        "{\"action\":\"auth\",\"params\":\"\\x\"}",
        "auth",
        "\ufeff{\"action\":\"auth\",\"params\":\"KEY\"}",
        "\u0000",
      })
  void whatIsNoJsonIsUnintelligible(String frame) {
    assertThat(ClientAction.read(frame)).isEqualTo(new Unintelligible("not JSON"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "null",
        "7",
        "\"auth\"",
        "[]",
        "[{\"action\":\"auth\",\"params\":\"KEY\"}]",
      })
  void whatIsNoObjectIsUnintelligible(String frame) {
    assertThat(ClientAction.read(frame)).isEqualTo(new Unintelligible("not a JSON object"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|no action",
        "{\"params\":\"T.AAPL\"}|no action",
        "{\"action\":null,\"params\":\"T.AAPL\"}|no action",
        "{\"action\":7,\"params\":\"T.AAPL\"}|no action",
        "{\"action\":[\"subscribe\"],\"params\":\"T.AAPL\"}|no action",
        "{\"action\":{\"action\":\"auth\"},\"params\":\"T.AAPL\"}|no action",
        "{\"action\":\"auth\"}|params are not a string",
        "{\"action\":\"auth\",\"params\":null}|params are not a string",
        "{\"action\":\"subscribe\",\"params\":7}|params are not a string",
        "{\"action\":\"subscribe\",\"params\":true}|params are not a string",
        "{\"action\":\"subscribe\",\"params\":[\"T.AAPL\"]}|params are not a string",
        "{\"action\":\"subscribe\",\"params\":{\"params\":\"T.AAPL\"}}|params are not a string",
        "{\"action\":\"\",\"params\":\"T.AAPL\"}|unknown action",
        "{\"action\":\"AUTH\",\"params\":\"KEY\"}|unknown action",
        "{\"action\":\"auth \",\"params\":\"KEY\"}|unknown action",
        "{\"action\":\"dance\",\"params\":\"KEY\"}|unknown action",
        "{\"action\":\"auth\",\"params\":\"KEY\"}{}|more than one JSON value",
        "{\"action\":\"auth\",\"params\":\"KEY\"} 7|more than one JSON value",
      })
  void saysWhyAnObjectIsUnintelligible(String frame, String reason) {
    assertThat(ClientAction.read(frame)).isEqualTo(new Unintelligible(reason));
  }

  @Test
  void aLoneHalfOfASurrogatePairSurvives() {
    assertThat(subscribe("T.\\ud83d")).isEqualTo(new Subscribe(List.of("T.\ud83d")));
    assertThat(subscribe("T.\\udc00x")).isEqualTo(new Subscribe(List.of("T.\udc00x")));
  }

  @Test
  void hugeNestingIsUnintelligible() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(ClientAction.read("{\"x\":" + deep + ",\"action\":\"auth\",\"params\":\"KEY\"}"))
        .isEqualTo(new Unintelligible("not JSON"));
    assertThat(ClientAction.read("{\"params\":" + "{\"a\":".repeat(100_000)))
        .isEqualTo(new Unintelligible("not JSON"));
  }

  @Test
  void hugeNamesAndNumbersDoNoHarm() {
    String hugeName =
        "{\"" + "n".repeat(1_000_000) + "\":1,\"action\":\"auth\",\"params\":\"KEY\"}";
    String hugeNumber = "{\"action\":" + "9".repeat(1_000_000) + ",\"params\":\"KEY\"}";

    assertThat(ClientAction.read(hugeName)).isInstanceOf(Unintelligible.class);
    assertThat(ClientAction.read(hugeNumber)).isInstanceOf(Unintelligible.class);
  }

  @Test
  void fourThousandTickersFitIntoOneRequest() {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      parameters.add("T.S" + i);
    }

    assertThat(subscribe(String.join(",", parameters))).isEqualTo(new Subscribe(parameters));
  }

  @Test
  void neverThrows() {
    Random random = new Random(1);
    String frame =
        "{\"action\":\"subscribe\",\"params\":\"T.A,Q.*\",\"x\":[1.5e3,null,{\"y\":\"\\u00e9\"}]}";
    String spoilers = "{}[]\",:\\\u0000\n /*-+.019eEtfnu\ud83d\udc00é😀'";

    for (int i = 0; i < 100_000; i++) {
      StringBuilder spoiled = new StringBuilder(frame);
      for (int spoils = random.nextInt(4); spoils >= 0; spoils--) {
        spoiled.setCharAt(
            random.nextInt(frame.length()), spoilers.charAt(random.nextInt(spoilers.length())));
      }
      spoiled.setLength(random.nextInt(frame.length() + 1));
      assertThatCode(() -> ClientAction.read(spoiled.toString())).doesNotThrowAnyException();
    }
  }

  @Test
  void aKeyStaysOutOfLogs() {
    assertThat(new Authenticate("SECRET")).hasToString("Authenticate[key=…]");
  }

  @Test
  void parametersAreTheReadersOwn() {
    List<String> given = new ArrayList<>(List.of("T.AAPL"));
    Subscribe subscribe = new Subscribe(given);
    Unsubscribe unsubscribe = new Unsubscribe(given);

    given.clear();

    assertThat(subscribe.parameters()).containsExactly("T.AAPL");
    assertThat(unsubscribe.parameters()).containsExactly("T.AAPL");
  }

  private static ClientAction subscribe(String params) {
    return ClientAction.read("{\"action\":\"subscribe\",\"params\":\"" + params + "\"}");
  }
}
