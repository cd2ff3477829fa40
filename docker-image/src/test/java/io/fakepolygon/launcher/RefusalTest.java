package io.fakepolygon.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be used stops the start: exit code 2, one sentence, word for word. */
class RefusalTest {
  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(directory);
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ENABLE_FAKE_DATA | yes | ENABLE_FAKE_DATA is 'yes'. Write true or false.
          ENABLE_FAKE_DATA | false | ENABLE_FAKE_DATA is 'false', and there is no real feed either. Set POLYGON_API_KEY to the vendor's key for a proxy, or leave it out to serve fake data.
          FAKE_DATA_SYMBOLS | A B | FAKE_DATA_SYMBOLS is 'A B'. 'A B' is not a ticker. Write letters, digits, '.', '/', ':' and '-', such as FAKETICKER or BRK.A; or '*' alone.
          FAKE_DATA_SYMBOLS | AAPL,,MSFT | FAKE_DATA_SYMBOLS is 'AAPL,,MSFT'. '' is not a ticker. Write letters, digits, '.', '/', ':' and '-', such as FAKETICKER or BRK.A; or '*' alone.
          FAKE_DATA_SYMBOLS | AAPL,AAPL | FAKE_DATA_SYMBOLS is 'AAPL,AAPL'. A symbol stands twice in [AAPL, AAPL]. Name each once.
          FAKE_DATA_TYPES | T,NOI | FAKE_DATA_TYPES is 'T,NOI'. Write one or more of T, Q, A, AM, LULD, separated by commas.
          FAKE_DATA_INTERVAL_MS | abc | FAKE_DATA_INTERVAL_MS is 'abc'. Write a whole number of milliseconds from 1 to 86400000.
          FAKE_DATA_INTERVAL_MS | 0 | FAKE_DATA_INTERVAL_MS is '0'. Write a whole number of milliseconds from 1 to 86400000.
          FAKE_DATA_INTERVAL_MS | 86400001 | FAKE_DATA_INTERVAL_MS is '86400001'. Write a whole number of milliseconds from 1 to 86400000.
          FAKE_DATA_SEED | 0x2A | FAKE_DATA_SEED is '0x2A'. Write a whole number from -9223372036854775808 to 9223372036854775807.
          FAKE_DATA_SEED | 9223372036854775808 | FAKE_DATA_SEED is '9223372036854775808'. Write a whole number from -9223372036854775808 to 9223372036854775807.
          FAKE_DATA_MODE | WILD | FAKE_DATA_MODE is 'WILD'. Write OSCILLATING or REALISTIC.
          FAKE_DATA_BASE_PRICE | cheap | FAKE_DATA_BASE_PRICE is 'cheap'. Write a number of dollars from 0.3 to 1000000.
          FAKE_DATA_BASE_PRICE | 0.29 | FAKE_DATA_BASE_PRICE is '0.29'. Write a number of dollars from 0.3 to 1000000.
          FAKE_DATA_BASE_PRICE | 5 | FAKE_DATA_BASE_PRICE is '5'. The amplitude 5.0 is not between 0 and 4.7 dollars: the price must stay above zero around a base of 5.0.
          FAKE_DATA_PRICE_AMPLITUDE | NaN | FAKE_DATA_PRICE_AMPLITUDE is 'NaN'. Write a number of dollars from 0 to 1000000.
          FAKE_DATA_PRICE_AMPLITUDE | 100 | FAKE_DATA_PRICE_AMPLITUDE is '100'. The amplitude 100.0 is not between 0 and 99.7 dollars: the price must stay above zero around a base of 100.0.
          FAKE_DATA_PRICE_PERIOD_SECS | 0 | FAKE_DATA_PRICE_PERIOD_SECS is '0'. Write a number of seconds from 0.001 to 86400.
          FAKE_DATA_SCENARIO | GAP | FAKE_DATA_SCENARIO is 'GAP'. 'GAP' is no kind of scenario, in 'GAP'. Write one of NORMAL, HIGH_VOLATILITY, LOW_LIQUIDITY, GAP_UP, GAP_DOWN, TRADING_HALT, CRASH_AND_RECOVERY, OPENING_BURST, LULD_PAUSE, LATE_PRINTS, BAR_CORRECTIONS.
          FAKE_DATA_SCENARIO | GAP_UP at noon | FAKE_DATA_SCENARIO is 'GAP_UP at noon'. 'noon' is no start, in 'GAP_UP at noon'. Write an instant such as 2024-01-02T15:00:00Z, or how long after the market's start, such as 10m or PT10M.
          FAKE_DATA_SCENARIO | GAP_UP on X | FAKE_DATA_SCENARIO is 'GAP_UP on X'. The scenario GAP_UP is for 'X', which is not among the symbols [FAKETICKER, TESTSTOCK].
          FAKE_DATA_RESPECT_MARKET_HOURS | yes | FAKE_DATA_RESPECT_MARKET_HOURS is 'yes'. Write true or false.
          FAKE_DATA_BEHAVIORS | b.yaml | FAKE_DATA_BEHAVIORS is 'b.yaml'. There is no such file; write the name of one.
          FAKE_DATA_BEHAVIORS | . | FAKE_DATA_BEHAVIORS is '.'. It is not a file that can be read.
          FAKE_DATA_BAR_DELAY_MS | 60001 | FAKE_DATA_BAR_DELAY_MS is '60001'. Write a whole number of milliseconds from 0 to 60000.
          FAKE_DATA_CLOCK | fast | FAKE_DATA_CLOCK is 'fast'. Write realtime, manual, or speed:<x> with <x> market seconds per second, such as speed:60, a number from 0.001 to 1000000.
          FAKE_DATA_CLOCK | speed:0 | FAKE_DATA_CLOCK is 'speed:0'. Write realtime, manual, or speed:<x> with <x> market seconds per second, such as speed:60, a number from 0.001 to 1000000.
          FAKE_DATA_START | 2024-01-02T14:30:00Z | FAKE_DATA_START is '2024-01-02T14:30:00Z'. Real time begins now: leave it out, or set FAKE_DATA_CLOCK to speed:<x> or manual.
          CONTROL_API | yes | CONTROL_API is 'yes'. Write on or off.
          FAKE_DATA_START | today | FAKE_DATA_START is 'today'. Write an instant from 1970-01-01T00:00:00Z to 2261-12-31T00:00:00Z.
          PORT | 65536 | PORT is '65536'. Write a port from 0 to 65535.
          MAX_CONNECTIONS | 0 | MAX_CONNECTIONS is '0'. Write a number of connections from 1 to 1000000.
          MAX_SUBSCRIPTIONS | many | MAX_SUBSCRIPTIONS is 'many'. Write a number of topics from 1 to 1000000.
          MAX_MESSAGE_BYTES | 1023 | MAX_MESSAGE_BYTES is '1023'. Write a number of bytes from 1024 to 67108864.
          MAX_MESSAGES_PER_SECOND | 1000001 | MAX_MESSAGES_PER_SECOND is '1000001'. Write a number of messages from 1 to 1000000.
          TLS_KEY_STORE | none.p12 | TLS_KEY_STORE is 'none.p12'. There is no such file; write the name of one.
          TLS_KEY_STORE | . | TLS_KEY_STORE is '.'. It cannot be read as PKCS#12; docs/configuration.md says how to make such a file.
          TLS_KEY_STORE_PASSWORD | secret | TLS_KEY_STORE_PASSWORD is set and TLS_KEY_STORE is not. Name the file that it opens, or leave it out to speak ws.
          PROXY_API_KEYS | one,,two | PROXY_API_KEYS cannot be used. Write keys separated by single commas, none of them empty.
          POLYGON_UPSTREAM_URL | ws://x | POLYGON_UPSTREAM_URL names a real feed, and there is no key for it. Set POLYGON_API_KEY to the vendor's key, or leave the address out to serve fake data.
          POLYGON_UPSTREAM_URL | http://u:secret@x | POLYGON_UPSTREAM_URL cannot be used. Write the address of a feed, such as wss://socket.massive.com/stocks; ws:// for one without TLS.
          POLYGON_UPSTREAM_URL | not an address | POLYGON_UPSTREAM_URL cannot be used. Write the address of a feed, such as wss://socket.massive.com/stocks; ws:// for one without TLS.
          UPSTREAM_LINGER_SECS | -1 | UPSTREAM_LINGER_SECS is '-1'. Write a number of seconds from 0 to 86400.
          UPSTREAM_STALL_SECS | 0 | UPSTREAM_STALL_SECS is '0'. Write a number of seconds from 0.1 to 86400.
          UPSTREAM_LONGEST_RETRY_SECS | soon | UPSTREAM_LONGEST_RETRY_SECS is 'soon'. Write a number of seconds from 0.001 to 86400.
          SLOW_CLIENT_POLICY | wait | SLOW_CLIENT_POLICY is 'wait'. Write one of disconnect, conflate-quotes, drop-oldest.
          SLOW_CLIENT_SOFT_BYTES | 65535 | SLOW_CLIENT_SOFT_BYTES is '65535'. Write a whole number of bytes from 65536 to 1099511627776.
          SLOW_CLIENT_SOFT_BYTES | 16777217 | SLOW_CLIENT_HARD_BYTES is '16777216'. Write no less than SLOW_CLIENT_SOFT_BYTES, which is 16777217.
          SLOW_CLIENT_SOFT_SECS | -1 | SLOW_CLIENT_SOFT_SECS is '-1'. Write a number of seconds from 0 to 86400.
          SLOW_CLIENT_HARD_BYTES | 4194303 | SLOW_CLIENT_HARD_BYTES is '4194303'. Write no less than SLOW_CLIENT_SOFT_BYTES, which is 4194304.
          FAKE_DATA_SYMBOL | AAPL | FAKE_DATA_SYMBOL is not a setting. Did you mean FAKE_DATA_SYMBOLS?
          FAKE_DATA_VOLATILITY | 2 | FAKE_DATA_VOLATILITY is not a setting. --help lists what there is.
          """)
  void sentenceNamesTheSettingTheValueAndWhatIsAllowed(String name, String value, String sentence) {
    desk.export(name, value);

    assertThat(desk.refusal()).isEqualTo(sentence);
  }

  @Test
  void sentenceNamesTheOptionThatWasWritten() {
    assertThat(desk.refusal("--interval-ms", "abc"))
        .isEqualTo(
            "--interval-ms is 'abc'. Write a whole number of milliseconds from 1 to 86400000.");
  }

  @Test
  void sentenceNamesTheFileThatWasRead() throws IOException {
    desk.write("desk.env", "FAKE_DATA_SEED=x");

    assertThat(desk.refusal("--env-file", "desk.env"))
        .startsWith("FAKE_DATA_SEED in desk.env is 'x'. Write a whole number");
  }

  @Test
  void unknownNameInTheFileIsRefusedWithTheNameThatWasMeant() throws IOException {
    desk.write(".env", "FAKE_DATA_INTERVALL_MS=5");

    assertThat(desk.refusal())
        .isEqualTo(
            "FAKE_DATA_INTERVALL_MS in .env is not a setting."
                + " Did you mean FAKE_DATA_INTERVAL_MS?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --symbol=AAPL | --symbol is not an option. Did you mean --symbols?
          --polygon-api-key=secret | --polygon-api-key is not an option. --help lists what there is.
          secret | There is an argument that belongs to no option. Write --<option> <value>; --help lists the options.
          --seed | --seed has no value. Write one after it; --help lists what is allowed.
          --env-file=none.env | --env-file is 'none.env'. There is no such file; write the name of one.
          --env-file=. | . is not a file that can be read. Put one NAME=value on each of its lines.
          """)
  void argumentThatCannotBeUnderstoodIsRefused(String argument, String sentence) {
    assertThat(desk.refusal(argument)).isEqualTo(sentence);
  }

  @Test
  void optionGivenTwiceIsRefused() {
    assertThat(desk.refusal("--seed", "1", "--seed", "2"))
        .isEqualTo("--seed stands twice. Leave one of them.");
  }

  @Test
  void envFileWithAnUnreadableLineIsRefusedWithoutShowingIt() throws IOException {
    desk.write(".env", "POLYGON_API_KEY secret");

    assertThat(desk.refusal())
        .isEqualTo(".env has a line that cannot be read. Write NAME=value, or # before a remark.");
  }

  @Test
  void envFileInAnotherEncodingIsRefused() throws IOException {
    Files.write(directory.resolve(".env"), new byte[] {'A', '=', (byte) 0xFC, '\n'});

    assertThat(desk.refusal())
        .isEqualTo(".env has a line that cannot be read. Write NAME=value, or # before a remark.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "86400000"})
  void longestAndShortestIntervalAreUsed(String ms) {
    assertThat(desk.plan("--interval-ms", ms).config().market().interval())
        .hasMillis(Long.parseLong(ms));
  }

  @Test
  void lowestBasePriceIsUsedWithoutAmplitude() {
    Plan plan = desk.plan("--base-price", "0.3", "--price-amplitude", "0");

    assertThat(plan.config().market().basePriceUsd()).isEqualTo(0.3);
  }
}
