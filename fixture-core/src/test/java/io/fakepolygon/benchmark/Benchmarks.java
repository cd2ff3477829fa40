package io.fakepolygon.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks named on the command line, or all; {@code guard} only if it is named. */
public final class Benchmarks {
  private static final Map<String, Benchmark> ALL = all();
  private static final String GUARD = "guard";

  private Benchmarks() {}

  private static Map<String, Benchmark> all() {
    Map<String, Benchmark> all = new LinkedHashMap<>();
    all.put("generate", new GenerateBenchmark());
    all.put("realistic", new RealisticBenchmark());
    all.put("deliver", new DeliverBenchmark());
    all.put("day", new DayBenchmark());
    all.put("realtime", new RealTimeBenchmark());
    all.put("proxy", new ProxyBenchmark());
    all.put("start", new StartBenchmark());
    all.put("idle", new IdleBenchmark());
    return all;
  }

  public static void main(String[] arguments) throws Exception {
    List<String> names =
        arguments.length == 0 ? List.copyOf(ALL.keySet()) : Arrays.asList(arguments);
    if (!names.equals(List.of(GUARD)) && !ALL.keySet().containsAll(names)) {
      System.err.printf(
          "benchmark: There are %s, or %s alone, not all of %s%n", ALL.keySet(), GUARD, names);
      System.exit(2);
    }
    System.out.println(machine());
    Report report = new Report(System.out);
    for (String name : names) {
      ALL.getOrDefault(name, new Guard()).run(report);
    }
    System.out.printf(
        "%n%s%n", report.missed() == 0 ? "All goals met." : report.missed() + " missed.");
    System.exit(report.missed() == 0 ? 0 : 1);
  }

  private static String machine() throws Exception {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    String model =
        Files.isReadable(cpuinfo)
            ? Files.readAllLines(cpuinfo).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("")
            : "";
    return String.format(
        "%d processors %s, %s %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        model,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version());
  }
}
