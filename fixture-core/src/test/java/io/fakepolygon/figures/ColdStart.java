package io.fakepolygon.figures;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;

/** Run in a JVM of its own by {@link StartStopTest}: the very first server of a process. */
final class ColdStart {
  private static final double NS_PER_MS = 1e6;

  private ColdStart() {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    FakePolygonServer polygon = FakePolygonServer.start(FakePolygonConfig.builder().build());
    double ms = (System.nanoTime() - start) / NS_PER_MS;
    polygon.close();
    System.out.printf("first start in a cold JVM %.0f ms%n", ms);
  }
}
