package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
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
