package io.fakepolygon.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MovesTest {
  @Test
  void whereAllIsOnOneSideNoRoundingPutsMoreThere() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      double odds = Math.exp(random.nextGaussian());
      assertThat(Moves.leaning(1, odds)).isEqualTo(1);
      assertThat(Moves.leaning(Math.nextDown(1.0), odds)).isBetween(0.0, 1.0);
      assertThat(Moves.leaning(Math.nextUp(1.0), odds)).isEqualTo(1);
      assertThat(Moves.leaning(0, odds)).isZero();
    }
  }
}
