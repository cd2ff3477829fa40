package io.fakepolygon.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documentation shows is run: each block of code in README.md and docs/ stands in a source
 * file of samples/, line for line, however far indented. A line {@code …} alone stands for lines
 * that are left out. Dependencies to copy are those of this build.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "java", ".java",
          "kotlin", ".kt",
          "python", ".py",
          "js", ".js",
          "yaml", ".yaml",
          "sh", ".sh");
  private static final String NOT_OURS = ".*\\b(target|node_modules)\\b.*";

  @ParameterizedTest
  @MethodSource
  void everyBlockOfCodeStandsInASample(CodeBlock block) throws IOException {
    int most = 0;
    String where = "any file";
    for (Path source : files("samples", EXTENSIONS.get(block.language()))) {
      int found = block.linesIn(Files.readAllLines(ROOT.resolve(source)));
      if (found > most) {
        most = found;
        where = source.toString();
      }
    }
    if (most < block.lines().size()) {
      fail(
          "%s stands in no sample. Its first %d lines stand in %s, where this does not follow:%n%s",
          block, most, where, block.lines().get(most));
    }
  }

  static List<CodeBlock> everyBlockOfCodeStandsInASample() throws IOException {
    return blocks().stream().filter(block -> EXTENSIONS.containsKey(block.language())).toList();
  }

  @ParameterizedTest
  @MethodSource
  void everyDependencyIsOfThisBuild(CodeBlock block) throws IOException {
    List<String> artifacts = new ArrayList<>();
    for (Path pom : files("", "pom.xml")) {
      artifacts.addAll(artifactsIn(Files.readString(ROOT.resolve(pom))));
    }
    String version = versionsIn(Files.readString(ROOT.resolve("pom.xml"))).get(0);

    assertThat(artifactsIn(block.text())).as(block.place()).isNotEmpty().isSubsetOf(artifacts);
    assertThat(versionsIn(block.text())).as(block.place()).isNotEmpty().containsOnly(version);
  }

  static List<CodeBlock> everyDependencyIsOfThisBuild() throws IOException {
    return blocks().stream()
        .filter(block -> block.language().equals("xml") && block.text().contains("<dependency>"))
        .toList();
  }

  private static List<CodeBlock> blocks() throws IOException {
    List<CodeBlock> blocks = new ArrayList<>(CodeBlock.in(ROOT, Path.of("README.md")));
    for (Path page : files("docs", ".md")) {
      blocks.addAll(CodeBlock.in(ROOT, page));
    }
    return blocks;
  }

  /** The files below a folder of this project whose names end so. */
  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> found = Files.walk(ROOT.resolve(folder))) {
      return found
          .map(ROOT::relativize)
          .filter(file -> file.toString().endsWith(ending) && !file.toString().matches(NOT_OURS))
          .sorted()
          .toList();
    }
  }

  private static List<String> artifactsIn(String xml) {
    return matches("<artifactId>(fake-polygon.*?)<", xml);
  }

  private static List<String> versionsIn(String xml) {
    return matches("<version>(.*?)<", xml);
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
