package io.fakepolygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A market that falls silent. */
class SpanTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void P4_afterTheSpanNothingIsSentNorOnTheTape() {
    try (FakePolygonServer server =
            FakePolygonServer.start(FakePolygonConfig.builder().span(SECOND).build());
        TestClient client = TestClient.subscribed(server, "T.FAKETICKER")) {
      server.clock().advance(SECOND.multipliedBy(5));

      assertThat(client.events()).hasSize(10);
      assertThat(server.tape().of("T.FAKETICKER").elapsed().toList()).hasSize(10);
    }
  }

  @Test
  void aSpanIsCountedFromTheStart() {
    FakePolygonConfig config = FakePolygonConfig.builder().span(SECOND).build();

    assertThat(config.span()).isEqualTo(SECOND);
    assertThat(config.market().end()).isEqualTo(config.start().plusSeconds(1));
    assertThat(config.withSpan(null)).isEqualTo(FakePolygonConfig.builder().build());
  }

  @Test
  void aSpanThatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FakePolygonConfig.builder().span(SECOND.negated()).build())
        .withMessage("The span PT-1S is not between 0 and 36500 days");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FakePolygonConfig.builder().span(SECOND).realTimeClock().build())
        .withMessage(
            "A span of PT1S needs a start that is known beforehand, and the clock starts in real time. Use a manual or scaled clock, or leave the span out");
  }
}
