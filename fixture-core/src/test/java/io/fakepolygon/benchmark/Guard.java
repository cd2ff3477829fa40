package io.fakepolygon.benchmark;

/**
 * A look at the ratios that would show the loss of half, generous enough for any machine: every
 * goal is about half of what the whole benchmark shows.
 */
final class Guard implements Benchmark {
  @Override
  public void run(Report report) throws Exception {
    report.title("guard: has something become slow");
    GenerateBenchmark.guard(report, Goal.atLeast(1));
    DeliverBenchmark.guard(report, Goal.atLeast(0.25));
    ProxyStages.guard(report, Goal.atLeast(0.4));
    StartBenchmark.guard(report, Goal.atMost(2));
  }
}
