package io.fakepolygon.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorldTest {
  private static final String MESSAGE = "AUTH_FAILURE message 'No; or | never'";

  @Test
  void itsTextReadsAsTheSameWorld() {
    World world =
        World.parse("seed=7 | symbols=A,B | span=300ms | scenario=GAP_UP at 10m | faults=none");

    assertThat(World.parse(world.text())).isEqualTo(world);
  }

  @Test
  void whatStandsBetweenQuotationMarksIsText() {
    assertThat(World.parse("seed=7 | faults=" + MESSAGE).faults()).contains(MESSAGE);
    assertThat(World.parts(MESSAGE + "; DROP")).containsExactly(MESSAGE, "DROP");
  }
}
