package io.fakepolygon.benchmark;

import io.fakepolygon.server.RawClient;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A client of a {@link PacedFeed}, or of a proxy before it, that reads on a thread of its own: all
 * events and in order, or it says so; and how late they come.
 */
final class NumberedReader implements AutoCloseable {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  private final PacedFeed feed;
  private final RawClient socket;
  private final Recorder delays = new Recorder(3);
  private volatile long next;
  private volatile String trouble = "";

  private NumberedReader(PacedFeed feed, RawClient socket) {
    this.feed = feed;
    this.socket = socket;
  }

  /** Has asked for everything; whether it is subscribed, the other side knows. */
  static NumberedReader asking(PacedFeed feed, String url) {
    RawClient socket = RawClient.upgraded(url);
    socket.authenticate(PacedFeed.KEY);
    socket.subscribe("T.*,Q.*");
    NumberedReader reader = new NumberedReader(feed, socket);
    Thread thread = new Thread(reader::read, "numbered-reader");
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  /** Those that the feed sends from now on are for it. */
  void expectFromNowOn() {
    next = feed.sent();
    delays.reset();
  }

  /** Waits until all that the feed has sent have come. {@return how late they came, nanoseconds} */
  Histogram awaitAll() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (next < feed.sent() && trouble.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(1);
    }
    if (next < feed.sent() || !trouble.isEmpty()) {
      throw new IllegalStateException(
          "%d of %d events have come. %s".formatted(next, feed.sent(), trouble));
    }
    return delays.getIntervalHistogram();
  }

  private void read() {
    for (RawClient.Frame frame = socket.next(); !frame.isEnd(); frame = socket.next()) {
      long now = System.nanoTime();
      byte[] payload = frame.payload();
      int number = VendorFrames.numberAfter(payload, 0);
      if (number < 0) {
        continue;
      }
      long first = VendorFrames.eventAt(payload, number);
      for (; number >= 0; number = VendorFrames.numberAfter(payload, number)) {
        check(VendorFrames.eventAt(payload, number));
      }
      delays.recordValueWithCount(Math.max(0, now - feed.dueNs(first)), next - first);
    }
  }

  private void check(long event) {
    if (event != next && trouble.isEmpty()) {
      trouble = "Event %d came where %d was due".formatted(event, next);
    }
    next = event + 1;
  }

  @Override
  public void close() {
    socket.close();
  }
}
