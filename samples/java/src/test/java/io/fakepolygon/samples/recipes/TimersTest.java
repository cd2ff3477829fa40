package io.fakepolygon.samples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.MarketClock;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@FakePolygon(start = "2024-01-02T14:30:00Z")
class TimersTest {

  @Test
  void eachRunsAtItsOwnInstantHoweverFarTheClockIsMoved(MarketClock clock) {
    Clock newYork = clock.asJavaClock().withZone(ZoneId.of("America/New_York"));
    List<LocalTime> runs = new CopyOnWriteArrayList<>();
    clock
        .scheduler()
        .scheduleAtFixedRate(() -> runs.add(LocalTime.now(newYork)), 2, 2, TimeUnit.HOURS);

    clock.advance(Duration.ofHours(6).plusMinutes(30));

    assertThat(runs)
        .containsExactly(LocalTime.of(11, 30), LocalTime.of(13, 30), LocalTime.of(15, 30));
  }

  @Test
  void eachSeesAllThatFellDueBefore(RecordingClient client, MarketClock clock)
      throws ExecutionException, InterruptedException {
    client.subscribe("T.FAKETICKER");
    Future<Integer> tradesOfFiveSeconds =
        clock.scheduler().schedule(() -> client.received().trades().size(), 5, TimeUnit.SECONDS);

    clock.advance(Duration.ofMinutes(1));

    assertThat(tradesOfFiveSeconds.get()).isEqualTo(50);
  }
}
