package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fakepolygon.upstream.ScriptedConnection;
import io.fakepolygon.upstream.ScriptedUpstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A feed on the loopback interface that sends numbered events at a steady pace, one frame a
 * millisecond, and knows when each frame was due: a sender that is held up hides no delay.
 */
final class PacedFeed implements AutoCloseable {
  static final String KEY = "feed-key";

  private static final long TICK_NS = 1_000_000;
  private static final int TICKS_A_SECOND = 1_000;
  // A sleeper wakes up as much too late: for the rest it spins.
  private static final long SLEEP_NOT_NS = 80_000;
  private static final int TEMPLATES = 16;

  private final ScriptedUpstream upstream = new ScriptedUpstream(KEY);
  private final VendorFrames vendor = new VendorFrames();
  // By the number of a frame's first event.
  private final AtomicLongArray dueNs;

  PacedFeed(int mostEvents) {
    dueNs = new AtomicLongArray(mostEvents);
  }

  String url() {
    return upstream.url().toString();
  }

  /** The connection that was made next. */
  ScriptedConnection next() {
    return upstream.next();
  }

  /** How many events have been sent. */
  long sent() {
    return vendor.numbered();
  }

  /** When a frame should have been sent, by the number of its first event. */
  long dueNs(long firstEvent) {
    return dueNs.get((int) firstEvent);
  }

  void send(ScriptedConnection to, int eventsASecond, Duration span) {
    List<byte[]> templates = templates(eventsASecond / TICKS_A_SECOND);
    long ticks = span.toNanos() / TICK_NS;
    long start = System.nanoTime() + TICK_NS;
    for (int tick = 0; tick < ticks; tick++) {
      long due = start + tick * TICK_NS;
      byte[] frame = templates.get(tick % TEMPLATES);
      dueNs.set((int) sent(), due);
      vendor.renumber(frame);
      awaitNanoTime(due);
      to.sendBytes(frame);
    }
  }

  private List<byte[]> templates(int events) {
    List<byte[]> templates = new ArrayList<>();
    for (int i = 0; i < TEMPLATES; i++) {
      templates.add(ScriptedConnection.frameOf(new String(vendor.frame(events), US_ASCII)));
    }
    return templates;
  }

  private static void awaitNanoTime(long due) {
    LockSupport.parkNanos(due - System.nanoTime() - SLEEP_NOT_NS);
    while (System.nanoTime() < due) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    upstream.close();
  }
}
