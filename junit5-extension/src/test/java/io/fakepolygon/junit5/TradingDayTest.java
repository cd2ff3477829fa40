package io.fakepolygon.junit5;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Isolated;

/** What it costs to hold a whole trading day against the tape, to the letter. */
@Isolated("measures")
class TradingDayTest {
  private static final Duration TRADING_DAY = Duration.ofHours(6).plusMinutes(30);
  private static final double SECOND = 1e9;
  private static final double MB = 1e6;

  @RepeatedTest(2)
  @FakePolygon(symbols = "FAKETICKER")
  void aTradingDayIsExactlyTheTape(
      RecordingClient client, FakePolygonServer polygon, MarketClock clock) {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    client.subscribe("T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER", "AM.FAKETICKER");
    long start = System.nanoTime();

    clock.advance(TRADING_DAY);

    long received = System.nanoTime();
    assertThat(client.received()).isExactly(polygon.tape().dueTo(client));
    long compared = System.nanoTime();
    System.out.printf(
        "trading day, T Q A AM of one symbol: %,d frames received in %.2f s, isExactly(tape) in %.2f s; peak heap %.0f MB%n",
        client.rawFrames().size(),
        (received - start) / SECOND,
        (compared - received) / SECOND,
        heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MB);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
