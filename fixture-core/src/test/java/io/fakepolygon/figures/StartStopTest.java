package io.fakepolygon.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a server for each test costs. */
class StartStopTest {
  private static final int CYCLES = 200;
  private static final double NS_PER_MS = 1e6;

  @Test
  void startingAndStoppingIsCheapEnoughForEachTest() {
    double first = cycleMs();
    double[] cycles = new double[CYCLES];
    for (int i = 0; i < CYCLES; i++) {
      cycles[i] = cycleMs();
    }
    Arrays.sort(cycles);
    System.out.printf(
        "server start and stop: first in this JVM %.1f ms, median of %d warm cycles %.2f ms, 99th percentile %.2f ms%n",
        first, CYCLES, cycles[CYCLES / 2], cycles[CYCLES * 99 / 100]);
  }

  private static double cycleMs() {
    long start = System.nanoTime();
    FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().build());
    String url = polygon.url();
    polygon.close();
    double ms = (System.nanoTime() - start) / NS_PER_MS;
    assertThat(url).startsWith("ws://127.0.0.1:");
    return ms;
  }
}
