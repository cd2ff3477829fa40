package io.fakepolygon.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./fake-polygon plot}. */
class PlotTest {
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

  @Test
  void minuteIsDrawnIntoAPngFile() throws IOException {
    assertThat(desk.run("plot")).isEqualTo(new Outcome.Ended(0));

    assertThat(desk.printed())
        .isEqualToNormalizingNewlines(
            "Drew FAKETICKER from 2024-01-02T14:30:00Z to 2024-01-02T14:31:00Z: fake-polygon.png\n");
    assertThat(desk.printedAsError()).isEmpty();
    assertThat(directory.resolve("fake-polygon.png")).satisfies(PlotTest::isAPicture);
  }

  @Test
  void fileThatIsThereIsReplaced() throws IOException {
    desk.write("mine.png", "something else");

    assertThat(desk.run("plot", "--output", "mine.png", "--length", "2s"))
        .isEqualTo(new Outcome.Ended(0));

    assertThat(directory.resolve("mine.png")).satisfies(PlotTest::isAPicture);
  }

  @Test
  void settingsOfTheMarketComeFromAllPlaces() throws IOException {
    desk.export("FAKE_DATA_SYMBOLS", "AAPL,MSFT").write(".env", "FAKE_DATA_SEED=3");

    PlotPlan plan = desk.plotPlan("plot", "--interval-ms=50", "--symbol=MSFT");

    assertThat(plan.market().market())
        .isEqualTo(
            FakePolygonConfig.builder()
                .symbols("AAPL", "MSFT")
                .seed(3)
                .interval(Duration.ofMillis(50))
                .build()
                .market());
    assertThat(plan.subject().symbol()).isEqualTo("MSFT");
  }

  @Test
  void spanBeginsWhereTheMarketsTimeBegins() {
    desk.export("FAKE_DATA_START", "2025-06-02T13:30:00Z");

    assertThat(desk.plotPlan("plot").subject().from())
        .isEqualTo(Instant.parse("2025-06-02T13:30:00Z"));
    assertThat(desk.plotPlan("plot", "--from=2025-06-03T13:30:00Z").subject().from())
        .isEqualTo(Instant.parse("2025-06-03T13:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"1000ms,1", "1s,1", "90s,90", "1m,60", "24h,86400"})
  void lengthIsANumberAndAUnit(String length, long seconds) {
    Instant from = Instant.parse("2024-01-02T14:30:00Z");

    assertThat(desk.plotPlan("plot", "--length", length).subject().to())
        .isEqualTo(from.plusSeconds(seconds));
  }

  @Test
  void dayIsATradingDayInNewYork() {
    PlotPlan plan = desk.plotPlan("plot", "--day", "2024-07-03");

    assertThat(plan.subject().from()).isEqualTo(Instant.parse("2024-07-03T08:00:00Z"));
    assertThat(plan.subject().to()).isEqualTo(Instant.parse("2024-07-04T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"--from,2024-01-02T14:30:00Z", "--length,1m"})
  void dayStandsAlone(String other, String value) {
    assertThat(desk.refusal("plot", "--day=2024-01-02", other, value))
        .isEqualTo(
            "--day and %s are both there. A day is a span of its own; leave one of them."
                .formatted(other));
  }

  @Test
  void pictureIsAsLargeAsAskedFor() throws IOException {
    desk.run("plot", "--length=2s", "--size=600x500");

    BufferedImage image = ImageIO.read(directory.resolve("fake-polygon.png").toFile());
    assertThat(image.getWidth()).isEqualTo(600);
    assertThat(image.getHeight()).isEqualTo(500);
  }

  @Test
  void svgIsWrittenWhereTheFileIsNamedSo() {
    assertThat(desk.run("plot", "--length=2s", "--output=a.svg")).isEqualTo(new Outcome.Ended(0));

    assertThat(directory.resolve("a.svg"))
        .content()
        .startsWith("<?xml")
        .contains("<svg", "width=\"1200\"", ">FAKETICKER, oscillating, seed 42<");
  }

  @Test
  void sameMarketGivesTheSameBytes() {
    for (String ending : List.of("svg", "png")) {
      desk.run("plot", "--length=2s", "--output=a." + ending);
      desk.run("plot", "--length=2s", "--output=b." + ending);

      assertThat(directory.resolve("a." + ending))
          .hasSameBinaryContentAs(directory.resolve("b." + ending));
    }
  }

  @Test
  void whereAnySymbolIsFakedTheUsualOneIsDrawn() {
    assertThat(desk.plotPlan("plot", "--symbols=*").subject().symbol()).isEqualTo("FAKETICKER");
    assertThat(desk.plotPlan("plot", "--symbols=*", "--symbol=BRK.A").subject().symbol())
        .isEqualTo("BRK.A");
  }

  @Test
  void settingsOfTheServerDoNotMatter() {
    desk.export("PORT", "8765").export("FAKE_DATA_CLOCK", "speed:60").export("HOST", "192.0.2.1");

    assertThat(desk.run("plot", "--length", "2s")).isEqualTo(new Outcome.Ended(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --symbol=AAPL | --symbol is 'AAPL'. Write one of FAKETICKER, TESTSTOCK, or name it in --symbols.
          --from=today | --from is 'today'. Write an instant from 1970-01-01T00:00:00Z to 2261-12-31T00:00:00Z.
          --length=1 | --length is '1'. Write a whole number, then ms, s, m or h, from 1s to 24h: 1m.
          --length=999ms | --length is '999ms'. Write a whole number, then ms, s, m or h, from 1s to 24h: 1m.
          --length=25h | --length is '25h'. Write a whole number, then ms, s, m or h, from 1s to 24h: 1m.
          --length=99999999999999999999h | --length is '99999999999999999999h'. Write a whole number, then ms, s, m or h, from 1s to 24h: 1m.
          --output=a.jpg | --output is 'a.jpg'. Write the name of a PNG or SVG file, such as fake-polygon.png.
          --size=large | --size is 'large'. Write width and height in pixels, such as 1200x800.
          --size=599x800 | --size is '599x800'. A picture is from 600x500 to 4000x3000 pixels large, not 599x800.
          --day=today | --day is 'today'. Write a date from 1970-01-02 to 2261-12-30.
          --day=1969-12-31 | --day is '1969-12-31'. Write a date from 1970-01-02 to 2261-12-30.
          --output=none/a.png | --output is 'none/a.png'. It cannot be written there; name a file in a directory that is there and yours.
          --interval-ms=86400000 | There is no trade of FAKETICKER from 2024-01-02T14:30:00Z to 2024-01-02T14:31:00Z to draw. Write a longer --length.
          --seed=x | --seed is 'x'. Write a whole number from -9223372036854775808 to 9223372036854775807.
          --port=1 | --port is a setting of the server. Leave it out: plot has no use for it.
          --lenght=1m | --lenght is not an option. Did you mean --length?
          1m | There is an argument that belongs to no option. Write --<option> <value>; --help lists the options.
          """)
  void whatCannotBeUsedIsRefused(String argument, String sentence) {
    assertThat(desk.refusal("plot", argument)).isEqualTo(sentence);
  }

  @Test
  void directoryIsNotReplacedByAPicture() throws IOException {
    Files.createDirectory(directory.resolve("folder.png"));

    assertThat(desk.refusal("plot", "--output=folder.png")).startsWith("--output is 'folder.png'.");
  }

  @Test
  void tickerThatCannotBeIsRefusedWhereAnySymbolIsFaked() {
    assertThat(desk.refusal("plot", "--symbols=*", "--symbol=A B"))
        .startsWith("--symbol is 'A B'. 'A B' is not a ticker.");
  }

  @Test
  void wordPlotStandsFirst() {
    assertThat(desk.refusal("--seed=1", "plot"))
        .isEqualTo(
            "plot stands behind something else. Write it first: ./fake-polygon plot <options>.");
  }

  @Test
  void helpOfTheServerPointsToPlot() {
    desk.run("--help");

    assertThat(desk.printed()).contains("./fake-polygon plot --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void helpOfPlotListsItsOptionsAndTheMarketsButNotTheServers(String help) {
    assertThat(desk.run("plot", help)).isEqualTo(new Outcome.Ended(0));

    for (PlotOption option : PlotOption.values()) {
      assertThat(desk.printed()).contains(option.option() + "=" + option.placeholder());
    }
    assertThat(desk.printed())
        .contains("--symbols=", "--seed=", "--base-price=", "--start=")
        .doesNotContain("--port=", "--host=", "--clock=");
  }

  @Test
  void serverLoadsNothingThatDraws() throws IOException, InterruptedException {
    Path log = directory.resolve("classes.log");
    Process start = java("-Xlog:class+load:file=" + log, Rehearsal.class.getName()).start();

    assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(start.exitValue()).isZero();
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains(" io.fakepolygon.launcher.Launcher "))
        .noneMatch(
            line ->
                line.matches(
                    ".* (java[.]awt|sun[.]awt|org[.]knowm|org[.]apache[.]batik|io[.]fakepolygon[.]plot)[.].*"));
  }

  @Test
  void withoutFontsOneSentenceSaysWhatToInstall() throws IOException, InterruptedException {
    Path none = directory.resolve("fonts.conf");
    Files.writeString(
        none,
        """
        <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>
        """);
    ProcessBuilder plot =
        java("-Duser.home=" + directory, Main.class.getName(), "plot", "--length=2s");
    plot.environment().put("FONTCONFIG_FILE", none.toString());
    Process process = plot.directory(directory.toFile()).start();

    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said)
        .isEqualToNormalizingNewlines(
            "This Java finds no font to write with. Install fontconfig and a font, such as Debian's"
                + " packages fontconfig and fonts-dejavu-core.\n");
    assertThat(process.exitValue()).isEqualTo(2);
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static void isAPicture(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1_200);
    assertThat(image.getHeight()).isEqualTo(800);
  }
}
