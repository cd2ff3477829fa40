package io.fakepolygon.figures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a server for each test costs. */
class StartStopTest {
  private static final int CYCLES = 200;
  private static final double NS_PER_MS = 1e6;

  @Test
  void startingAndStoppingIsCheapEnoughForEachTest() {
    for (int i = 0; i < CYCLES; i++) {
      cycleMs();
    }
    double[] cycles = new double[CYCLES];
    for (int i = 0; i < CYCLES; i++) {
      cycles[i] = cycleMs();
    }
    Arrays.sort(cycles);
    System.out.printf(
        "server start and stop: median of %d warm cycles %.2f ms, 99th percentile %.2f ms%n",
        CYCLES, cycles[CYCLES / 2], cycles[CYCLES * 99 / 100]);
  }

  @Test
  void theFirstServerOfAJvmStartsInIt() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ColdStart.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed = new String(jvm.getInputStream().readAllBytes(), UTF_8);

    assertThat(jvm.waitFor()).as(printed).isZero();
    System.out.print("server start: " + printed);
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
