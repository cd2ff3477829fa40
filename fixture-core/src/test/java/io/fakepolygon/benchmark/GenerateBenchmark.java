package io.fakepolygon.benchmark;

import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The market alone: how fast one core makes its events, and writes them. */
final class GenerateBenchmark implements Benchmark {
  @Override
  public void run(Report report) throws Exception {
    Map<String, Double> ns = stepsNs(".*");
    report.title("generate: events/s and core");
    report.figure("as records", "/s", perSecond(ns.get("records")), Goal.NONE);
    report.figure("with their JSON", "/s", perSecond(ns.get("json")), Goal.atLeast(3_000_000));
    besideJackson(report, ns, Goal.NONE);
    report.compare(
        "a step with second and minute bars",
        "ns",
        ns.get("jsonWithBars"),
        "without",
        ns.get("json"),
        Goal.atMost(1.5));
  }

  /** Only what tells whether something has become slow. */
  static void guard(Report report, Goal goal) throws Exception {
    besideJackson(report, stepsNs("json|jackson"), goal);
  }

  private static void besideJackson(Report report, Map<String, Double> ns, Goal goal) {
    report.compare(
        "with their JSON",
        "/s",
        perSecond(ns.get("json")),
        "Jackson",
        perSecond(ns.get("jackson")),
        goal);
  }

  private static double perSecond(double stepNs) {
    return EncodeStages.EVENTS * 1e9 / stepNs;
  }

  private static Map<String, Double> stepsNs(String stages) throws RunnerException {
    Map<String, Double> ns = new HashMap<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(EncodeStages.class.getName() + "\\.(" + stages + ")$")
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      ns.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
    }
    return ns;
  }
}
