package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A server of ours in a process of its own, so that what the process uses is what the server uses.
 *
 * <pre>
 *   arguments   specification
 *   says        its URL
 *   is told     connections       says how many are open, and how many of them hold topics
 *               advance duration  moves the clock; says 0 when all have it
 *               memory            collects garbage; says the bytes live on the heap
 *               allocated         says the bytes that the server's threads have allocated so far
 *               sites duration    moves the clock; says where most was allocated, each site a line, then "."
 *   ends        with its input
 * </pre>
 */
public final class OwnServer implements AutoCloseable {
  private final Jvm jvm;
  private final String url;

  private OwnServer(Jvm jvm) throws IOException {
    this.jvm = jvm;
    url = jvm.nextLine();
  }

  static OwnServer start(FakePolygonConfig config, String... options) throws IOException {
    return new OwnServer(Jvm.running(OwnServer.class, List.of(options), config.toJson()));
  }

  String url() {
    return url;
  }

  long pid() {
    return jvm.pid();
  }

  /** Waits until so many clients are connected and hold topics. */
  void awaitSubscribed(int clients) throws IOException, InterruptedException {
    while (ask("connections")[1] < clients) {
      Thread.sleep(5);
    }
  }

  void advance(Duration amount) throws IOException {
    ask("advance " + amount);
  }

  /** Waits until so many clients are connected, no more and no less. */
  void awaitConnections(int clients) throws IOException, InterruptedException {
    while (ask("connections")[0] != clients) {
      Thread.sleep(5);
    }
  }

  /** {@return what it holds, garbage excluded} */
  Memory memory() throws IOException {
    return new Memory(ask("memory")[0], residentAnonymous());
  }

  /** {@return bytes that the server's threads have allocated on the heap so far} */
  long allocated() throws IOException {
    return ask("allocated")[0];
  }

  /** {@return where most is allocated while the clock moves} */
  List<String> allocationSites(Duration amount) throws IOException {
    jvm.say("sites " + amount);
    List<String> sites = new ArrayList<>();
    for (String line = jvm.nextLine(); !line.equals("."); line = jvm.nextLine()) {
      sites.add(line);
    }
    return sites;
  }

  // Memory that no file backs, as Linux counts it: heap, buffers, stacks, what the JVM holds.
  private long residentAnonymous() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
        .findFirst()
        .orElseThrow();
  }

  private long[] ask(String question) throws IOException {
    jvm.say(question);
    return Arrays.stream(jvm.nextLine().split(" ")).mapToLong(Long::parseLong).toArray();
  }

  @Override
  public void close() {
    jvm.close();
  }

  public static void main(String[] arguments) throws IOException {
    try (FakePolygonServer server =
        FakePolygonServer.start(FakePolygonConfig.fromJson(arguments[0]).build())) {
      System.out.println(server.url());
      BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String question = questions.readLine();
          question != null;
          question = questions.readLine()) {
        System.out.println(answer(server, question.split(" ")));
      }
    }
  }

  private static String answer(FakePolygonServer server, String[] question) throws IOException {
    return switch (question[0]) {
      case "connections" -> {
        long holding = server.connections().stream().filter(c -> !c.topics().isEmpty()).count();
        yield server.connections().size() + " " + holding;
      }
      case "advance" -> {
        server.clock().advance(Duration.parse(question[1]));
        yield "0";
      }
      case "memory" -> Long.toString(liveHeap());
      case "allocated" -> Long.toString(allocatedByServer());
      case "sites" -> {
        Duration amount = Duration.parse(question[1]);
        List<String> sites = AllocationSites.during(() -> server.clock().advance(amount));
        yield String.join("\n", sites) + "\n.";
      }
      default -> throw new IllegalArgumentException(question[0]);
    };
  }

  private static long liveHeap() {
    // Twice: what the first finds unreachable may hold on to more.
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long allocatedByServer() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("fake-polygon"))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
        .sum();
  }

  /**
   * What a server holds, in bytes.
   *
   * @param heap live on the heap
   * @param outsideHeap resident without a file behind it; all of the heap is part of it from the
   *     start, so that only the rest of it grows
   */
  record Memory(long heap, long outsideHeap) {
    Memory minus(Memory other) {
      return new Memory(heap - other.heap, outsideHeap - other.outsideHeap);
    }
  }
}
