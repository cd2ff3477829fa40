package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fakepolygon.server.ProxyInMemory;
import io.fakepolygon.upstream.FeedInMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From a frame of the feed's to the frames of the clients, on one thread and without a socket:
 * events a second of one core.
 *
 * <p>In a process of its own, whose memory is there from the beginning: a heap that still grows
 * takes longer to get its pages than the work does.
 */
public final class ProxyStages {
  private static final List<String> OPTIONS =
      List.of(
          "-Xms256m",
          "-Xmx256m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
  private static final Goal GOAL = Goal.atLeast(1_500_000);
  private static final int EVENTS_A_FRAME = 50;
  // So much text that it does not stay in the cache by itself.
  private static final int FRAMES = 256;
  private static final int WARM_UPS = 6;
  private static final int ROUNDS = 7;
  private static final long ROUND_NS = 200_000_000;

  private final List<Frame> frames = new ArrayList<>();
  private final JsonFactory jackson = new JsonFactory();
  private final ProxyInMemory shared =
      new ProxyInMemory(Stream.generate(() -> "T.*,Q.*").limit(10).toList());
  private final ProxyInMemory different = new ProxyInMemory(everyTenth());

  private ProxyStages() {
    VendorFrames vendor = new VendorFrames();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(new Frame(vendor.frame(EVENTS_A_FRAME)));
    }
  }

  /** Only what tells whether something has become slow. */
  static void guard(Report report, Goal goal) throws IOException {
    double[] perSecond = perSecond();
    report.compare(
        "proxy: string to ten clients' frames, one interest",
        "/s",
        perSecond[3],
        "Jackson",
        perSecond[0],
        goal);
  }

  private static double[] perSecond() throws IOException {
    try (Jvm jvm = Jvm.running(ProxyStages.class, OPTIONS)) {
      return Stream.of(jvm.nextLine().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    }
  }

  static void run(Report report) throws IOException {
    double[] perSecond = perSecond();
    report.title("proxy: events/s and core, %d a frame".formatted(EVENTS_A_FRAME));
    compare(report, "OkHttp's string to bytes", perSecond[1], perSecond[0]);
    compare(report, "bytes to events", perSecond[2], perSecond[0]);
    compare(report, "string to ten clients' frames, one interest", perSecond[3], perSecond[0]);
    report.figure("  the same", "/s", perSecond[3], GOAL);
    compare(report, "string to ten clients' frames, a tenth each", perSecond[4], perSecond[0]);
    report.figure("  the same", "/s", perSecond[4], GOAL);
  }

  /** Measures, and says the figures: of Jackson, and of our stages in order. */
  public static void main(String[] none) {
    System.out.println(
        new ProxyStages().measure().stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  private List<Double> measure() {
    Stage yardstick = new Stage(frame -> findWithJackson(frame.bytes));
    Stage bytes = new Stage(frame -> toBytes(frame.text));
    Stage split = new Stage(frame -> FeedInMemory.split(frame.bytes));
    Stage toOne = new Stage(frame -> route(shared, frame.text));
    Stage toTen = new Stage(frame -> route(different, frame.text));
    List<Stage> stages = List.of(yardstick, bytes, split, toOne, toTen);
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      for (Stage stage : stages) {
        stage.run(round);
      }
    }
    requireAllRouted(shared, 10 * toOne.events);
    requireAllRouted(different, toTen.events);
    return stages.stream().map(Stage::median).toList();
  }

  private static void compare(Report report, String what, double ours, double jackson) {
    report.compare(what, "/s", ours, "Jackson", jackson, Goal.NONE);
  }

  private static void requireAllRouted(ProxyInMemory proxy, long events) {
    if (proxy.eventsSent() != events) {
      throw new IllegalStateException(
          "%d of %d events were routed".formatted(proxy.eventsSent(), events));
    }
  }

  private static int toBytes(String frame) {
    return frame.getBytes(UTF_8).length > EVENTS_A_FRAME ? EVENTS_A_FRAME : 0;
  }

  private static int route(ProxyInMemory proxy, String frame) {
    proxy.feedSays(frame);
    return EVENTS_A_FRAME;
  }

  /** Ten clients that hold all symbols together, each by name. */
  private static List<String> everyTenth() {
    return IntStream.range(0, 10)
        .mapToObj(
            client ->
                IntStream.range(0, VendorFrames.SYMBOLS)
                    .filter(symbol -> symbol % 10 == client)
                    .mapToObj(symbol -> "T.S" + symbol + ",Q.S" + symbol)
                    .collect(Collectors.joining(",")))
        .toList();
  }

  /** The yardstick: a streaming parser that looks for the two fields which say where to. */
  private int findWithJackson(byte[] frame) {
    int found = 0;
    try (JsonParser json = jackson.createParser(frame)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        String ev = "";
        String sym = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          json.nextToken();
          if (name.equals("ev")) {
            ev = json.getText();
          } else if (name.equals("sym")) {
            sym = json.getText();
          } else {
            json.skipChildren();
          }
        }
        found += ev.isEmpty() || sym.isEmpty() ? 0 : 1;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  /** A frame of the feed's, as it is and as OkHttp hands it over. */
  private static final class Frame {
    private final byte[] bytes;
    private final String text;

    Frame(byte[] bytes) {
      this.bytes = bytes;
      text = new String(bytes, UTF_8);
    }
  }

  /** What is done with a frame. */
  private interface Work {
    /** {@return how many events it had} */
    int with(Frame frame);
  }

  /** What is measured of it. */
  private final class Stage {
    private final Work work;
    private final double[] perSecond = new double[ROUNDS];
    private long events;

    Stage(Work work) {
      this.work = work;
    }

    void run(int round) {
      long before = events;
      int count = 0;
      long start = System.nanoTime();
      long took = 0;
      while (took < ROUND_NS) {
        for (Frame frame : frames) {
          events += work.with(frame);
          count += EVENTS_A_FRAME;
        }
        took = System.nanoTime() - start;
      }
      if (events - before != count) {
        throw new IllegalStateException("%d of %d events".formatted(events - before, count));
      }
      if (round >= 0) {
        perSecond[round] = count * 1e9 / took;
      }
    }

    double median() {
      return Report.median(perSecond);
    }
  }
}
