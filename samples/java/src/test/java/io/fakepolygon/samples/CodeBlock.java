package io.fakepolygon.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A fenced block of a Markdown file.
 *
 * @param place where it begins, such as {@code README.md:24}
 * @param language what stands behind the fence, such as {@code java}; empty where nothing does
 * @param lines without the indentation that they have in common
 */
record CodeBlock(String place, String language, List<String> lines) {
  private static final String LEFT_OUT = "…";

  /** All blocks of a page. */
  static List<CodeBlock> in(Path root, Path page) throws IOException {
    List<String> text = Files.readAllLines(root.resolve(page));
    int[] fences = IntStream.range(0, text.size()).filter(i -> isFence(text.get(i))).toArray();
    List<CodeBlock> blocks = new ArrayList<>();
    for (int i = 0; i + 1 < fences.length; i += 2) {
      String lines = String.join("\n", text.subList(fences[i] + 1, fences[i + 1]));
      blocks.add(
          new CodeBlock(
              "%s:%d".formatted(page, fences[i] + 1),
              text.get(fences[i]).replaceAll("[`\\s]", ""),
              lines.stripIndent().lines().toList()));
    }
    return blocks;
  }

  /** How many of the lines, from the first on, stand together somewhere in a source file. */
  int linesIn(List<String> source) {
    int most = 0;
    for (int start = 0; start < source.size(); start++) {
      String line = source.get(start);
      String indentation = line.substring(0, Math.max(0, line.length() - lines.get(0).length()));
      if (indentation.isBlank()) {
        most = Math.max(most, linesFrom(0, source, start, indentation));
      }
    }
    return most;
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public String toString() {
    return place + " (" + language + ")";
  }

  private int linesFrom(int line, List<String> source, int from, String indentation) {
    if (line == lines.size()) {
      return line;
    }
    if (lines.get(line).strip().equals(LEFT_OUT)) {
      int most = line + 1;
      for (int next = from; next < source.size() && most < lines.size(); next++) {
        most = Math.max(most, linesFrom(line + 1, source, next, indentation));
      }
      return most;
    }
    String wanted = (indentation + lines.get(line)).stripTrailing();
    boolean same = from < source.size() && source.get(from).stripTrailing().equals(wanted);
    return same ? linesFrom(line + 1, source, from + 1, indentation) : line;
  }

  private static boolean isFence(String line) {
    return line.strip().startsWith("```");
  }
}
