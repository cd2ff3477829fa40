package io.fakepolygon.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CodeBlockTest {
  private static final List<String> SOURCE =
      List.of("class A {", "", "  void one() {", "    two();", "    three();", "  }", "}");

  @Test
  void standsInASourceHoweverFarIndented() {
    assertThat(block("void one() {", "  two();", "  three();", "}").linesIn(SOURCE)).isEqualTo(4);
  }

  @Test
  void standsThereUpToTheFirstLineThatIsOtherwise() {
    assertThat(block("void one() {", "  two();", "}").linesIn(SOURCE)).isEqualTo(2);
    assertThat(block("void one() {", "    two();").linesIn(SOURCE)).isEqualTo(1);
    assertThat(block("four();").linesIn(SOURCE)).isZero();
    assertThat(block("();").linesIn(SOURCE)).isZero();
  }

  @Test
  void anEllipsisStandsForLinesLeftOut() {
    assertThat(block("class A {", "…", "    three();", "  …", "}").linesIn(SOURCE)).isEqualTo(5);
    assertThat(block("class A {", "…", "  four();", "}").linesIn(SOURCE)).isEqualTo(2);
  }

  private static CodeBlock block(String... lines) {
    return new CodeBlock("README.md:1", "java", List.of(lines));
  }
}
