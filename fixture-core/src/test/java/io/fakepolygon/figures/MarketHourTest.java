package io.fakepolygon.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import io.fakepolygon.market.Interest;
import io.fakepolygon.market.Market;
import io.fakepolygon.market.Walk;
import io.fakepolygon.protocol.FrameReader;
import io.fakepolygon.protocol.JsonBytes;
import io.fakepolygon.protocol.MarketEvent;
import io.fakepolygon.protocol.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One market hour of one symbol in one move of the clock: what it costs, and which stage costs
 * what.
 */
class MarketHourTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int EVENTS = 2 * 36_000 + 3_600 + 60;
  private static final String[] TOPICS = {
    "T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER", "AM.FAKETICKER"
  };
  private static final int ROUNDS = 5;

  @Test
  void anHourOfFourChannelsReachesAParsingClient() {
    FakePolygonConfig config = FakePolygonConfig.builder().build();
    for (int round = 1; round <= ROUNDS; round++) {
      double generated = generate(config, event -> {});
      JsonBytes json = new JsonBytes();
      double encoded =
          generate(
              config,
              event -> {
                json.clear();
                event.writeTo(json);
              });
      Delivered delivered = deliver(config);
      double whole = delivered.advanceSeconds + delivered.parseSeconds;
      System.out.printf(
          "market hour, round %d: %d events in %.3f s, %.0f events/s;"
              + " generate %.0f %%, encode %.0f %%, deliver %.0f %%, parse %.0f %%%n",
          round,
          EVENTS,
          whole,
          EVENTS / whole,
          100 * generated / whole,
          100 * (encoded - generated) / whole,
          100 * (delivered.advanceSeconds - encoded) / whole,
          100 * delivered.parseSeconds / whole);
    }
  }

  private static double generate(FakePolygonConfig config, Consumer<MarketEvent> sink) {
    Walk walk =
        new Market(config.market()).walk(Interest.in(Stream.of(TOPICS).map(Topic::parse).toList()));
    long from = config.start().getEpochSecond() * 1_000_000_000;
    long start = System.nanoTime();
    for (long step = walk.nextStepAfter(from);
        step <= from + HOUR.toNanos();
        step = walk.nextStepAfter(step)) {
      walk.step(step, sink);
    }
    return secondsSince(start);
  }

  private static Delivered deliver(FakePolygonConfig config) {
    try (FakePolygonServer polygon = FakePolygonServer.start(config);
        TestClient client = TestClient.subscribed(polygon, TOPICS)) {
      long start = System.nanoTime();
      polygon.clock().advance(HOUR);
      double advanceSeconds = secondsSince(start);
      long parsing = System.nanoTime();
      List<String> frames = client.frames();
      int events = frames.stream().mapToInt(frame -> FrameReader.read(frame).size()).sum();
      double parseSeconds = secondsSince(parsing);
      assertThat(frames).hasSize(36_000);
      assertThat(events).isEqualTo(EVENTS);
      return new Delivered(advanceSeconds, parseSeconds);
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private record Delivered(double advanceSeconds, double parseSeconds) {}
}
