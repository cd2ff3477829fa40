package io.fakepolygon.samples.recipes;

import static io.fakepolygon.assertions.PolygonAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Six tests that are all under way at once, each with a market and a clock of its own. */
@Execution(ExecutionMode.CONCURRENT)
@FakePolygon(symbols = "FAKETICKER")
class ParallelTest {
  private static final int TESTS = 6;
  private static final CyclicBarrier ALL = new CyclicBarrier(TESTS);

  @RepeatedTest(TESTS)
  void noneNoticesTheOthers(
      RecordingClient client,
      FakePolygonServer polygon,
      MarketClock clock,
      RepetitionInfo repetition)
      throws Exception {
    Instant start = clock.now();
    int seconds = repetition.getCurrentRepetition();
    client.subscribe("T.FAKETICKER");
    ALL.await(10, TimeUnit.SECONDS);

    clock.advance(Duration.ofSeconds(seconds));
    ALL.await(10, TimeUnit.SECONDS);

    assertThat(clock.now()).isEqualTo(start.plusSeconds(seconds));
    assertThat(polygon.connections()).hasSize(1);
    assertThat(client.received()).trades().hasSize(10 * seconds);
  }
}
