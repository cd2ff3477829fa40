package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.TestClient;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Plain requests on a socket, one after the other. */
class HttpTurnTest {
  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String WAITING =
      """
      GET /control/v1/subscriptions?topic=T.FAKETICKER&within=%s HTTP/1.1\r
      Host: localhost\r
      \r
      """;

  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(FakePolygonConfig.builder().controlApi(true).build());

  @Test
  void aSocketIsKeptForTheNextRequest() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(HEALTH);
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK").doesNotContain("close");

      client.sendText("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      assertThat(client.readToEnd()).contains("HTTP/1.1 200 OK", "connection: close");
    }
  }

  @Test
  void aHeadIsAnsweredWithoutABody() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText("HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 OK").doesNotContain("\"up\"");
    }
  }

  @Test
  void aWebSocketMayFollowAPlainRequestOnItsSocket() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(HEALTH);
      client.readHead();
      client.sendUpgrade("/stocks");

      assertThat(client.readHead()).contains("HTTP/1.1 101 Switching Protocols");
    }
  }

  @Test
  void whoDoesNotWaitForAnAnswerGetsNoOther() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(WAITING.formatted("PT0.1S") + HEALTH);

      assertThat(client.readToEnd()).containsOnlyOnce("HTTP/1.1 ").contains("HTTP/1.1 504 ");
    }
  }

  @Test
  void P2_aMoveOfTheClockEndsWithTheClientThatAskedForIt() {
    try (TestClient listener = TestClient.subscribed(polygon, "T.*", "Q.*")) {
      try (RawClient client = RawClient.open(polygon.url())) {
        String move = "{\"action\":\"advance\",\"by\":\"PT10000H\"}";
        client.sendText(
            "POST /control/v1/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: %d\r\n\r\n%s".formatted(move.length(), move));
        assertThat(listener.nextFrame()).isNotEmpty();
      }

      // It has its turn when that move has ended.
      assertThatThrownBy(() -> polygon.clock().advanceTo(Instant.EPOCH))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(polygon.clock().now()).isBefore(Instant.parse("2025-01-01T00:00:00Z"));
    }
  }

  @Test
  void aLongAnswerToAClientOfAnOlderHttpEndsWithItsSocket() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(
          """
          GET /control/v1/tape?topic=T.FAKETICKER&to=2024-01-02T14:32:00Z HTTP/1.0\r
          Host: localhost\r
          \r
          """);

      assertThat(client.readToEnd())
          .doesNotContain("transfer-encoding")
          .contains("\r\n\r\n[{\"ev\":\"T\"")
          .endsWith("}]\n");
    }
  }

  @Test
  void theHeadOfALongAnswerIsNotComputed() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(
          """
          HEAD /control/v1/tape?topic=T.*&to=2261-12-31T00:00:00Z HTTP/1.1\r
          Host: localhost\r
          Connection: close\r
          \r
          """);

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
    }
  }

  @Test
  void aQueryThatCannotBeDecodedIsABadRequest() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText("GET /health?%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 400 ")
          .contains("The query cannot be read");
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(
          "POST /control/v1/worlds HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n");

      assertThat(client.readHead()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aServerThatClosesDoesNotWaitForAnAnswerUnderWay() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(WAITING.formatted("PT10M"));

      polygon.close();

      assertThat(client.readToEnd()).doesNotContain("HTTP/1.1 200");
    }
  }
}
