package io.fakepolygon.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fakepolygon.control.RecordJson;
import io.fakepolygon.market.Behavior;
import io.fakepolygon.market.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that says how single symbols behave; a {@code /} below begins another line. */
class BehaviorsFileTest {
  @TempDir Path directory;

  @Test
  void everyMemberIsTakenOver() throws IOException {
    assertThat(
            read(
                "# as two stocks are",
                "AAPL2:",
                "  basePriceUsd: 190",
                "  volatility: 0.3",
                "  tradesPerSecond: 5",
                "  tape: 3",
                "  exchange: 12",
                "  roundLotShares: 100",
                "  tickUsd: 0.01",
                "  follows: MSFT2",
                "  correlation: 0.6",
                "MSFT2: {preset: mega-cap, tradesPerSecond: 7}"))
        .containsExactly(
            entry("AAPL2", new Behavior(190, 0.3, 5, 3, 12, 100, 0.01, "MSFT2", 0.6)),
            entry("MSFT2", Preset.MEGA_CAP.behavior().withTradesPerSecond(7)));
  }

  @Test
  void presetSaysWhatNothingElseSaysWhereverItStands() throws IOException {
    assertThat(read("A:", "  volatility: 2", "  preset: PENNY"))
        .containsExactly(entry("A", Preset.PENNY.behavior().withVolatility(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A:", "A: {}", "A: null", "{\"A\":{}}", "\uFEFFA: ~", "--- /A: /..."})
  void symbolWithoutMembersIsAsUsualAroundThePriceOfTheMarket(String text) throws IOException {
    assertThat(read(text.split("/")))
        .containsExactly(entry("A", Behavior.DEFAULT.withBasePriceUsd(20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "NO", "7203", "\"BRK.B\"", "'1e5'"})
  void everyTickerIsReadAsItIsWritten(String name) throws IOException {
    assertThat(read(name + ": {tape: 1}")).containsOnlyKeys(name.replaceAll("[\"']", ""));
  }

  @Test
  void exportedBehavioursReadAsTheSame() throws IOException {
    Map<String, Behavior> behaviors =
        Map.of(
            "A",
            new Behavior(0.62, 1.2, 0.001, 3, 12, 0, 0.0001, "B", -0.5),
            "B",
            Preset.HIGH_PRICED.behavior());

    assertThat(read(RecordJson.text(behaviors))).isEqualTo(behaviors);
  }

  @Test
  void jsonMayBeIndentedByTabs() throws IOException {
    assertThat(read("{", "\t\"A\": {", "\t\t\"tape\": 1", "\t}", "}")).containsOnlyKeys("A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          A:/  volatilty: 1 | b.yaml line 2: 'volatilty' is not a member of a behaviour. Did you mean volatility?
          A:/  color: red | b.yaml line 2: 'color' is not a member of a behaviour. Write one of preset, basePriceUsd, volatility, tradesPerSecond, tape, exchange, roundLotShares, tickUsd, follows, correlation.
          A:/  preset: HUGE | b.yaml line 2: preset is 'HUGE'. Write one of MEGA_CAP, MID_CAP, ILLIQUID, PENNY, HIGH_PRICED.
          A:/  basePriceUsd: cheap | b.yaml line 2: basePriceUsd is 'cheap'. Write a number of dollars from 0.3 to 1000000.
          A:/  basePriceUsd: '190' | b.yaml line 2: basePriceUsd is '190', in quotes. Write a number of dollars from 0.3 to 1000000.
          A:/  basePriceUsd: 0.29 | b.yaml line 2: basePriceUsd is '0.29'. Write a number of dollars from 0.3 to 1000000.
          A:/  volatility: 10.1 | b.yaml line 2: volatility is '10.1'. Write a number from 0 to 10, such as 0.25 for 25 % a year.
          A:/  volatility: .inf | b.yaml line 2: volatility is '.inf'. Write a number from 0 to 10, such as 0.25 for 25 % a year.
          A:/  volatility: | b.yaml line 2: volatility is ''. Write a number from 0 to 10, such as 0.25 for 25 % a year.
          A:/  tradesPerSecond: 0 | b.yaml line 2: tradesPerSecond is '0'. Write a number from 0.001 to 1000.
          A:/  tape: 4 | b.yaml line 2: tape is '4'. Write 1, 2 or 3, or 0 for one that follows from the symbol's name.
          A:/  exchange: 1.5 | b.yaml line 2: exchange is '1.5'. Write a whole number from 1 to 255, or 0 for that of the tape.
          A:/  roundLotShares: 99999999999 | b.yaml line 2: roundLotShares is '99999999999'. Write a whole number from 1 to 10000, or 0 for that of the price.
          A:/  tickUsd: 0.00015 | b.yaml line 2: tickUsd is '0.00015'. Write whole ten-thousandths of a dollar from 0.0001 to 1, or 0 for that of the price.
          A:/  follows: B/  correlation: 2/B: | b.yaml line 3: correlation is '2'. Write a number from -1 to 1.
          A:/  correlation: 0.5 | b.yaml line 2: correlation is '0.5', and A follows nothing. Write which symbol it follows, or leave it out.
          A:/  follows: B/B: | b.yaml line 2: follows is 'B', and there is no correlation. Write one from -1 to 1.
          A:/  correlation: 1/  follows: C/B: | b.yaml line 3: follows is 'C', which is not among the symbols. Write one of A, B.
          A: {follows: A, correlation: 1} | b.yaml line 1: follows is 'A', and so A follows itself. Write another symbol, or leave it out.
          A: {follows: B, correlation: 1}/B: {follows: A, correlation: 1} | b.yaml line 1: follows is 'B', and so A follows itself. Write another symbol, or leave it out.
          A:/B:/A: | b.yaml line 3: A stands on line 1 already. Leave one of them.
          A:/  tape: 1/  tape: 1 | b.yaml line 3: tape stands on line 2 already. Leave one of them.
          A B: | b.yaml line 1: 'A B' is not a ticker. Write letters, digits, '.', '/', ':' and '-', such as FAKETICKER or BRK.A.
          '*': | b.yaml line 1: '*' is not a single symbol. Name one, such as FAKETICKER.
          - A | b.yaml line 1: Write symbols, each with its members on lines below it: basePriceUsd: 190.
          AAPL | b.yaml line 1: Write symbols, each with its members on lines below it: basePriceUsd: 190.
          A: 190 | b.yaml line 1: Write symbols, each with its members on lines below it: basePriceUsd: 190.
          A: [tape, 1] | b.yaml line 1: Write symbols, each with its members on lines below it: basePriceUsd: 190.
          A:/  tape: [1] | b.yaml line 2: Write symbols, each with its members on lines below it: basePriceUsd: 190.
          A:/  tape:/    is: 1 | b.yaml line 3: Write symbols, each with its members on lines below it: basePriceUsd: 190.
          ? [A]/: {} | b.yaml line 1: Write symbols, each with its members on lines below it: basePriceUsd: 190.
          A: &a/  tape: 1/B: *a | b.yaml line 3: *a stands for what is written elsewhere. Write it out.
          A:/  tape: !!int 1 | b.yaml line 2: The tag tag:yaml.org,2002:int says nothing here. Leave it out.
          A:/---/B: | b.yaml line 2: A second document begins here. Leave one of them.
          A:/  tape: 1/ B: 2 | b.yaml line 3: This is not YAML: expected <block end>, but found '<block mapping start>'.
          {"A": {"tape": 1} | b.yaml line 2: This is not YAML: expected ',' or '}', but got <stream end>.
          """)
  void refusalNamesTheLine(String text, String sentence) {
    assertThatThrownBy(() -> read(text.split("/")))
        .isInstanceOf(UnusableException.class)
        .hasMessage(sentence);
  }

  @Test
  void symbolThatIsNotNamedIsRefused() throws IOException {
    write("A:", "B:");

    assertThatThrownBy(() -> read(Optional.of(List.of("A", "C"))))
        .hasMessage(
            "b.yaml line 2: 'B' is not among the symbols A,C. Add it to FAKE_DATA_SYMBOLS, or leave that out: then the symbols are those of this file.");
  }

  @Test
  void whereEveryTickerExistsEveryTickerCanBeFollowed() throws IOException {
    write("A: {follows: B, correlation: 0.5}");

    assertThat(read(Optional.of(List.of("*"))).get("A").follows()).isEqualTo("B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "{}", "---"})
  void fileThatNamesNoSymbolIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .hasMessage(
            "FAKE_DATA_BEHAVIORS is 'b.yaml'. It names no symbol; write one, and below it what differs.");
  }

  @Test
  void fileInAnotherEncodingIsRefused() throws IOException {
    Files.write(directory.resolve("b.yaml"), "A: # für".getBytes(ISO_8859_1));

    assertThatThrownBy(() -> read(Optional.empty()))
        .hasMessage("FAKE_DATA_BEHAVIORS is 'b.yaml'. It is not a text in UTF-8; save it as one.");
  }

  @Test
  void characterThatYamlDoesNotAllowIsRefused() {
    assertThatThrownBy(() -> read("A: \u0007"))
        .hasMessage(
            "b.yaml holds a character that YAML does not allow. Write letters, digits and punctuation.");
  }

  @Test
  void hugeFileIsRefused() throws IOException {
    write("#" + "x".repeat(4 << 20));

    assertThatThrownBy(() -> read(Optional.empty()))
        .hasMessage("FAKE_DATA_BEHAVIORS is 'b.yaml'. It is larger than 4194304 bytes.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "- ", "? ", "A: {", "A: &a [", "\"", "!", "&a "})
  void hostileFileIsRefusedAtOnce(String part) {
    assertThatThrownBy(() -> read(part.repeat(100_000)))
        .isInstanceOf(UnusableException.class)
        .message()
        .hasSizeLessThan(400);
  }

  @Test
  void valueInARefusalIsShortAndOnOneLine() {
    assertThatThrownBy(() -> read("A: {tape: \"1\\n" + "2".repeat(100) + "\"}"))
        .hasMessage(
            "b.yaml line 1: tape is '1 %s...', in quotes. Write 1, 2 or 3, or 0 for one that follows from the symbol's name."
                .formatted("2".repeat(78)));
  }

  @Test
  void tenThousandSymbolsAreRead() throws IOException {
    String[] lines = new String[10_000];
    Arrays.setAll(lines, i -> "S%d: {preset: MID_CAP, tape: 1}".formatted(i));

    assertThat(read(lines)).hasSize(10_000);
  }

  @Test
  void exampleOfTheDocumentationIsRead() throws IOException {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    Matcher example = Pattern.compile("(?s)```yaml\\n(.*?)```").matcher(page);

    assertThat(example.find()).isTrue();
    assertThat(read(example.group(1)))
        .containsEntry(
            "AAPL2",
            Preset.MEGA_CAP
                .behavior()
                .withBasePriceUsd(190)
                .withTradesPerSecond(5)
                .following("MSFT2", 0.6));
  }

  private Map<String, Behavior> read(String... lines) throws IOException {
    write(lines);
    return read(Optional.empty());
  }

  private Map<String, Behavior> read(Optional<List<String>> symbols) {
    return BehaviorsFile.read(new Given("FAKE_DATA_BEHAVIORS", "b.yaml"), directory, symbols, 20);
  }

  private void write(String... lines) throws IOException {
    Files.write(directory.resolve("b.yaml"), List.of(lines));
  }
}
