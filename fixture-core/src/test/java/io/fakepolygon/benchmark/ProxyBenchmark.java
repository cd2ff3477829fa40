package io.fakepolygon.benchmark;

/** A real feed's events on their way through: the stages, the time it adds, and a burst. */
final class ProxyBenchmark implements Benchmark {
  @Override
  public void run(Report report) throws Exception {
    ProxyStages.run(report);
    new ProxyLatency().run(report);
    new ProxyBurst().run(report);
  }
}
