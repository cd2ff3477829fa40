package io.fakepolygon.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How often the threads of a process have been put on or taken off a processor, as Linux counts.
 *
 * @param ofServer of the threads that a server of ours has
 * @param all of all threads, those that the JVM has for itself included
 */
record ContextSwitches(int ofServer, int all) {
  // Linux keeps 15 characters of a thread's name; newer JVMs leave out some in its middle.
  private static final String OURS = "fake-po";

  static ContextSwitches of(long pid) throws IOException {
    List<Path> threads;
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      threads = tasks.toList();
    }
    ContextSwitches sum = new ContextSwitches(0, 0);
    for (Path thread : threads) {
      sum = sum.plus(ofThread(thread));
    }
    return sum;
  }

  ContextSwitches since(ContextSwitches before) {
    return new ContextSwitches(ofServer - before.ofServer, all - before.all);
  }

  private ContextSwitches plus(ContextSwitches other) {
    return new ContextSwitches(ofServer + other.ofServer, all + other.all);
  }

  private static ContextSwitches ofThread(Path thread) throws IOException {
    try {
      List<String> status = Files.readAllLines(thread.resolve("status"));
      boolean ours = value(status, "Name").startsWith(OURS);
      int switches =
          Integer.parseInt(value(status, "voluntary_ctxt_switches"))
              + Integer.parseInt(value(status, "nonvoluntary_ctxt_switches"));
      return new ContextSwitches(ours ? switches : 0, switches);
    } catch (NoSuchFileException ended) {
      return new ContextSwitches(0, 0);
    }
  }

  private static String value(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
