package io.fakepolygon.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a socket gets that does not ask for an upgrade, or asks in the wrong way. */
class HttpDoorTest {
  @AutoClose
  private final FakePolygonServer polygon =
      FakePolygonServer.start(
          FakePolygonConfig.builder().authenticationTimeout(Duration.ofMillis(300)).build());

  @Test
  void bothPathsAreUpgradedAndAQueryIsIgnored() {
    for (String path : new String[] {"/", "/stocks", "/stocks?apiKey=x"}) {
      try (RawClient client = RawClient.open(polygon.url())) {
        client.sendUpgrade(path);

        assertThat(client.readHead())
            .startsWith("HTTP/1.1 101 Switching Protocols")
            .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            .doesNotContainIgnoringCase("sec-websocket-extensions");
      }
    }
  }

  @Test
  void aPlainRequestIsToldWhatThisIs() {
    assertThat(answerTo("GET /stocks HTTP/1.1\r\nHost: localhost:1\r\n\r\n"))
        .startsWith("HTTP/1.1 426 Upgrade Required")
        .endsWith(
            "\r\n\r\nThis is FakePolygon, a market-data server for WebSocket clients."
                + " Connect to ws://localhost:1/stocks\n");
  }

  @Test
  void anotherPathIsNotFoundEvenWithAnUpgrade() {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendUpgrade("/crypto");

      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 404 Not Found")
          .endsWith("Nothing is served at /crypto. Connect to / or /stocks.\n");
    }
  }

  @Test
  void aPathThatCannotBeDecodedIsNotFound() {
    assertThat(answerTo("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 404 Not Found")
        .endsWith("Nothing is served at /%zz. Connect to / or /stocks.\n");
  }

  @Test
  void anotherMethodIsNotAllowed() {
    assertThat(answerTo("POST /stocks HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"))
        .startsWith("HTTP/1.1 405 Method Not Allowed");
  }

  @Test
  void anotherVersionOfTheProtocolIsToldTheOneThatIsSpoken() {
    assertThat(answerToUpgrade("dGhlIHNhbXBsZSBub25jZQ==", 8))
        .startsWith("HTTP/1.1 426 Upgrade Required")
        .containsIgnoringCase("sec-websocket-version: 13");
  }

  @Test
  void aKeyThatIsNoneIsABadRequest() {
    assertThat(answerToUpgrade("short", 13)).startsWith("HTTP/1.1 400 Bad Request");
  }

  @Test
  void whatIsNoHttpIsABadRequest() {
    assertThat(answerTo("hello?\r\n\r\n")).startsWith("HTTP/1.1 400 Bad Request");
  }

  @Test
  void whoeverSaysNothingIsNotWaitedForForEver() {
    try (RawClient client = RawClient.open(polygon.url())) {
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  private String answerToUpgrade(String key, int version) {
    return answerTo(
        """
        GET / HTTP/1.1\r
        Host: x\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: %s\r
        Sec-WebSocket-Version: %d\r
        \r
        """
            .formatted(key, version));
  }

  private String answerTo(String request) {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(request);
      return client.readToEnd();
    }
  }
}
