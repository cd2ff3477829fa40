package io.fakepolygon.guests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.junit5.FakePolygon;
import io.fakepolygon.junit5.RecordingClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P1, the same world: a client is sent the same bytes in process and in the container. */
class P1SameBytesInTheContainerTest {
  private static final String[] TOPICS = {
    "T.FAKETICKER", "Q.FAKETICKER", "A.FAKETICKER", "AM.FAKETICKER",
    "T.TESTSTOCK", "Q.TESTSTOCK", "A.TESTSTOCK", "AM.TESTSTOCK"
  };

  @Test
  @FakePolygon(apiKeys = "good")
  void theFramesOfAScriptedSessionAreTheSameBytes(FakePolygonServer inTheContainer) {
    FakePolygonConfig config = FakePolygonConfig.builder().apiKeys("good").build();
    try (FakePolygonServer inProcess = FakePolygonServer.start(config)) {
      List<String> expected = session(inProcess);

      assertThat(session(inTheContainer)).isEqualTo(expected);
      assertThat(expected).hasSizeGreaterThan(1_800);
    }
  }

  private static List<String> session(FakePolygonServer polygon) {
    try (RecordingClient client = RecordingClient.of(polygon).connect(polygon.url())) {
      ask(client, "{\"action\":\"subscribe\",\"params\":\"T.FAKETICKER\"}");
      client.authenticate("good").subscribe(TOPICS);
      polygon.clock().advance(Duration.ofMinutes(2));
      client.unsubscribe("Q.FAKETICKER", "T.TESTSTOCK");
      polygon.clock().advance(Duration.ofMinutes(1));
      ask(client, "{\"action\":\"subscribe\",\"params\":\"LULD.FAKETICKER\"}");
      // What makes no sense is met with silence.
      client
          .send("{\"action\":\"subscribe\",\"params\":\"nonsense\"}")
          .send("{\"action\":\"dance\"}")
          .send("no JSON")
          .subscribe("T.*");
      polygon.clock().advance(Duration.ofSeconds(1));
      return client.rawFrames();
    }
  }

  /** Sends what is going to be refused. */
  private static void ask(RecordingClient client, String frame) {
    int before = client.rawFrames().size();
    client.send(frame).awaitFrames(before + 1);
  }
}
