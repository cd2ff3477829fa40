package io.fakepolygon.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fakepolygon.FakePolygonConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The yardstick of real time, in a process of its own: a {@link RawWriter} that at each step of the
 * market writes the same frame again, with nothing but the time in it changed.
 *
 * <pre>
 *   arguments   specification clients topics
 *   says        its URL; then ticks as soon as all clients are there
 *   ends        with its input
 * </pre>
 */
public final class RawTicker {
  private static final String TIME = "\"t\":";
  private static final int DIGITS = 13;

  private final ByteBuffer frame;
  private final List<Integer> times;

  private RawTicker(ByteBuffer frame, List<Integer> times) {
    this.frame = frame;
    this.times = times;
  }

  public static void main(String[] arguments) throws IOException {
    FakePolygonConfig config = FakePolygonConfig.fromJson(arguments[0]).build();
    RawTicker ticker = of(config, arguments[2]);
    try (RawWriter raw = new RawWriter()) {
      System.out.println(raw.url());
      raw.accept(Integer.parseInt(arguments[1]));
      Thread ticking = new Thread(() -> ticker.tick(raw, config.market().interval().toMillis()));
      ticking.setDaemon(true);
      ticking.start();
      while (System.in.read() >= 0) {
        // Nothing is said to it.
      }
    }
  }

  /** One step of the market as our server would frame it. */
  private static RawTicker of(FakePolygonConfig config, String topics) {
    ByteBuffer frame = PreparedFrames.of(config, topics, 1).chunk();
    String text = ISO_8859_1.decode(frame.duplicate()).toString();
    List<Integer> times = new ArrayList<>();
    for (int at = text.indexOf(TIME); at >= 0; at = text.indexOf(TIME, at + 1)) {
      times.add(at + TIME.length());
    }
    return new RawTicker(frame, times);
  }

  private void tick(RawWriter raw, long intervalMs) {
    long stepMs = System.currentTimeMillis() / intervalMs * intervalMs;
    try {
      while (true) {
        stepMs += intervalMs;
        sleepUntil(stepMs);
        byte[] digits = Long.toString(stepMs).getBytes(US_ASCII);
        times.forEach(position -> frame.put(position, digits, 0, DIGITS));
        raw.writeToAll(frame);
      }
    } catch (IOException gone) {
      // The clients have gone, and with them the reason to tick.
    }
  }

  private static void sleepUntil(long epochMs) {
    long left = nanosUntil(epochMs);
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanosUntil(epochMs);
    }
  }

  private static long nanosUntil(long epochMs) {
    Instant now = Instant.now();
    long seconds = epochMs / 1_000 - now.getEpochSecond();
    return TimeUnit.SECONDS.toNanos(seconds) + epochMs % 1_000 * 1_000_000 - now.getNano();
  }
}
