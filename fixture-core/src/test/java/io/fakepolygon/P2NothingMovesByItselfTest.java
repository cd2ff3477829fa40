package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** P2: under a manual clock no event exists until the test advances the clock. */
class P2NothingMovesByItselfTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T14:30:00Z");

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().build());

  @AutoClose private final TestClient client = TestClient.subscribed(polygon, "T.*", "Q.*", "A.*");

  @Test
  void theClockStandsAtTheConfiguredStart() {
    assertThat(polygon.clock().now()).isEqualTo(OPEN);
  }

  @Test
  void nothingIsSentWhileTheClockStands() {
    // An answer to a command shows that the connection has been served meanwhile.
    client.unsubscribe("AM.FAKETICKER");
    polygon.clock().advanceTo(OPEN);

    assertThat(client.frames()).isEmpty();
    assertThat(polygon.tape().of("T.*").elapsed().toList()).isEmpty();
  }

  @Test
  void advancingToBeforeTheNextStepSendsNothing() {
    polygon.clock().advance(Duration.ofMillis(99));

    assertThat(client.frames()).isEmpty();
  }

  @Test
  void reachingAStepSendsItsEventsInOneFrame() {
    polygon.clock().advance(Duration.ofMillis(99));
    polygon.clock().advance(Duration.ofMillis(1));

    assertThat(client.frames()).hasSize(1);
  }

  @Test
  void aPausedClockStandsAgain() {
    polygon.clock().run(1000);
    client.nextFrame();
    polygon.clock().pause();
    Instant paused = polygon.clock().now();
    polygon.clock().advance(Duration.ofNanos(1));

    assertThat(polygon.clock().now()).isEqualTo(paused.plusNanos(1));
    assertThat(client.events().size())
        .isLessThanOrEqualTo(
            (int) polygon.tape().of("T.*", "Q.*", "A.*").elapsed().stream().count());
  }
}
