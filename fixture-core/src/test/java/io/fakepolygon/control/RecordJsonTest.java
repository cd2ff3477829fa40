package io.fakepolygon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.protocol.FrameSlicer.Malformation;
import io.fakepolygon.protocol.Topic;
import io.fakepolygon.server.ConnectionInfo;
import io.fakepolygon.server.Holding;
import io.fakepolygon.server.Laggard;
import io.fakepolygon.upstream.UpstreamInfo;
import io.fakepolygon.upstream.UpstreamState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records as JSON, and back. */
class RecordJsonTest {
  private static final Topic TOPIC = Topic.parse("T.BRK.A");

  @Test
  void aRecordInARecordReadsAsItWasWritten() {
    Laggard laggard =
        new Laggard(
            new ConnectionInfo(
                3,
                "127.0.0.1:5050",
                "a \"quoted\" agent",
                true,
                Set.of(TOPIC),
                List.of(
                    new Holding(TOPIC, 1_704_205_800_000_000_001L, Holding.STILL_HELD),
                    new Holding(TOPIC, 5, 6)),
                1,
                2,
                3,
                4,
                5),
            7,
            8,
            9);

    assertThat(readBack(Laggard.class, laggard)).isEqualTo(laggard);
  }

  @Test
  void nanosecondsAreInstantsAndWhatNeverComesIsLeftOut() {
    assertThat(RecordJson.text(new Holding(TOPIC, 1_704_205_800_000_000_001L, Long.MAX_VALUE)))
        .isEqualTo("{\"topic\":\"T.BRK.A\",\"from\":\"2024-01-02T14:30:00.000000001Z\"}");
  }

  @Test
  void constantsDurationsAndMapsReadAsTheyWereWritten() {
    UpstreamInfo info =
        new UpstreamInfo(
            "wss://feed/stocks",
            UpstreamState.TOO_MANY_CONNECTIONS,
            "",
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            Map.of(Malformation.FRAME, 8L),
            9,
            Duration.ofMillis(10));

    assertThat(readBack(UpstreamInfo.class, info)).isEqualTo(info);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> readFrom(Holding.class, "{\"topic\":5}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> readFrom(Holding.class, "[]")).hasMessage("'[]' is no Holding");
  }

  private static <T> T readBack(Class<T> type, T value) {
    return readFrom(type, RecordJson.text(value));
  }

  private static <T> T readFrom(Class<T> type, String json) {
    return RecordReader.read(type, JsonTree.parse(json));
  }
}
