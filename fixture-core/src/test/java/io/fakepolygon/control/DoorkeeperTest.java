package io.fakepolygon.control;

import static io.fakepolygon.control.ControlApiTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fakepolygon.FakePolygonConfig;
import io.fakepolygon.FakePolygonServer;
import io.fakepolygon.server.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P8: the control door is shut unless it is opened, and then not to everybody. */
class DoorkeeperTest {
  private static final String CLOCK = "/control/v1/clock";
  private static final String PAUSE = "{\"action\":\"pause\"}";

  @Test
  void P8_theControlDoorIsShutUnlessItIsOpened() {
    try (FakePolygonServer polygon = start(FakePolygonConfig.builder())) {
      Asker http = new Asker(polygon.url());

      assertProblem(
          http.get(CLOCK),
          403,
          "The control API of this server is shut. Start it with CONTROL_API=on, or in Java with"
              + " FakePolygonConfig.builder().controlApi(true)");
      assertThat(http.post(CLOCK, PAUSE).statusCode()).isEqualTo(403);
      assertThat(http.post("/control/v1/worlds", "{}").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void P8_healthAndMetricsAnswerThroughAShutDoor() {
    try (FakePolygonServer polygon = start(FakePolygonConfig.builder())) {
      assertThat(new Asker(polygon.url()).get("/health").statusCode()).isEqualTo(200);
      assertThat(new Asker(polygon.url()).get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void P8_whereThereIsATokenNothingIsDoneWithoutIt() {
    try (FakePolygonServer polygon = start(open().controlToken("s3cret"))) {
      Asker http = new Asker(polygon.url());

      assertThat(http.get(CLOCK).statusCode()).isEqualTo(401);
      assertThat(http.get(CLOCK).headers().firstValue("www-authenticate")).hasValue("Bearer");
      assertThat(http.get(CLOCK, "Authorization", "Bearer s3cre").statusCode()).isEqualTo(401);
      assertThat(http.get(CLOCK, "Authorization", "Bearer s3cret").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void P8_aPageOfAnotherSiteIsRefused() {
    try (FakePolygonServer polygon = start(open())) {
      Asker http = new Asker(polygon.url());

      assertProblem(
          http.post(CLOCK, PAUSE, "Origin", "https://evil.example"),
          403,
          "Pages of 'https://evil.example' may not use this API. Only those that this server serves"
              + " may");
      assertThat(http.get(CLOCK, "Origin", "null").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void P8_anImageOfAPageOfAnotherSiteIsRefused() {
    try (FakePolygonServer polygon = start(open())) {
      Asker http = new Asker(polygon.url());

      assertThat(http.get(CLOCK, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
      assertThat(http.get(CLOCK, "Sec-Fetch-Site", "same-site").statusCode()).isEqualTo(403);
      assertThat(http.get(CLOCK, "Sec-Fetch-Site", "none").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void P8_aPageOfThisServerIsWelcome() {
    try (FakePolygonServer polygon = start(open())) {
      Asker http = new Asker(polygon.url());
      String origin = polygon.url().replace("ws:", "http:").replace("/stocks", "");

      assertThat(http.post(CLOCK, PAUSE, "Origin", origin).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void P8_noAnswerLetsAPageOfAnotherSiteReadIt() {
    try (FakePolygonServer polygon = start(open())) {
      assertThat(new Asker(polygon.url()).get(CLOCK).headers().map())
          .doesNotContainKey("access-control-allow-origin");
      assertThat(new Asker(polygon.url()).method("OPTIONS", CLOCK).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void P8_aBodyThatABrowserSendsWithoutAskingIsRefused() {
    try (FakePolygonServer polygon = start(open());
        RawClient client = RawClient.open(polygon.url())) {
      client.sendText(
          """
          POST /control/v1/clock HTTP/1.1\r
          Host: localhost\r
          Content-Type: text/plain\r
          Content-Length: 18\r
          Connection: close\r
          \r
          {"action":"pause"}""");

      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 415 ")
          .contains("The body is 'text/plain'. Send JSON, and Content-Type: application/json");
    }
  }

  @Test
  void P8_aStrangersNameForThisMachineIsRefused() {
    try (FakePolygonServer polygon = start(open())) {
      assertThat(answerToHost(polygon, "rebound.example:80"))
          .startsWith("HTTP/1.1 403 ")
          .contains(
              "Without a token this server does not answer as 'rebound.example:80'. Ask it by its"
                  + " address, or set CONTROL_TOKEN");
      assertThat(answerToHost(polygon, "127.0.0.1.example")).startsWith("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8765",
        "[::1]:8765",
        "192.168.0.7:8765",
        "polygon:8765",
        "host.docker.internal:8765",
        "polygon.ci.svc.cluster.local"
      })
  void P8_anAddressAndANameOfAPrivateNetworkAreWelcome(String host) {
    try (FakePolygonServer polygon = start(open())) {
      assertThat(answerToHost(polygon, host)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void P8_whoHasTheTokenMayUseAnyName() {
    try (FakePolygonServer polygon = start(open().controlToken("s3cret"))) {
      assertThat(answerToHost(polygon, "polygon.example\r\nAuthorization: bearer s3cret"))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void P8_anEmptyTokenIsNone() {
    assertThatThrownBy(() -> open().controlToken(" ").build())
        .hasMessage("The control token is empty. Write one of at least one character, or none");
  }

  @Test
  void P8_theTokenIsNotInWhatIsPrinted() {
    FakePolygonConfig config = open().controlToken("s3cret").build();

    assertThat(config.toString()).doesNotContain("s3cret");
    assertThat(config.toJson()).doesNotContain("s3cret");
  }

  private static String answerToHost(FakePolygonServer polygon, String host) {
    try (RawClient client = RawClient.open(polygon.url())) {
      client.sendText(
          "GET /control/v1/clock HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(host));
      return client.readToEnd();
    }
  }

  private static FakePolygonConfig.Builder open() {
    return FakePolygonConfig.builder().controlApi(true);
  }

  private static FakePolygonServer start(FakePolygonConfig.Builder config) {
    return FakePolygonServer.start(config.build());
  }
}
