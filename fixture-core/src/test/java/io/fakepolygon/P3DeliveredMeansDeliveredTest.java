package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * P3: advance returns once every connected client's library has received every frame that fell due.
 */
class P3DeliveredMeansDeliveredTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().build());

  @Test
  void everythingDueIsThereWhenAdvanceReturns() {
    try (TestClient client = TestClient.subscribed(polygon, "T.FAKETICKER", "A.*")) {
      polygon.clock().advance(MINUTE);

      assertThat(client.events())
          .containsExactlyElementsOf(polygon.tape().of("T.FAKETICKER", "A.*").elapsed().toList())
          .hasSize(600 + 2 * 60);
    }
  }
}
