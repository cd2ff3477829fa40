package io.fakepolygon.launcher;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written about the settings is what the table of settings says. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLE = ROOT.resolve(".env.example");
  private static final Path README = ROOT.resolve("README.md");
  private static final Path REFERENCE = ROOT.resolve("docs/configuration.md");
  private static final Path PLOT = ROOT.resolve("docs/plot.md");

  // Shows a page, which takes a browser to draw.
  private static final String OF_A_BROWSER =
      " flight-recorder.png live-page.png live-page-dark.png live-page-narrow.png";

  @Test
  void envExampleDocumentsEverySetting() throws IOException {
    String entries =
        Stream.of(Setting.values())
            .map(
                setting ->
                    "# %s\n#%s=%s\n"
                        .formatted(setting.description(), setting, setting.defaultValue()))
            .collect(joining("\n"));

    assertThat(EXAMPLE).content().endsWith(entries);
  }

  @Test
  void envExampleCanBeUsedAsItIs(@TempDir Path desk) throws IOException {
    Files.copy(EXAMPLE, desk.resolve(".env"));

    assertThat(new Desk(desk).plan()).isEqualTo(new Desk(desk.resolve("none")).plan());
  }

  @Test
  void referenceHoldsTheTableOfSettings() {
    String table = Stream.of(Setting.values()).map(DocumentationTest::row).collect(joining("\n"));

    assertThat(REFERENCE).content().contains("| --- | --- | --- | --- |\n" + table + "\n");
  }

  @Test
  void readmeHoldsTheSameTableInShort() {
    String table =
        Stream.of(Setting.values()).map(DocumentationTest::shortRow).collect(joining("\n"));

    assertThat(README).content().contains("| --- | --- | --- |\n" + table + "\n");
  }

  @Test
  void plotsPageHoldsTheTableOfItsOptions() {
    String table =
        Stream.of(PlotOption.values()).map(DocumentationTest::row).collect(joining("\n"));

    assertThat(PLOT).content().contains("| --- | --- | --- |\n" + table + "\n");
  }

  @Test
  void pictureIsMadeByTheCommandThatStandsBesideIt() throws IOException {
    String command = "./fake-polygon plot --output docs/images/oscillating-minute.png";

    assertThat(README).content().contains("](docs/images/oscillating-minute.png)", command);
    assertThat(PLOT).content().contains(command);
    assertThat(Files.size(ROOT.resolve("docs/images/oscillating-minute.png"))).isLessThan(150_000);
  }

  @Test
  void everyPictureOfAMarketIsDrawnByTheScriptAndAllAreSmall() throws IOException {
    String script = Files.readString(ROOT.resolve("docs/pictures"));

    try (Stream<Path> pictures = Files.list(ROOT.resolve("docs/images"))) {
      assertThat(pictures)
          .isNotEmpty()
          .allSatisfy(
              picture -> assertThat(script + OF_A_BROWSER).contains(" " + picture.getFileName()))
          .allSatisfy(picture -> assertThat(Files.size(picture)).isLessThan(150_000));
    }
  }

  private static String row(PlotOption option) {
    return "| %s | %s | %s |"
        .formatted(
            code(option.option() + " " + option.placeholder()),
            option.defaultValue(),
            option.description());
  }

  private static String shortRow(Setting setting) {
    return "| `%s` | %s | %s |"
        .formatted(
            setting,
            setting.option().map(DocumentationTest::code).orElse("none"),
            setting.defaultValue().isEmpty() ? "none" : code(setting.defaultValue()));
  }

  private static String row(Setting setting) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            setting,
            setting
                .option()
                .map(option -> code(option + " " + setting.placeholder()))
                .orElse("none, as it is a secret"),
            setting.defaultValue().isEmpty() ? "none" : code(setting.defaultValue()),
            setting.description().replace("<", "\\<"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
