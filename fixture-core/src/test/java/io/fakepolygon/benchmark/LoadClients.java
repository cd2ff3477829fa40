package io.fakepolygon.benchmark;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.server.ConnectionInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** A {@link LoadClient} process, seen from here. */
final class LoadClients implements AutoCloseable {
  private final Jvm jvm;

  private LoadClients(Jvm jvm) {
    this.jvm = jvm;
  }

  /** Connected and upgraded; their subscriptions are sent, and perhaps not yet carried out. */
  static LoadClients connected(String url, int clients, String... topics) throws IOException {
    return start("count", url, clients, topics);
  }

  /** The same with clients that look when each frame comes. */
  static LoadClients timing(String url, int clients, String... topics) throws IOException {
    return start("time", url, clients, topics);
  }

  private static LoadClients start(String mode, String url, int clients, String... topics)
      throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(mode, url, clients));
    arguments.addAll(Arrays.asList(topics));
    Jvm jvm =
        Jvm.running(LoadClient.class, List.of("-XX:+UseSerialGC", "-Xmx256m"), arguments.toArray());
    jvm.nextLine();
    return new LoadClients(jvm);
  }

  /** The same for a server of ours; all hold their topics, and count from here on. */
  static LoadClients subscribed(FakePolygonServer server, int clients, String... topics)
      throws IOException, InterruptedException {
    LoadClients load = connected(server.url(), clients, topics);
    while (server.connections().stream().filter(c -> !c.topics().isEmpty()).count() < clients) {
      Thread.sleep(5);
    }
    long greetings = server.connections().stream().mapToLong(ConnectionInfo::framesSent).sum();
    for (long arrived = load.frames(); arrived < greetings; arrived += load.frames()) {
      Thread.sleep(5);
    }
    return load;
  }

  /** Frames that have arrived at all clients since this was last asked. */
  long frames() throws IOException {
    jvm.say("count");
    String line = jvm.nextLine();
    return Long.parseLong(line.substring(0, line.indexOf(' ')));
  }

  /** Checks that so many, and no others, have arrived since frames were last counted. */
  void requireFrames(long expected) throws IOException {
    long arrived = frames();
    if (arrived != expected) {
      throw new IllegalStateException("%d of %d frames arrived".formatted(arrived, expected));
    }
  }

  /**
   * {@return of all frames since this was last asked: first how late each step began to arrive
   * anywhere, then how late each frame had arrived} Microseconds since the instant in the frame.
   */
  List<Histogram> times() throws IOException, DataFormatException {
    jvm.say("times");
    return List.of(FrameTimes.parse(jvm.nextLine()), FrameTimes.parse(jvm.nextLine()));
  }

  @Override
  public void close() {
    jvm.close();
  }
}
